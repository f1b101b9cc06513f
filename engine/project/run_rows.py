"""Runs and models that the project knows; they are no part of the history."""

from sqlalchemy import RowMapping, insert, select, update

from engine.project.changes import Changes, Ids
from engine.project.file import ProjectFile
from engine.project.places import is_run_id
from engine.project.records import to_json, to_model, to_run
from engine.project.rows import ModelRow, RunRow
from engine.project.schema import ModelRecord, ProjectRecord, RunRecord, table_of
from engine.protocol.specs import ModelCard

_RUNS = table_of(RunRecord)
_MODELS = table_of(ModelRecord)
_PROJECT = table_of(ProjectRecord)


class Runs:
    """The runs that the project knows."""

    def __init__(self, file: ProjectFile) -> None:
        self._file = file

    def rows(self) -> list[RunRow]:
        """Return the runs that were not discarded, oldest first."""
        query = select(_RUNS).where(~_RUNS.c.discarded).order_by(_RUNS.c.created_at, _RUNS.c.id)
        with self._file.reading() as connection:
            rows = connection.execute(query).mappings()
            # An id that is no name of a folder is a stranger's.
            return [to_run(row) for row in rows if is_run_id(row["id"])]

    def add(self, run: RunRow) -> Changes:
        """Remember a run, whose folder holds the truth about it, and its task as the usual one."""
        values = {
            "id": run.id,
            "name": run.name,
            "task": run.task,
            "dataset_version_id": run.dataset_version_id,
            "created_at": run.created_at,
            "discarded": False,
        }
        with self._file.writing() as connection:
            connection.execute(insert(_RUNS), values)
            connection.execute(update(_PROJECT).values(usual_task=run.task))
        return Changes()

    def remove(self, run_id: str) -> Changes:
        """Forget a run and its models.

        Suggestions and annotations that came from its model stay, and so does the record of where
        they came from.
        """
        query = select(_MODELS.c.id).where(_MODELS.c.run_id == run_id)
        with self._file.writing() as connection:
            models = frozenset(connection.execute(query).scalars())
            connection.execute(update(_RUNS).where(_RUNS.c.id == run_id).values(discarded=True))
        return Changes(removed=Ids(models=models))


class Models:
    """The models that runs have made."""

    def __init__(self, file: ProjectFile) -> None:
        self._file = file

    def rows(self) -> list[ModelRow]:
        """Return the models of runs that were not discarded, oldest first."""
        query = (
            select(_MODELS).join(_RUNS, _RUNS.c.id == _MODELS.c.run_id).where(~_RUNS.c.discarded)
        )
        with self._file.reading() as connection:
            rows = connection.execute(query.order_by(_MODELS.c.id))
            return [to_model(row) for row in rows.mappings() if _is_in_its_run(row)]

    def add(self, run_id: str, card_path: str, card: ModelCard) -> Changes:
        """Register the model of a run; a run has one, so a second time its card is renewed."""
        values = {"run_id": run_id, "card_path": card_path, "card": to_json(card)}
        known = select(_MODELS.c.id).where(_MODELS.c.run_id == run_id)
        with self._file.writing() as connection:
            model_id = connection.execute(known).scalar_one_or_none()
            if model_id is not None:
                connection.execute(update(_MODELS).where(_MODELS.c.id == model_id).values(values))
                return Changes(updated=Ids(models=frozenset({model_id})))
            statement = insert(_MODELS).returning(_MODELS.c.id)
            model_id = connection.execute(statement, values).scalar_one()
        return Changes(added=Ids(models=frozenset({model_id})))


def _is_in_its_run(row: RowMapping) -> bool:
    """Whether a model lies where its run has put it."""
    run_id = row["run_id"]
    return is_run_id(run_id) and row["card_path"] == f"runs/{run_id}/model/card.json"
