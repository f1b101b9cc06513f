"""A run that is being looked at: its folder, its curve so far, what it is doing."""

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.jobs.run_watcher import RunWatcher
from desktop.pages.train.run_curve import RunCurve
from engine.protocol.events import Record
from engine.protocol.run_folder import RunFolder, RunStatus

REDRAW_INTERVAL = 400
"""Milliseconds between drawings of a growing curve; events come far more often."""


class FollowedRun(QObject):
    """Replays a run's past, then follows it.

    Args:
        folder: The run.
        name: What the window calls it.
        parent: Qt owner.
    """

    grown = Signal()
    """The curve has more to show; not more often than is worth drawing."""
    status_changed = Signal(object)
    failed = Signal(object)
    """A ``SaegimError``: no more can be read of it."""

    def __init__(self, folder: RunFolder, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = folder
        self.name = name
        self.curve = RunCurve()
        self._watcher = RunWatcher(folder, self)
        self._watcher.recorded.connect(self._extend)
        self._watcher.caught_up.connect(self.grown)
        self._watcher.status_changed.connect(self.status_changed)
        self._watcher.failed.connect(self.failed)
        self._redraw = QTimer(self, singleShot=True, interval=REDRAW_INTERVAL)
        self._redraw.timeout.connect(self.grown)
        self._watcher.start()

    @property
    def status(self) -> RunStatus | None:
        """What it is doing, or about to do because it was asked to; None before the first look."""
        seen = self._watcher.status
        if seen is RunStatus.RUNNING and self.folder.is_requested("stop"):
            return RunStatus.STOPPING
        if seen is RunStatus.RUNNING and self.folder.is_requested("pause"):
            return RunStatus.PAUSED
        return seen

    def look(self) -> None:
        """Look at what it is doing now, after it was asked for something."""
        self._watcher.look_at_status()

    def close(self) -> None:
        """Follow it no longer."""
        self._watcher.stop()
        self._redraw.stop()
        self.deleteLater()

    def _extend(self, records: list[Record]) -> None:
        self.curve.extend(records)
        if not self._redraw.isActive():
            self._redraw.start()
