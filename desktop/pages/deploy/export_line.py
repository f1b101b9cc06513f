"""One export at a time: how far it is, what came of it, and where it lies."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.errors import sentence
from desktop.jobs.background import BackgroundTask, Progress
from desktop.widgets.labels import paragraph
from desktop.widgets.progress_line import ProgressLine
from engine.project.store import Store
from engine.protocol.errors import SaegimError

Work = Callable[[Store, Progress], str]
"""Exports from a store of its own; returns what is said afterwards."""


class ExportLine(QWidget):
    """Hidden until the first export.

    Args:
        project: The project file.
    """

    busy_changed = Signal(bool)

    def __init__(self, project: Path) -> None:
        super().__init__()
        self._project = project
        self._task: BackgroundTask | None = None
        self._place = project
        self.progress = ProgressLine()
        self.text = paragraph()
        self.show_button = QPushButton(self.tr("Show in folder"))
        self._result = QWidget()
        self.progress.cancelled.connect(self.cancel)
        self.show_button.clicked.connect(self._show_place)
        self._arrange()

    @property
    def is_busy(self) -> bool:
        """Whether an export is going."""
        return self._task is not None

    def start(self, title: str, place: Path, work: Work) -> None:
        """Export on a thread.

        Args:
            title: What is done, for the bar.
            place: The file or folder that is made.
            work: Does it.
        """
        if self._task is not None:
            return
        self._place = place
        # No Qt owner: it may outlive the page, when the project is closed meanwhile.
        self._task = BackgroundTask(lambda report: self._with_store(work, report), self)
        self._task.progressed.connect(self.progress.advance)
        self._task.finished.connect(self._succeed)
        self._task.failed.connect(self._fail)
        self._task.ended.connect(self._end)
        self._result.hide()
        self.progress.begin(title)
        self.busy_changed.emit(True)
        self._task.start()

    def cancel(self) -> None:
        """Stop; nothing is left of it then."""
        if self._task is not None:
            self._task.cancel()

    def _with_store(self, work: Work, report: Progress) -> str:
        # A store of its own: the window's keeps seeing what others wrote, this included.
        store = Store.open(self._project)
        try:
            return work(store, report)
        finally:
            store.close()

    def _succeed(self, text: str) -> None:
        self._say(text, "body")

    def _fail(self, error: SaegimError) -> None:
        self._say(sentence(error), "danger")

    def _say(self, text: str, role: str) -> None:
        self.text.setText(text)
        self.text.setProperty("role", role)
        self.text.style().polish(self.text)
        self.show_button.setVisible(role != "danger")
        self._result.show()

    def _end(self) -> None:
        self._task = None
        self.progress.end()
        self.busy_changed.emit(False)

    def _show_place(self) -> None:
        folder = self._place if self._place.is_dir() else self._place.parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _arrange(self) -> None:
        row = QHBoxLayout(self._result)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.text, 1)
        row.addWidget(self.show_button)
        self._result.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.progress)
        column.addWidget(self._result)
