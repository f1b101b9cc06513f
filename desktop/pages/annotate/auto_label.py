"""The trained model labels what nobody has reviewed, in the background."""

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.actions import Act, Actions
from desktop.errors import sentence, words
from desktop.jobs.assist_client import AssistClient
from desktop.jobs.background import BackgroundTask, Progress
from desktop.project_session import ProjectSession
from desktop.widgets.message_bar import MessageBar
from desktop.widgets.progress_line import ProgressLine
from engine.project.autolabel import AutolabelBatch, AutolabelReport
from engine.project.changes import Changes
from engine.project.rows import ModelRow
from engine.protocol.errors import SaegimError
from engine.protocol.requests import Failed, Predicted


class AutoLabel(QObject):
    """One batch at a time: predictions come image by image and are stored as one step."""

    said = Signal(str)
    score_suggested = Signal(float)
    """The model's own best threshold: where the slider starts."""

    def __init__(
        self,
        session: ProjectSession,
        assist: AssistClient,
        messages: MessageBar,
        progress: ProgressLine,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._assist = assist
        self._messages = messages
        self._progress = progress
        self._request: int | None = None
        self._batch: AutolabelBatch | None = None
        self._threshold = 0.0
        self._task: BackgroundTask | None = None
        """Finds the images, or stores what was found on them."""
        assist.predicted.connect(self._collect)
        assist.failed.connect(self._fail)
        progress.cancelled.connect(self.cancel)

    def bind(self, actions: Actions) -> None:
        """Give the key of auto-labelling its meaning."""
        actions.on(Act.AUTO_LABEL, self.start, self)

    @property
    def is_busy(self) -> bool:
        """Whether a batch is going."""
        return self._request is not None or self._task is not None

    def start(self, model: ModelRow | None = None) -> None:
        """Label the unreviewed images with a model, or with the newest."""
        if self.is_busy:
            return
        model = model or next(reversed(self._session.store.models.rows()), None)
        if model is None:
            self._messages.say(
                self.tr("There is no trained model yet: label some images, then train."), "warning"
            )
            return
        self._threshold = model.card.score_threshold
        self._progress.begin(self.tr("Auto-labelling"))
        store = self._session.store
        self._run(lambda _: AutolabelBatch(store, model), self._predict)

    def cancel(self) -> None:
        """Drop the batch; nothing of it is stored."""
        if self._request is not None:
            self._assist.cancel(self._request)
            self._drop()
        elif self._task is not None and self._batch is None:
            self._task.cancel()

    def _predict(self, batch: AutolabelBatch) -> None:
        task, self._task = self._task, None
        if task is not None and task.is_cancelled:
            self._drop()
            return
        if not batch.references:
            self._stop()
            self.said.emit(self.tr("Every image is reviewed already."))
            return
        self._batch = batch
        self._progress.advance(0, len(batch.references))
        self._request = self._assist.predict(batch.card, batch.references)

    def _collect(self, reply: Predicted) -> None:
        if reply.id != self._request or self._batch is None:
            return
        self._batch.take(reply.key, reply.detections)
        self._progress.advance(reply.done, reply.total)
        if reply.done >= reply.total:
            self._store(self._batch)

    def _store(self, batch: AutolabelBatch) -> None:
        self._request = None
        self._run(lambda _: batch.write(), self._finish)

    def _run(self, work: Callable[[Progress], object], then: Callable[[Any], object]) -> None:
        # On a thread: 100,000 images take a while to look at and to write.
        self._task = BackgroundTask(work, self)
        self._task.finished.connect(then)
        self._task.failed.connect(self._fail_task)
        self._task.start()

    def _finish(self, written: tuple[Changes, AutolabelReport]) -> None:
        changes, report = written
        self._stop()
        self._session.adopt(changes)
        self.score_suggested.emit(self._threshold)
        self.said.emit(" ".join(self._sentences(report)))

    def _sentences(self, report: AutolabelReport) -> Iterator[str]:
        yield self.tr(
            "Suggestions added: {added}; left out because an annotation of the same class is "
            "there: {dropped}"
        ).format(added=report.suggestions, dropped=report.dropped)
        if report.without_class:
            yield self.tr("Left out because their class was deleted: {count}").format(
                count=report.without_class
            )
        if report.finished:
            yield self.tr("Reviewed meanwhile: {count}").format(count=report.finished)
        if report.unreadable:
            yield self.tr("Images that could not be read: {count}").format(
                count=len(report.unreadable)
            )

    def _fail_task(self, error: SaegimError) -> None:
        self._stop()
        self._messages.say(sentence(error), "danger")

    def _fail(self, failed: Failed) -> None:
        if failed.id == self._request:
            self._stop()
            self._messages.say(words(failed.code, failed.parameters), "danger")

    def _drop(self) -> None:
        self._stop()
        self.said.emit(self.tr("Auto-labelling cancelled; nothing was changed."))

    def _stop(self) -> None:
        self._request = None
        self._task = None
        self._batch = None
        self._progress.end()
