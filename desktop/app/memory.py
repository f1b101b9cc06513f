"""Keeping the search for garbage out of the way of the window, and in its thread."""

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL = 1000
"""Milliseconds between two looks at whether it is time to search."""


class GarbageCollection(QObject):
    """Searches for garbage in the window's thread, and in no other.

    Python would search in whatever thread makes objects. An object of Qt that is destroyed there
    waits for the interpreter while it holds a lock that the window waits for, which has the
    interpreter: the window stands still for ever.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=INTERVAL)
        self._timer.timeout.connect(collect_garbage)
        self._timer.start()


def collect_garbage() -> None:
    """Search as far as Python itself would by now."""
    counts, limits = gc.get_count(), gc.get_threshold()
    due = [generation for generation in range(3) if counts[generation] > limits[generation]]
    if due:
        gc.collect(due[-1])


def settle_memory() -> None:
    """Spare the window the pauses of searching all that stays anyway for garbage (0.1 s each)."""
    # Nothing is frozen if this is the first project, or if the one before has just been closed.
    if gc.get_freeze_count() == 0:
        gc.collect()
    gc.freeze()


def release_memory() -> None:
    """Let what a closed project leaves behind be found when the next one is opened."""
    gc.unfreeze()
