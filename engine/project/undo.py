"""Undo and redo: any step of the history, as long as nobody changed its rows since."""

from collections.abc import Callable, Collection

from sqlalchemy import delete, select

from engine.project.changes import Changes
from engine.project.file import ProjectFile
from engine.project.folding import Forgettable, fold, forgettable
from engine.project.history_list import described
from engine.project.history_parts import MOST_OF_A_STEP, packed_parts, parts_of, path_to
from engine.project.replay import Replay
from engine.project.rows import HistoryRow, StepRow
from engine.project.schema import HistoryRecord, table_of

Progress = Callable[[int, int], None]
"""Told how many of how many are done; what it raises ends the work."""
REPORT_EVERY = 100
"""Rows of the history between two reports."""

_HISTORY = table_of(HistoryRecord)
_WHOLE = _HISTORY.c.batch.is_(None)


def _unheard(_done: int, _total: int) -> None:
    """Nobody listens."""


class History:
    """The history of the project."""

    def __init__(self, file: ProjectFile) -> None:
        self._file = file

    def steps(self, most: int | None = None) -> list[HistoryRow]:
        """Return the newest steps that can be undone or redone, oldest first; all by default."""
        whole = select(_HISTORY.c.id, _HISTORY.c.label, _HISTORY.c.undone).where(_WHOLE)
        newest_first = whole.order_by(_HISTORY.c.id.desc()).limit(most)
        with self._file.reading() as connection:
            rows = connection.execute(newest_first).all()
        return [HistoryRow(*row) for row in reversed(rows)]

    def around(self, most: int) -> tuple[list[HistoryRow], list[HistoryRow]]:
        """Return the steps nearest to the present state, each oldest first.

        Args:
            most: Of each.

        Returns:
            The newest steps that are done, and the oldest ones that are undone.
        """
        whole = select(_HISTORY.c.id, _HISTORY.c.label, _HISTORY.c.undone).where(_WHOLE)
        done = whole.where(~_HISTORY.c.undone).order_by(_HISTORY.c.id.desc()).limit(most)
        undone = whole.where(_HISTORY.c.undone).order_by(_HISTORY.c.id).limit(most)
        with self._file.reading() as connection:
            back, forth = (connection.execute(query).all() for query in (done, undone))
        return [HistoryRow(*row) for row in reversed(back)], [HistoryRow(*row) for row in forth]

    def ids(self) -> tuple[list[int], set[int]]:
        """Return the ids of all steps, oldest first, and of those among them that are undone."""
        whole = select(_HISTORY.c.id).where(_WHOLE)
        with self._file.reading() as connection:
            ids = connection.execute(whole.order_by(_HISTORY.c.id)).scalars().all()
            undone = connection.execute(whole.where(_HISTORY.c.undone)).scalars().all()
        return list(ids), set(undone)

    def described(self, ids: Collection[int]) -> list[StepRow]:
        """Return what a list says of some steps; ids that are no steps are left out."""
        with self._file.reading() as connection:
            return described(connection, ids)

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

    def go_to(self, history_id: int | None, report: Progress = _unheard) -> Changes:
        """Undo or redo every step between what is done now and one step, in one transaction.

        Afterwards that step and all before it are done, and all after it are undone.

        Args:
            history_id: The step; None for the state before the first one.
            report: Told now and then how many rows of the history of how many are read; what it
                raises ends the work, and nothing is changed.

        Raises:
            SaegimError: ``history_conflict`` if one of them cannot be undone or redone, or there is
                no such step; ``history_damaged``. Nothing is changed then.
        """
        with self._file.writing() as connection:
            path = path_to(connection, history_id)
            replay = Replay(connection)
            packed = packed_parts(connection, [row.id for row in path])
            for done, (row, changes) in enumerate(zip(path, packed, strict=True)):
                if done % REPORT_EVERY == 0:
                    report(done, len(path))
                replay.take(row.id, changes, undone=row.undone)
            return replay.finish(history_id, {row.step for row in path})

    def forgettable(self, keep: int) -> Forgettable:
        """Return what ``fold`` would forget."""
        with self._file.reading() as connection:
            return forgettable(connection, keep)

    def fold(self, keep: int) -> Forgettable:
        """Forget all but the newest ``keep`` steps that are done; undone ones stay.

        Nothing else of the project is changed, and the file is as large as before: the room is for
        what is written next, unless ``Database.shrink`` gives it back.
        """
        with self._file.writing() as connection:
            return fold(connection, keep)

    def forget(self) -> None:
        """Let what was done so far be the beginning: none of it can be undone any more."""
        with self._file.writing() as connection:
            connection.execute(delete(_HISTORY))

    def _replay(self, history_id: int, *, undone: bool) -> Changes:
        with self._file.writing() as connection:
            replay = Replay(connection)
            parts = parts_of(connection, history_id, undone=not undone)
            parts = parts[::-1] if undone else parts
            room = MOST_OF_A_STEP
            for part, changes in zip(parts, packed_parts(connection, parts), strict=True):
                room -= replay.take(part, changes, undone=undone, most=room)
            return replay.finish(history_id, [history_id])
