"""Slow work on a thread, with progress, an outcome and a way to stop it."""

import contextlib
import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal
from shiboken6 import isValid
from typing_extensions import override

from engine.protocol.errors import SaegimError

log = logging.getLogger(__name__)

Progress = Callable[[int, int], None]
"""Told how many of how many are done."""


class CancelledError(Exception):
    """The person stopped the work; raised inside it by its own progress report."""


class BackgroundTask(QObject):
    """One piece of work; signals arrive in the thread that made the task.

    Args:
        work: Gets a ``Progress`` to call now and then, which is where a cancelled task ends.
        parent: Qt owner; must outlive the work or cancel it. Without one the task could be
            destroyed in the pool's thread, which may lock up the window.
    """

    progressed = Signal(object, object)
    finished = Signal(object)
    """What the work returned."""
    failed = Signal(object)
    """A ``SaegimError``."""
    cancelled = Signal()
    ended = Signal()
    """After any of the three."""

    def __init__(self, work: Callable[[Progress], object], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self.is_cancelled = False

    def start(self) -> None:
        """Run on the shared thread pool."""
        QThreadPool.globalInstance().start(_Runnable(self))

    def cancel(self) -> None:
        """End at the next progress report."""
        self.is_cancelled = True

    def run(self) -> None:
        """Do the work here and now; called by the pool's thread."""
        signal, outcome = self._outcome()
        # Whoever asked may have gone meanwhile, and the task with them: nobody is left to hear.
        with contextlib.suppress(RuntimeError):
            getattr(self, signal).emit(*outcome)
            self.ended.emit()
            # Not sooner: whoever is still to be told would not hear of it any more.
            self.deleteLater()

    def _outcome(self) -> tuple[str, tuple[object, ...]]:
        try:
            return "finished", (self._work(self._report),)
        except CancelledError:
            return "cancelled", ()
        except SaegimError as error:
            return "failed", (error,)
        except Exception as error:
            log.exception("Background work failed")
            return "failed", (SaegimError("internal", "program", detail=error),)

    def _report(self, done: int, total: int) -> None:
        if self.is_cancelled or not isValid(self):
            raise CancelledError
        self.progressed.emit(done, total)


class _Runnable(QRunnable):
    def __init__(self, task: BackgroundTask) -> None:
        super().__init__()
        self._task = task

    @override
    def run(self) -> None:
        self._task.run()
