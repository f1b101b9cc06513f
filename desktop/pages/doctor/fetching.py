"""Fetching missing models from within the doctor's dialog."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from desktop.errors import sentence
from desktop.jobs.background import BackgroundTask
from desktop.jobs.model_fetch import fetch_models
from desktop.widgets.progress_line import MEGABYTE, ProgressLine
from engine.protocol.errors import SaegimError


class Fetching(QObject):
    """One batch at a time, with its own progress line."""

    said = Signal(str)
    """A sentence for the person."""
    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.line = ProgressLine()
        self.line.cancelled.connect(self.cancel)
        self._task: BackgroundTask | None = None

    def start(self, names: Sequence[str]) -> None:
        """Fetch these models, unless some are being fetched."""
        if self._task is not None:
            return
        self.said.emit("")
        self.line.begin(self.tr("Fetching models (MB)"))
        self._task = BackgroundTask(lambda report: fetch_models(names, report), self)
        self._task.progressed.connect(lambda done, total: self.line.advance(done, total, MEGABYTE))
        self._task.finished.connect(lambda _: self.said.emit(self.tr("The models are here now.")))
        self._task.failed.connect(self._fail)
        self._task.ended.connect(self._end)
        self._task.start()

    def cancel(self) -> None:
        """Stop; what was received is kept and continued next time."""
        if self._task is not None:
            self._task.cancel()

    def _fail(self, error: SaegimError) -> None:
        self.said.emit(sentence(error))

    def _end(self) -> None:
        self.line.end()
        self._task = None
        self.ended.emit()
