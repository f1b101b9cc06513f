"""The open project: its store, its undo stack, and the signals every view refreshes from."""

import contextlib
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack
from typing_extensions import override

from desktop.i18n import step_words
from desktop.locked_project import SHORT_WAIT, Waiting, carry_out, not_waiting
from engine.project.backups import back_up_before
from engine.project.changes import Changes
from engine.project.sqlite import waiting_at_most
from engine.project.store import Store
from engine.project.whereabouts import Whereabouts
from engine.protocol.errors import SaegimError

WATCH_INTERVAL = 1000
"""Milliseconds between looks for what other processes wrote."""
RETRY_INTERVAL = 100
"""Milliseconds. While an undo waits for a lock, the stack must stand still: Qt is at work on it."""
STEPS_AT_ONCE = 1000
"""Steps on each side of the present state that the undo stack holds when it is built; at its end it
is built anew."""
CONFLICT = "history_conflict"
MOVED = "project_moved"

Operation = Callable[[Store], Changes]


class UndoStep(QUndoCommand):
    """A step of the store's history, on the undo stack; does nothing until it is attached."""

    def __init__(self, name: str) -> None:
        super().__init__(step_words(name))
        self._session: ProjectSession | None = None
        self._history_id = 0
        self._is_done = False

    def attach(self, session: "ProjectSession", history_id: int, *, done: bool) -> None:
        """Tie it to its step in the store's history."""
        self._session, self._history_id, self._is_done = session, history_id, done

    @override
    def redo(self) -> None:
        # The stack calls this when the step is pushed, too, and by then it is done already.
        if self._session is not None and not self._is_done:
            self._is_done = self._session.repeat(self, self._history_id)

    @override
    def undo(self) -> None:
        if self._session is not None and self._is_done:
            self._is_done = not self._session.revert(self, self._history_id)


class ProjectSession(QObject):
    """A project that is open in this window.

    Every change goes through ``do``: it is saved when the call returns, or nothing has changed
    and ``failed`` says why. Undo steps come from the store's history, so they survive a restart.
    """

    changed = Signal(object)
    """The ``Changes`` of this window."""
    moved = Signal(object)
    """The ``Changes`` of an undo, a redo or a jump in the history, after ``changed``."""
    refreshed = Signal()
    """Another process wrote to the project: anything may be different."""
    failed = Signal(object)
    """A ``SaegimError``: nothing was changed."""
    edit_lost = Signal()
    """What the person just did could not be written, before ``failed`` says why."""
    moved_away = Signal(object)
    """The ``Whereabouts`` of the file, which is not (or again) where it was opened."""

    def __init__(
        self, store: Store, parent: QObject | None = None, waiting: Waiting = not_waiting
    ) -> None:
        super().__init__(parent)
        self.store = store
        self.is_open = True
        self.undo_stack = QUndoStack(self)
        self._waiting = waiting
        self._is_waiting = False
        self._whereabouts = Whereabouts("here", store.path)
        self.is_history_busy = False
        """A thread is at work on the history: undo and redo do nothing meanwhile."""
        self._has_older_steps = self._has_newer_steps = False
        self.renew_undo_stack()
        self.undo_stack.indexChanged.connect(self._reach_further)
        self._seen_version: int | None = store.data_version()
        self._watch = QTimer(self, interval=WATCH_INTERVAL)
        self._watch.timeout.connect(self.look_at_file)
        self._watch.start()

    def close(self) -> None:
        """Stop watching and close the file."""
        self.is_open = False
        self._watch.stop()
        self._waiting = not_waiting
        self.store.close()

    def do(self, operation: Operation, *, is_large: bool = False) -> Changes | None:
        """Change the project in one transaction, make it an undo step and tell everybody.

        Args:
            operation: What to do.
            is_large: It changes much at once: a backup is made before, unless nothing was
                changed since the last one.

        Returns:
            What changed, or None if it failed (``failed`` was emitted).
        """
        try:
            if is_large:
                back_up_before(self.store)
            changes = self._carry_out(operation)
        except SaegimError as error:
            self._tell(error)
            return None
        self.adopt(changes)
        return changes

    def adopt(self, changes: Changes) -> None:
        """Make an undo step of what was done (perhaps by a background thread) and tell all.

        What ends after the project was closed is in the file, and nobody is left to tell.
        """
        if not self.is_open:
            return
        if self._is_waiting:
            QTimer.singleShot(RETRY_INTERVAL, self, lambda: self.adopt(changes))
            return
        if changes.history_id is not None and not changes.joins:
            step = UndoStep(changes.label)
            step.attach(self, changes.history_id, done=True)
            self.undo_stack.push(step)
        self.changed.emit(changes)

    def arrive(self, changes: Changes) -> None:
        """Follow a jump in the history that a background thread made, and tell all."""
        if not self.is_open:
            return
        if self._is_waiting:
            QTimer.singleShot(RETRY_INTERVAL, self, lambda: self.arrive(changes))
            return
        self.renew_undo_stack()
        self.changed.emit(changes)
        self.moved.emit(changes)

    def renew_undo_stack(self) -> None:
        """Let the undo stack hold what the store's history holds by now."""
        if self._is_waiting:
            QTimer.singleShot(RETRY_INTERVAL, self, self.renew_undo_stack)
            return
        self._has_older_steps = self._has_newer_steps = False
        self._rebuild_undo_stack()

    def repeat(self, step: UndoStep, history_id: int) -> bool:
        """Redo a step in the store; whether that worked."""
        return self._move(step, lambda store: store.history.redo(history_id))

    def revert(self, step: UndoStep, history_id: int) -> bool:
        """Undo a step in the store; whether that worked."""
        return self._move(step, lambda store: store.history.undo(history_id))

    def look_at_file(self) -> None:
        """Find out whether the file is in its place, and whether another process wrote it."""
        whereabouts = self.store.database.whereabouts()
        if whereabouts != self._whereabouts:
            self._whereabouts = whereabouts
            if whereabouts.state != "here":
                # Now, for the next program that opens the file where it is shall see all of it.
                with contextlib.suppress(SaegimError), waiting_at_most(SHORT_WAIT):
                    self.store.database.settle()
            self.moved_away.emit(whereabouts)
        if whereabouts.state == "here":
            self._look_for_foreign_writes()

    def _look_for_foreign_writes(self) -> None:
        try:
            version = self.store.data_version()
        except SaegimError as error:
            # Said once: it is looked for again every second, and may come back (a USB stick).
            if self._seen_version is not None:
                self._seen_version = None
                self.failed.emit(error)
            return
        if version != self._seen_version:
            self._seen_version = version
            self.renew_undo_stack()
            self.refreshed.emit()

    def _carry_out(self, operation: Operation) -> Changes:
        return carry_out(lambda: operation(self.store), self._wait)

    def _wait(self, attempt: Callable[[], bool]) -> bool:
        if self._is_waiting:
            return False
        self._is_waiting = True
        try:
            return self._waiting(attempt)
        finally:
            self._is_waiting = False

    def _tell(self, error: SaegimError) -> None:
        if error.code == MOVED:
            self._whereabouts = Whereabouts("here", self.store.path)
            self.look_at_file()
        else:
            self.edit_lost.emit()
            self.failed.emit(error)

    def _move(self, step: UndoStep, operation: Operation) -> bool:
        if self.is_history_busy:
            QTimer.singleShot(0, self, self.renew_undo_stack)
            return False
        try:
            changes = self._carry_out(operation)
        except SaegimError as error:
            self._tell(error)
            if error.code == CONFLICT:
                # It will never work again: the stack lets go of it, and the ones below are free.
                step.setObsolete(True)
            else:
                # The stack moves and the store has not: start again from what the store says.
                QTimer.singleShot(0, self, self.renew_undo_stack)
            return False
        self.changed.emit(changes)
        self.moved.emit(changes)
        return True

    def _reach_further(self, index: int) -> None:
        is_at_start = index == 0 and self._has_older_steps
        if is_at_start or (index == self.undo_stack.count() and self._has_newer_steps):
            self._has_older_steps = self._has_newer_steps = False
            # Not within the undo that brought the stack to its end.
            QTimer.singleShot(0, self, self.renew_undo_stack)

    def _rebuild_undo_stack(self) -> None:
        done, undone = self.store.history.around(STEPS_AT_ONCE + 1)
        rows = [*done[-STEPS_AT_ONCE:], *undone[:STEPS_AT_ONCE]]
        steps = [UndoStep(row.label) for row in rows]
        self.undo_stack.clear()
        for step in steps:
            self.undo_stack.push(step)
        self.undo_stack.setIndex(sum(not row.undone for row in rows))
        # Attached only now: moving the stack to its place must not move the store.
        for step, row in zip(steps, rows, strict=True):
            step.attach(self, row.id, done=not row.undone)
        self._has_older_steps = len(done) > STEPS_AT_ONCE
        self._has_newer_steps = len(undone) > STEPS_AT_ONCE
