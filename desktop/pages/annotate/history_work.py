"""Long work on the history, on a thread; undo and redo stand still meanwhile."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer

from desktop.jobs.background import BackgroundTask, Progress
from desktop.project_session import ProjectSession
from desktop.widgets.progress_line import ProgressLine

T = TypeVar("T")

SHOWN_AFTER = 300
"""Milliseconds. Most work is over sooner, and nothing is to flicker for it."""


class HistoryWork(QObject):
    """One piece of work at a time.

    Args:
        session: The project.
        progress: Shows what takes long, and cancels it.
        parent: Qt owner.
    """

    def __init__(self, session: ProjectSession, progress: ProgressLine, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._progress = progress
        self._title = ""
        self._task: BackgroundTask | None = None
        self._finished: Callable[[Any], object] = _ignore
        self._late = QTimer(self, interval=SHOWN_AFTER, singleShot=True)
        self._late.timeout.connect(lambda: progress.begin(self._title))
        progress.cancelled.connect(self.cancel)

    def begin(
        self, title: str, work: Callable[[Progress], T], finished: Callable[[T], object]
    ) -> None:
        """Do the work, unless some is going on; ``finished`` is given what it returns."""
        if self._task is not None:
            return
        self._title = title
        self._session.is_history_busy = True
        self._task = BackgroundTask(work, self)
        self._task.progressed.connect(self._advance)
        self._finished = finished
        self._task.finished.connect(self._take)
        self._task.failed.connect(self._session.failed)
        self._task.ended.connect(self._end)
        self._late.start()
        self._task.start()

    def cancel(self) -> None:
        """End the work; nothing is changed then."""
        if self._task is not None:
            self._task.cancel()

    def _advance(self, done: int, total: int) -> None:
        if not self._late.isActive():
            self._progress.advance(done, total)

    def _take(self, outcome: object) -> None:
        # Over before it is told: who hears of it may begin the next work at once.
        if self._task is not None:
            self._task.ended.disconnect(self._end)
        self._end()
        self._finished(outcome)

    def _end(self) -> None:
        self._task = None
        self._session.is_history_busy = False
        if not self._late.isActive():
            self._progress.end()
        self._late.stop()


def _ignore(_outcome: object) -> None:
    """Nothing has been begun."""
