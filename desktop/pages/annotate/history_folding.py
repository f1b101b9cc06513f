"""Forgets old steps when the person agrees, and lets the file shrink."""

import contextlib

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.jobs.background import BackgroundTask
from desktop.locked_project import SHORT_WAIT
from desktop.pages.annotate.fold_dialog import FoldDialog, size_words
from desktop.pages.annotate.history_panel import HistoryPanel
from desktop.pages.annotate.history_work import HistoryWork
from desktop.project_session import ProjectSession
from engine.project.sqlite import waiting_at_most
from engine.project.store import Store
from engine.protocol.errors import SaegimError

SOON = 30_000
"""Milliseconds after the opening: whoever has just opened a project is not to wait for it."""


class HistoryFolding(QObject):
    """A file that could not shrink then does so after it was opened again."""

    said = Signal(str)

    def __init__(self, session: ProjectSession, panel: HistoryPanel, work: HistoryWork) -> None:
        super().__init__(panel)
        self._session = session
        self._panel = panel
        self._work = work
        self._later = QTimer(self, interval=SOON, singleShot=True)
        self._later.timeout.connect(self.shrink)
        self._later.start()
        panel.forget.clicked.connect(self.ask)

    def ask(self) -> None:
        """Ask how much is forgotten, and say what that frees."""
        dialog = FoldDialog(self._session.store.history.forgettable, self._panel.window())
        dialog.accepted.connect(lambda: self.fold(dialog.kept.value()))
        dialog.open()

    def fold(self, keep: int) -> None:
        """Forget all but the newest steps."""
        store = self._session.store
        self._work.begin(
            self.tr("Forgetting old steps"), lambda _report: _fold(store, keep), self._tell
        )

    def shrink(self) -> None:
        """Give back what room of the file is empty, if that is much and nobody is at it."""
        store = self._session.store
        BackgroundTask(lambda _report: _shrink_if_worthwhile(store), self).start()

    def stop(self) -> None:
        """Do nothing by itself any more."""
        self._later.stop()

    def _tell(self, outcome: tuple[int, int | None]) -> None:
        self._session.renew_undo_stack()
        self._panel.reload()
        steps, freed = outcome
        said = self.tr("Steps forgotten: {count} · the file is {size} smaller")
        if freed is None:
            said = self.tr(
                "Steps forgotten: {count} · the file shrinks after the project is opened again: "
                "it cannot be done now"
            )
        self.said.emit(said.format(count=f"{steps:n}", size=size_words(freed or 0)))


def _fold(store: Store, keep: int) -> tuple[int, int | None]:
    """Forget steps; returns how many, and the bytes by which the file is smaller, if it is."""
    steps = store.history.fold(keep).steps
    with contextlib.suppress(SaegimError), waiting_at_most(SHORT_WAIT):
        return steps, store.database.shrink()
    return steps, None


def _shrink_if_worthwhile(store: Store) -> None:
    database = store.database
    is_ours = database.whereabouts().state == "here" and not database.is_read_only
    if is_ours and database.has_spare_room():
        database.shrink()
