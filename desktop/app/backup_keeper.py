"""A backup of the open project once a day, made on a thread."""

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.jobs.background import BackgroundTask
from engine.project.backups import back_up, is_due
from engine.project.store import Store

SOON = 20_000
"""Milliseconds after the opening: whoever has just opened a project is not to wait for it."""
HOURLY = 3_600_000
"""Milliseconds between looks: a window may be open for days."""


class BackupKeeper(QObject):
    """Looks now and then whether a backup is due.

    Args:
        store: The open project.
        parent: Qt owner.
    """

    failed = Signal(object)
    """A ``SaegimError``: no backup could be made."""

    def __init__(self, store: Store, parent: QObject) -> None:
        super().__init__(parent)
        self._store = store
        self._look = QTimer(self, interval=HOURLY)
        self._look.timeout.connect(self.look)
        self._look.start()
        self._first = QTimer(self, interval=SOON, singleShot=True)
        self._first.timeout.connect(self.look)
        self._first.start()

    def look(self) -> None:
        """Make a backup if one is due."""
        task = BackgroundTask(lambda _report: _back_up_if_due(self._store), self)
        task.failed.connect(self.failed)
        task.start()

    def stop(self) -> None:
        """Look no more."""
        self._look.stop()
        self._first.stop()


def _back_up_if_due(store: Store) -> None:
    # Of a folder that was moved away nothing is made again.
    if store.database.whereabouts().state == "here" and is_due(store):
        back_up(store)
