"""Which run is shown, and what its buttons do."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMessageBox

from desktop.pages.train import words
from desktop.pages.train.followed_run import FollowedRun
from desktop.pages.train.launcher import Launcher
from desktop.pages.train.run_header import HAS_MODEL
from desktop.pages.train.run_list import RunEntry, RunList
from desktop.pages.train.run_panel import RunPanel
from desktop.project_session import ProjectSession
from engine.project.places import own_folder
from engine.project.rows import ModelRow
from engine.protocol.run_folder import ACTIVE, RunFolder

LOOK_INTERVAL = 1000
"""Milliseconds between looks at all runs, and at the time left."""


class RunControl(QObject):
    """Follows one run at a time, attaches again to those that were started before.

    Args:
        session: The open project.
        launcher: Does what takes time.
        runs: The list to fill.
        panel: Where the run is shown.
    """

    autolabel_requested = Signal(object)
    """The ``ModelRow`` of the run that is shown."""
    looked = Signal()
    """All runs were looked at."""

    def __init__(
        self, session: ProjectSession, launcher: Launcher, runs: RunList, panel: RunPanel
    ) -> None:
        super().__init__(panel)
        self._session = session
        self._launcher = launcher
        self._runs = runs
        self._panel = panel
        self.run: FollowedRun | None = None
        self._other: FollowedRun | None = None
        self._connect()
        self.list_runs()
        self._show_first()
        # Runs may have ended while no window was open.
        launcher.adopt_finished()
        self._look = QTimer(self, interval=LOOK_INTERVAL)
        self._look.timeout.connect(self._look_at_all)
        self._look.start()

    def list_runs(self) -> None:
        """Read again which runs there are."""
        store = self._session.store
        folder = own_folder(store.files_dir, "runs")
        self._runs.show_runs([(row, RunFolder(folder / row.id)) for row in store.runs.rows()])
        if self.run is not None and self._runs.row_of(self.run.folder.id) < 0:
            self._forget()
            # Not its neighbour: whoever goes on clicking would hit a run that was not meant.
            self._panel.show_no_choice()
            if not self._runs.entries():
                self._panel.show_nothing()
        elif self.run is not None:
            self._panel.mark_in_list(self.run.folder.id)
        self._offer_comparisons()
        self.looked.emit()

    def show_run(self, run_id: str) -> None:
        """Follow this run and show it."""
        if self.run is not None and self.run.folder.id == run_id:
            return
        entry = self._runs.entry(self._runs.row_of(run_id))
        self._forget()
        self.run = FollowedRun(entry.folder, entry.row.name, self)
        self.run.grown.connect(self._draw)
        self.run.status_changed.connect(self._notice_status)
        self.run.failed.connect(self._session.failed)
        self._panel.mark_in_list(run_id)
        self._offer_comparisons()
        self._draw()

    def show_new_run(self, folder: RunFolder) -> None:
        """Show a run that was just started."""
        self.list_runs()
        self.show_run(folder.id)

    def _show_first(self) -> None:
        entries = self._runs.entries()
        for entry in [*self._runs.active(), *entries][:1]:
            self.show_run(entry.row.id)
        if not entries:
            self._panel.show_nothing()

    def _connect(self) -> None:
        header = self._panel.header
        header.stop_requested.connect(self._stop)
        header.pause_requested.connect(self._pause)
        header.resume_requested.connect(self._resume)
        header.discard_requested.connect(self._ask_whether_to_discard)
        header.autolabel_requested.connect(self._autolabel)
        self._panel.run_chosen.connect(self.show_run)
        self._panel.seen.connect(self._draw)
        self._panel.curves.comparison_chosen.connect(self._compare)
        self._launcher.started.connect(self.show_new_run)
        self._launcher.wrote.connect(self._refresh)
        self._session.refreshed.connect(self.list_runs)

    def _refresh(self) -> None:
        self._session.look_at_file()
        self.list_runs()
        if self.run is not None:
            self.run.look()
        self._draw()

    def _forget(self) -> None:
        if self.run is not None:
            self.run.close()
            self.run = None
        self._compare(None)

    def _model(self) -> ModelRow | None:
        run_id = self.run.folder.id if self.run is not None else ""
        return next((m for m in self._session.store.models.rows() if m.run_id == run_id), None)

    def _draw(self) -> None:
        if self.run is not None and self._panel.isVisible():
            # Asked only where the answer is shown: a running run has no model.
            has_model = self.run.status in HAS_MODEL and self._model() is not None
            self._panel.show_run(self.run, has_model=has_model)

    def activity(self) -> str:
        """What all runs that are going do, in words."""
        return "\n".join(
            f"{one.row.name}: {words.status_words(one.status)}" for one in self._runs.active()
        )

    def _look_at_all(self) -> None:
        self._runs.refresh()
        self.looked.emit()
        run = self.run
        if run is not None and run.status in ACTIVE and self._panel.isVisible():
            self._panel.show_figures(run)

    def _notice_status(self, status: object) -> None:
        # An ended one, too: it may go on, or be found damaged.
        self._runs.refresh("" if self.run is None else self.run.folder.id)
        if status in HAS_MODEL:
            self._launcher.adopt_finished()
        self._draw()

    def _stop(self) -> None:
        if self.run is not None:
            self.run.folder.request("stop")
            self._draw()

    def _pause(self) -> None:
        if self.run is not None:
            self.run.folder.request("pause")
            self._draw()

    def _resume(self) -> None:
        if self.run is None:
            return
        if self.run.status in ACTIVE:
            self.run.folder.withdraw("pause")
            self._draw()
        else:
            self._launcher.resume_run(self.run.folder)

    def _ask_whether_to_discard(self) -> None:
        if self.run is None:
            return
        question = QMessageBox(self._panel)
        question.setIcon(QMessageBox.Icon.Warning)
        question.setTextFormat(Qt.TextFormat.PlainText)
        question.setText(self.tr("Discard {run}?").format(run=self.run.name))
        question.setInformativeText(
            self.tr("Its curve and its model are deleted. Annotations stay as they are.")
        )
        discard = question.addButton(self.tr("Discard"), QMessageBox.ButtonRole.DestructiveRole)
        cancel = question.addButton(QMessageBox.StandardButton.Cancel)
        # The style's own icon is of another family.
        cancel.setIcon(QIcon())
        question.setDefaultButton(cancel)
        discard.clicked.connect(self._discard)
        question.open()

    def _discard(self) -> None:
        if self.run is not None:
            self._launcher.discard_run(self.run.folder.id)

    def _autolabel(self) -> None:
        model = self._model()
        if model is not None:
            self.autolabel_requested.emit(model)

    def _compare(self, run_id: str | None) -> None:
        if self._other is not None:
            self._other.close()
            self._other = None
        if run_id is None:
            self._panel.curves.lay_over(None)
            return
        entry = self._runs.entry(self._runs.row_of(run_id))
        self._other = FollowedRun(entry.folder, entry.row.name, self)
        self._other.grown.connect(self._lay_over)
        self._other.failed.connect(self._session.failed)

    def _lay_over(self) -> None:
        if self._other is not None:
            self._panel.curves.lay_over(self._other.curve, self._other.name)

    def _offer_comparisons(self) -> None:
        shown = self.run.folder.id if self.run is not None else ""
        others: list[RunEntry] = [e for e in self._runs.entries() if e.row.id != shown]
        self._panel.curves.offer_comparisons([(e.row.id, e.row.name) for e in others])
