"""Goes to a step of the history, on a thread: there may be a hundred thousand in between."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.actions import Act, Actions
from desktop.canvas.view import CanvasView
from desktop.jobs.background import BackgroundTask
from desktop.pages.annotate.history_panel import HistoryPanel
from desktop.project_session import ProjectSession
from desktop.widgets.progress_line import ProgressLine

SHOWN_AFTER = 300
"""Milliseconds. Most jumps are over sooner, and nothing is to flicker for them."""


class HistoryJumps(QObject):
    """One jump at a time; a long one can be cancelled, and then nothing is changed."""

    said = Signal(str)

    def __init__(
        self,
        session: ProjectSession,
        canvas: CanvasView,
        panel: HistoryPanel,
        progress: ProgressLine,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._canvas = canvas
        self._panel = panel
        self._progress = progress
        self._task: BackgroundTask | None = None
        self._is_shown = False
        self._late = QTimer(self, interval=SHOWN_AFTER, singleShot=True)
        self._late.timeout.connect(self._show)
        panel.chosen.connect(self.go_to)
        panel.left.connect(canvas.setFocus)
        progress.cancelled.connect(self.cancel)

    def bind(self, actions: Actions) -> None:
        """Give the action its meaning."""
        actions.on(Act.HISTORY, self.show, self)

    def show(self) -> None:
        """Show the panel and give it the keys, or hide it."""
        self._panel.setVisible(self._panel.isHidden())
        (self._panel.view if self._panel.isVisible() else self._canvas).setFocus()

    def go_to(self, step: int | None) -> None:
        """Undo or redo all steps between what is done now and this one."""
        if self._task is not None:
            return
        if self._canvas.has_draft():
            self.said.emit(self.tr("Something is being drawn: finish it or throw it away first."))
            return
        history = self._session.store.history
        self._session.is_jumping = True
        self._task = BackgroundTask(lambda report: history.go_to(step, report), self)
        self._task.progressed.connect(self._advance)
        self._task.finished.connect(self._session.arrive)
        self._task.failed.connect(self._session.failed)
        self._task.ended.connect(self._end)
        self._late.start()
        self._task.start()

    def cancel(self) -> None:
        """Stay where the project is."""
        if self._task is not None:
            self._task.cancel()

    def _show(self) -> None:
        self._is_shown = True
        self._progress.begin(self.tr("Going through the history"))

    def _advance(self, done: int, total: int) -> None:
        if self._is_shown:
            self._progress.advance(done, total)

    def _end(self) -> None:
        self._task = None
        self._session.is_jumping = False
        self._late.stop()
        if self._is_shown:
            self._is_shown = False
            self._progress.end()
