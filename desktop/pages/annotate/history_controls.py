"""The history of the Annotate page: its panel, jumps in it, and forgetting old steps."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.actions import Actions
from desktop.canvas.view import CanvasView
from desktop.models.history_list import HistoryListModel
from desktop.pages.annotate.history_folding import HistoryFolding
from desktop.pages.annotate.history_jumps import HistoryJumps
from desktop.pages.annotate.history_panel import HistoryPanel
from desktop.pages.annotate.history_work import HistoryWork
from desktop.project_session import ProjectSession
from desktop.widgets.progress_line import ProgressLine


class HistoryControls(QObject):
    """Builds the parts, which share one place for long work."""

    said = Signal(str)

    def __init__(
        self, session: ProjectSession, canvas: CanvasView, progress: ProgressLine, page: QWidget
    ) -> None:
        super().__init__(page)
        self.panel = HistoryPanel(HistoryListModel(session, self))
        self.panel.hide()
        self.work = HistoryWork(session, progress, self)
        self._jumps = HistoryJumps(session, canvas, self.panel, self.work, page)
        self._folding = HistoryFolding(session, self.panel, self.work)
        for part in (self._jumps, self._folding):
            part.said.connect(self.said)

    def bind(self, actions: Actions) -> None:
        """Give the action its meaning."""
        self._jumps.bind(actions)

    def stop(self) -> None:
        """End what is going on, and begin nothing any more."""
        self.work.cancel()
        self._folding.stop()
