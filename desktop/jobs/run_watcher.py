"""Follows a run by its folder: replays what happened, then hears what happens."""

import time

from PySide6.QtCore import QObject, QTimer, Signal

from engine.protocol.errors import SaegimError
from engine.protocol.run_folder import RunFolder, RunStatus
from engine.protocol.stream import EventReader

INTERVAL = 200
"""Milliseconds between looks at the event file. A file system watcher would be quicker, but says
nothing about files on a network disk."""
STATUS_SECONDS = 1.0
"""The run's own heartbeat; looking more often would show nothing new."""
CHUNK_BYTES = 256 * 1024
"""About a thousand events, decoded in some 5 ms; a backlog is read in pieces of this size with the
window's own events between them."""


class RunWatcher(QObject):
    """Tails the events of one run; all of them, from the first.

    Args:
        folder: The run.
        parent: Qt owner; the watcher ends with it.
    """

    recorded = Signal(object)
    """The ``list[Record]`` that are new, in order and without gaps."""
    caught_up = Signal()
    """The backlog has been replayed; emitted once."""
    status_changed = Signal(object)
    """The ``RunStatus``, first when watching starts."""
    failed = Signal(object)
    """A ``SaegimError``: the events cannot be read, and nothing more is emitted."""

    def __init__(self, folder: RunFolder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = folder
        self._reader = EventReader(folder.events_path)
        self._status: RunStatus | None = None
        self._looked_at = 0.0
        self._is_caught_up = False
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._look)

    @property
    def status(self) -> RunStatus | None:
        """What the run was last seen doing; None before the first look."""
        return self._status

    def start(self) -> None:
        """Begin with the next turn of the event loop."""
        self._timer.start()

    def stop(self) -> None:
        """End; nothing more is emitted."""
        self._timer.stop()

    def look_at_status(self) -> None:
        """Look now, for instance after a request was made."""
        self._looked_at = time.monotonic()
        status = self.folder.status()
        if status != self._status:
            self._status = status
            self.status_changed.emit(status)

    def _look(self) -> None:
        # The status first: a run that is over has written all its events by then.
        if time.monotonic() - self._looked_at >= STATUS_SECONDS:
            self.look_at_status()
        try:
            records = self._reader.read_new(CHUNK_BYTES)
        except SaegimError as error:
            self.stop()
            self.failed.emit(error)
            return
        self._timer.setInterval(0 if records else INTERVAL)
        if records:
            self.recorded.emit(records)
        elif not self._is_caught_up:
            self._is_caught_up = True
            self.caught_up.emit()
