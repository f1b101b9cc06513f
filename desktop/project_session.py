"""The open project: its store, its undo stack, and the signals every view refreshes from."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack
from typing_extensions import override

from desktop.i18n import step_words
from engine.project.changes import Changes
from engine.project.store import Store
from engine.protocol.errors import SaegimError

WATCH_INTERVAL = 1000
"""Milliseconds between looks for what other processes wrote."""
MOST_STEPS = 1000
"""Steps of the history that are offered for undo; older ones stay in the file."""
CONFLICT = "history_conflict"

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
    """The ``Changes`` of an undo or redo, after ``changed``."""
    refreshed = Signal()
    """Another process wrote to the project: anything may be different."""
    failed = Signal(object)
    """A ``SaegimError``: nothing was changed."""

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store = store
        self.undo_stack = QUndoStack(self)
        self._rebuild_undo_stack()
        self._seen_version: int | None = store.data_version()
        self._watch = QTimer(self, interval=WATCH_INTERVAL)
        self._watch.timeout.connect(self.look_for_foreign_writes)
        self._watch.start()

    def close(self) -> None:
        """Stop watching and close the file."""
        self._watch.stop()
        self.store.close()

    def do(self, operation: Operation) -> Changes | None:
        """Change the project in one transaction, make it an undo step and tell everybody.

        Returns:
            What changed, or None if it failed (``failed`` was emitted).
        """
        try:
            changes = operation(self.store)
        except SaegimError as error:
            self.failed.emit(error)
            return None
        self.adopt(changes)
        return changes

    def adopt(self, changes: Changes) -> None:
        """Make an undo step of what was done (perhaps by a background thread) and tell all."""
        if changes.history_id is not None:
            step = UndoStep(changes.label)
            step.attach(self, changes.history_id, done=True)
            self.undo_stack.push(step)
        self.changed.emit(changes)

    def repeat(self, step: UndoStep, history_id: int) -> bool:
        """Redo a step in the store; whether that worked."""
        return self._move(step, lambda store: store.history.redo(history_id))

    def revert(self, step: UndoStep, history_id: int) -> bool:
        """Undo a step in the store; whether that worked."""
        return self._move(step, lambda store: store.history.undo(history_id))

    def look_for_foreign_writes(self) -> None:
        """Refresh everything if another process wrote since the last look."""
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
            self._rebuild_undo_stack()
            self.refreshed.emit()

    def _move(self, step: UndoStep, operation: Operation) -> bool:
        try:
            changes = operation(self.store)
        except SaegimError as error:
            self.failed.emit(error)
            if error.code == CONFLICT:
                # It will never work again: the stack lets go of it, and the ones below are free.
                step.setObsolete(True)
            else:
                # The stack moves and the store has not: start again from what the store says.
                QTimer.singleShot(0, self, self._rebuild_undo_stack)
            return False
        self.changed.emit(changes)
        self.moved.emit(changes)
        return True

    def _rebuild_undo_stack(self) -> None:
        rows = self.store.history.steps()[-MOST_STEPS:]
        steps = [UndoStep(row.label) for row in rows]
        self.undo_stack.clear()
        for step in steps:
            self.undo_stack.push(step)
        self.undo_stack.setIndex(sum(not row.undone for row in rows))
        # Attached only now: moving the stack to its place must not move the store.
        for step, row in zip(steps, rows, strict=True):
            step.attach(self, row.id, done=not row.undone)
