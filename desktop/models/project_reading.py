"""What a page says of a project, read anew when that has changed."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.jobs.background import BackgroundTask
from desktop.project_session import ProjectSession

SETTLE_TIME = 300
"""Milliseconds of quiet after which the project is read again."""


class ProjectReading(QObject):
    """Reads a project on a thread, once at a time, and only while somebody looks at the page.

    Args:
        session: The open project.
        page: Where it is shown; Qt owner.
        begin: Called on the window's thread; what it returns is called on another one.
    """

    read = Signal(object)
    """What was read."""

    def __init__(
        self, session: ProjectSession, page: QWidget, begin: Callable[[], Callable[[], object]]
    ) -> None:
        super().__init__(page)
        self._session = session
        self._page = page
        self._begin = begin
        self._is_stale = True
        self._task: BackgroundTask | None = None
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_TIME)
        self._settle.timeout.connect(self.refresh)
        session.changed.connect(self.read_soon)
        session.refreshed.connect(self.read_soon)

    @property
    def is_busy(self) -> bool:
        """Whether it reads just now."""
        return self._task is not None

    def refresh(self) -> None:
        """Read if something changed; to be called when the page is shown, too."""
        if not self._is_stale or self._task is not None or not self._page.isVisible():
            return
        self._is_stale = False
        work = self._begin()
        self._task = BackgroundTask(lambda _progress: work(), self)
        self._task.finished.connect(self.read)
        self._task.failed.connect(self._session.failed)
        self._task.ended.connect(self._end)
        self._task.start()

    def read_soon(self) -> None:
        """Read when it has been quiet for a while."""
        self._is_stale = True
        self._settle.start()

    def read_now(self) -> None:
        """Read whether something has changed or not."""
        self._is_stale = True
        self.refresh()

    def _end(self) -> None:
        self._task = None
        # It may have changed again meanwhile.
        self.refresh()
