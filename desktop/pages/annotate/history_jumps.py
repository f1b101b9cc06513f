"""Going to a step of the history."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.actions import Act, Actions
from desktop.canvas.view import CanvasView
from desktop.pages.annotate.history_panel import HistoryPanel
from desktop.pages.annotate.history_work import HistoryWork
from desktop.project_session import ProjectSession


class HistoryJumps(QObject):
    """Shows the panel, and goes where it says."""

    said = Signal(str)

    def __init__(
        self,
        session: ProjectSession,
        canvas: CanvasView,
        panel: HistoryPanel,
        work: HistoryWork,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._canvas = canvas
        self._panel = panel
        self._work = work
        panel.chosen.connect(self.go_to)
        panel.left.connect(canvas.setFocus)

    def bind(self, actions: Actions) -> None:
        """Give the action its meaning."""
        actions.on(Act.HISTORY, self.show, self)

    def show(self) -> None:
        """Show the panel and give it the keys, or hide it."""
        self._panel.setVisible(self._panel.isHidden())
        (self._panel.view if self._panel.isVisible() else self._canvas).setFocus()

    def go_to(self, step: int | None) -> None:
        """Undo or redo all steps between what is done now and this one."""
        if self._canvas.has_draft():
            self.said.emit(self.tr("Something is being drawn: finish it or throw it away first."))
            return
        history = self._session.store.history
        self._work.begin(
            self.tr("Going through the history"),
            lambda report: history.go_to(step, report),
            self._session.arrive,
        )
