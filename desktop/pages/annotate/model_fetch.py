"""When the smart tool's model is missing: one sentence, and a button that fetches it."""

from PySide6.QtCore import QObject, Signal

from desktop.errors import sentence
from desktop.jobs.background import BackgroundTask
from desktop.jobs.model_fetch import fetch_models
from desktop.widgets.message_bar import MessageBar
from desktop.widgets.progress_line import MEGABYTE, ProgressLine
from engine import catalogue
from engine.protocol.errors import SaegimError


class ModelFetch(QObject):
    """Offers to fetch the model once, and whenever the smart tool is used without it."""

    fetched = Signal()

    def __init__(
        self, messages: MessageBar, progress: ProgressLine, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._messages = messages
        self._progress = progress
        self._task: BackgroundTask | None = None
        progress.cancelled.connect(self._cancel)

    def offer_if_missing(self) -> bool:
        """Offer to fetch the model if it is not there; whether it is missing."""
        missing = not catalogue.is_present(catalogue.SAM_MODEL)
        if missing and self._task is None:
            self.offer()
        return missing

    def offer(self) -> None:
        """Say what is missing, with a button."""
        entry = catalogue.find(catalogue.SAM_MODEL)
        size = f"{(entry.bytes or 0) / MEGABYTE:.0f}"
        self._messages.say(
            self.tr(
                "The smart tool needs the model {title} ({size} MB), which is not on this machine "
                "yet."
            ).format(title=entry.title, size=size),
            "warning",
            self.tr("Fetch it"),
            self._fetch,
        )

    def _fetch(self) -> None:
        self._progress.begin(self.tr("Fetching the model of the smart tool (MB)"))
        self._task = BackgroundTask(
            lambda report: fetch_models((catalogue.SAM_MODEL,), report), self
        )
        self._task.progressed.connect(
            lambda done, total: self._progress.advance(done, total, MEGABYTE)
        )
        self._task.finished.connect(lambda _: self.fetched.emit())
        self._task.failed.connect(self._fail)
        self._task.ended.connect(self._end)
        self._task.start()

    def _fail(self, error: SaegimError) -> None:
        self._messages.say(sentence(error), "danger", self.tr("Try again"), self._fetch)

    def _end(self) -> None:
        self._progress.end()
        self._task = None

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
