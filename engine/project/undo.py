"""Undo and redo: any step of the history, as long as nobody changed its rows since."""

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from engine.project.bad_rows import are_sound
from engine.project.changes import Changes
from engine.project.file import ProjectFile
from engine.project.history import RowChange, inverse
from engine.project.history_parts import MOST_OF_A_STEP, mark, parts_of, read_part
from engine.project.rows import HistoryRow
from engine.project.schema import HistoryRecord, table_of
from engine.project.step import Step
from engine.protocol.errors import SaegimError

_HISTORY = table_of(HistoryRecord)


class History:
    """The history of the project."""

    def __init__(self, file: ProjectFile) -> None:
        self._file = file

    def steps(self, most: int | None = None) -> list[HistoryRow]:
        """Return the newest steps that can be undone or redone, oldest first; all by default."""
        query = select(_HISTORY.c.id, _HISTORY.c.label, _HISTORY.c.undone)
        whole = query.where(_HISTORY.c.batch.is_(None))
        newest_first = whole.order_by(_HISTORY.c.id.desc()).limit(most)
        with self._file.reading() as connection:
            rows = connection.execute(newest_first).all()
        return [HistoryRow(*row) for row in reversed(rows)]

    def undo(self, history_id: int) -> Changes:
        """Take a step back.

        Raises:
            SaegimError: ``history_conflict`` if its rows were changed by something that was not
                undone, or the step is not in the history; ``history_damaged``.
        """
        return self._replay(history_id, undone=True)

    def redo(self, history_id: int) -> Changes:
        """Do an undone step again.

        Raises:
            SaegimError: ``history_conflict`` as in ``undo``.
        """
        return self._replay(history_id, undone=False)

    def forget(self) -> None:
        """Let what was done so far be the beginning: none of it can be undone any more."""
        with self._file.writing() as connection:
            connection.execute(delete(_HISTORY))

    def _replay(self, history_id: int, *, undone: bool) -> Changes:
        with self._file.writing() as connection:
            step = Step(connection)
            parts = parts_of(connection, history_id, undone=not undone)
            room = MOST_OF_A_STEP
            for part in reversed(parts) if undone else parts:
                changes, size = read_part(connection, part, room)
                room -= size
                _apply(step, inverse(changes) if undone else changes)
            mark(connection, parts, undone=undone)
            step.conclude(history_id)
        return step.changes


def _apply(step: Step, changes: list[RowChange]) -> None:
    try:
        step.apply(changes)
    except IntegrityError as error:
        # A row that the step would take away is in use by now, or one it needs is gone.
        raise SaegimError("history_conflict") from error
    by_table: dict[str, list[int]] = {}
    for change in changes:
        by_table.setdefault(change.table, []).append(change.id)
    if not all(are_sound(step.connection, name, ids) for name, ids in by_table.items()):
        raise SaegimError("history_damaged")
