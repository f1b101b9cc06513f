"""Runs and models that the project knows; they are no part of the history."""

from sqlalchemy import insert, select, update

from engine.project.changes import Changes, Ids
from engine.project.file import ProjectFile
from engine.project.records import to_json
from engine.project.rows import RunRow
from engine.project.schema import ModelRecord, RunRecord, table_of
from engine.protocol.specs import ModelCard

_RUNS = table_of(RunRecord)
_MODELS = table_of(ModelRecord)


class RunKeeping(ProjectFile):
    """Runs and models."""

    def add_run(self, run: RunRow) -> Changes:
        """Remember a run; its folder holds the truth about it."""
        values = {
            "id": run.id,
            "name": run.name,
            "task": run.task,
            "dataset_version_id": run.dataset_version_id,
            "created_at": run.created_at,
            "discarded": False,
        }
        with self._writing() as connection:
            connection.execute(insert(_RUNS), values)
        return Changes()

    def remove_run(self, run_id: str) -> Changes:
        """Forget a run and its models.

        Suggestions and annotations that came from its model stay, and so does the record of where
        they came from.
        """
        query = select(_MODELS.c.id).where(_MODELS.c.run_id == run_id)
        with self._writing() as connection:
            models = frozenset(connection.execute(query).scalars())
            connection.execute(update(_RUNS).where(_RUNS.c.id == run_id).values(discarded=True))
        return Changes(removed=Ids(models=models))

    def add_model(self, run_id: str, card_path: str, card: ModelCard) -> Changes:
        """Register the model of a run; a run has one, so a second time its card is renewed."""
        values = {"run_id": run_id, "card_path": card_path, "card": to_json(card)}
        known = select(_MODELS.c.id).where(_MODELS.c.run_id == run_id)
        with self._writing() as connection:
            model_id = connection.execute(known).scalar_one_or_none()
            if model_id is not None:
                connection.execute(update(_MODELS).where(_MODELS.c.id == model_id).values(values))
                return Changes(updated=Ids(models=frozenset({model_id})))
            statement = insert(_MODELS).returning(_MODELS.c.id)
            model_id = connection.execute(statement, values).scalar_one()
        return Changes(added=Ids(models=frozenset({model_id})))
