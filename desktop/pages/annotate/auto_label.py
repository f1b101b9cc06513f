"""A trained model labels what nobody has reviewed, in the background."""

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.actions import Act, Actions
from desktop.errors import sentence, words
from desktop.jobs.assist_client import AssistClient
from desktop.jobs.background import BackgroundTask, Progress
from desktop.pages.annotate.auto_label_dialog import AutoLabelDialog
from desktop.project_session import ProjectSession
from desktop.widgets.message_bar import MessageBar
from desktop.widgets.progress_line import ProgressLine
from engine.project.autolabel import AutolabelBatch, AutolabelReport, wanted_images
from engine.project.changes import Changes
from engine.project.rows import ModelRow
from engine.protocol.errors import SaegimError
from engine.protocol.requests import Failed, Predicted


class AutoLabel(QObject):
    """One batch at a time: predictions come image by image and are stored as they come.

    What is stored is one step all the while. A batch that was cancelled is gone on with later.
    """

    said = Signal(str)
    score_suggested = Signal(float)
    """The model's own best threshold: where the slider starts."""
    image_suggested = Signal(int)
    """The first image with suggestions: it may be shown now, for nobody worked meanwhile."""
    image_chosen = Signal(int)
    """That image is to be shown."""

    def __init__(
        self,
        session: ProjectSession,
        assist: AssistClient,
        messages: MessageBar,
        progress: ProgressLine,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._page = parent
        self._session = session
        self._assist = assist
        self._messages = messages
        self._progress = progress
        self._model: ModelRow | None = None
        self._request: int | None = None
        self._batch: AutolabelBatch | None = None
        self._task: BackgroundTask | None = None
        """Finds the images, or stores what was found on them."""
        self._has_edits = False
        """Whether the person worked meanwhile."""
        self._is_cancelled = False
        self._is_broken_off = False
        """Whether something went wrong, which is said, with a button to go on."""
        assist.predicted.connect(self._collect)
        assist.failed.connect(self._fail)
        progress.cancelled.connect(self.cancel)
        session.changed.connect(self._notice)
        session.moved.connect(self._follow_undo)

    def bind(self, actions: Actions) -> None:
        """Give the key of auto-labelling its meaning."""
        actions.on(Act.AUTO_LABEL, self.ask, self)

    @property
    def is_busy(self) -> bool:
        """Whether a batch is going."""
        return self._request is not None or self._task is not None

    def ask(self) -> None:
        """Begin, after asking what there is to be asked: which model, on which images."""
        store = self._session.store
        models = store.models.rows()
        if self.is_busy:
            return
        if not models:
            self._messages.say(
                self.tr("There is no trained model yet: label some images, then train."), "warning"
            )
        elif len(models) == 1 and not store.images.was_seen_by(models[0].id):
            self.start(models[0])
        else:
            dialog = AutoLabelDialog(store, self._page)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.chosen.connect(self.start)
            dialog.open()

    def start(self, model: ModelRow, again: bool = False) -> None:
        """Label the unreviewed images with a model; those that it has seen, too, if ``again``."""
        if self.is_busy:
            return
        self._model, self._has_edits = model, False
        store = self._session.store
        self._begin(model)
        self._run(lambda _: AutolabelBatch(store, model, again=again), self._predict)

    def cancel(self) -> None:
        """End the batch; what it has found so far is kept."""
        if self._request is not None:
            self._assist.cancel(self._request)
            self._is_cancelled = True
            self._conclude()
        elif self._task is not None and self._batch is None:
            self._task.cancel()

    def close_parts(self) -> None:
        """Store what is found when the project is closed."""
        batch, self._batch, self._request = self._batch, None, None
        if batch is not None and batch.has_waiting:
            self._run(lambda _: batch.write(), lambda _: None)

    def _go_on(self, model: ModelRow, batch: AutolabelBatch) -> None:
        """Go on with a batch that broke off, and write what could not be written."""
        if self.is_busy:
            return
        self._model = model
        self._begin(model)
        self._ask_rest(batch)
        if batch.has_waiting or self._request is None:
            self._write(batch)

    def _begin(self, model: ModelRow) -> None:
        self._is_cancelled = self._is_broken_off = False
        runs = self._session.store.runs.rows()
        name = next((run.name for run in runs if run.id == model.run_id), "")
        self._progress.begin(self.tr("Auto-labelling with {model}").format(model=name))

    def _ask_rest(self, batch: AutolabelBatch) -> None:
        """Ask for what the model has not said yet of a batch, if there is any."""
        self._batch = batch
        if rest := batch.rest:
            self._progress.advance(0, len(rest))
            self._request = self._assist.predict(batch.card, rest)

    def _predict(self, batch: AutolabelBatch) -> None:
        task, self._task = self._task, None
        if task is not None and task.is_cancelled:
            self._stop()
            self.said.emit(self.tr("Auto-labelling cancelled; nothing was changed."))
        elif not batch.references:
            self._stop()
            self.said.emit(self._nothing_left())
        else:
            self._ask_rest(batch)

    def _collect(self, reply: Predicted) -> None:
        if reply.id != self._request or self._batch is None:
            return
        self._batch.take(reply.key, reply.answer)
        self._progress.advance(reply.done, reply.total)
        if reply.done >= reply.total:
            self._conclude()
        elif self._batch.is_due and self._task is None:
            self._write(self._batch)

    def _conclude(self) -> None:
        """No more predictions come; what is written just now is waited for."""
        self._request = None
        if self._task is None and self._batch is not None:
            self._write(self._batch)

    def _write(self, batch: AutolabelBatch) -> None:
        self._run(lambda _: batch.write(), self._adopt)

    def _run(self, work: Callable[[Progress], object], then: Callable[[Any], object]) -> None:
        # On a thread: 100,000 images take a while to look at and to write.
        self._task = BackgroundTask(work, self)
        self._task.finished.connect(then)
        self._task.failed.connect(self._fail_task)
        self._task.start()

    def _adopt(self, written: tuple[Changes, AutolabelReport]) -> None:
        changes, report = written
        self._task = None
        self._session.adopt(changes)
        if self._batch is None or self._request is not None:
            return
        if self._batch.has_waiting:
            self._write(self._batch)
        else:
            self._finish(report)

    def _finish(self, report: AutolabelReport) -> None:
        self._stop()
        if self._model is not None and report.suggestions:
            self.score_suggested.emit(self._model.card.score_threshold)
            if not self._is_broken_off:
                self._show_first(self._model.id)
        self.said.emit(" ".join(self._sentences(report)))

    def _show_first(self, model_id: int) -> None:
        first = self._session.store.suggestions.first_image(model_id)
        if first is None:
            return
        if not self._has_edits:
            self.image_suggested.emit(first)
            return
        self._messages.say(
            self.tr("The model's suggestions are there."),
            "info",
            self.tr("Show the first"),
            lambda: self.image_chosen.emit(first),
        )

    def _nothing_left(self) -> str:
        if self._model is not None and self._session.store.images.count(
            wanted_images(self._model, again=True)
        ):
            return self.tr("The model has looked at every image that is not reviewed.")
        return self.tr("Every image is reviewed already.")

    def _sentences(self, report: AutolabelReport) -> Iterator[str]:
        if self._is_cancelled:
            yield self.tr("Stopped; images left for the next time: {count}").format(
                count=report.left
            )
        yield self.tr("Suggestions added: {added}").format(added=report.suggestions)
        if report.dropped:
            yield self.tr(
                "Left out because an annotation of the same class is there: {count}"
            ).format(count=report.dropped)
        if report.without_class:
            yield self.tr("Left out because their class was deleted: {count}").format(
                count=report.without_class
            )
        if report.finished:
            yield self.tr("Reviewed meanwhile: {count}").format(count=report.finished)
        if report.failures:
            first = report.failures[0]
            yield self.tr("Images left out: {count}").format(count=len(report.failures))
            yield words(first.code, first.parameters)

    def _notice(self, changes: Changes) -> None:
        if self._batch is not None and changes.history_id != self._batch.step:
            self._has_edits = True

    def _follow_undo(self, changes: Changes) -> None:
        """Whoever takes the batch back while it goes on wants no more of it."""
        if self._batch is not None and self._batch.step in changes.replayed:
            self._batch.forget_waiting()
            self.cancel()

    def _fail_task(self, error: SaegimError) -> None:
        if self._request is not None:
            self._assist.cancel(self._request)
        batch = self._batch
        self._stop()
        self._say_failure(sentence(error), batch)

    def _fail(self, failed: Failed) -> None:
        if failed.id != self._request or self._model is None:
            return
        batch = self._batch
        self._is_cancelled = self._is_broken_off = True
        self._conclude()
        self._say_failure(words(failed.code, failed.parameters), batch)

    def _say_failure(self, text: str, batch: AutolabelBatch | None) -> None:
        """Say why a batch ended; what came of it is kept, and it can be gone on with."""
        model = self._model
        if model is None or batch is None:
            self._messages.say(text, "danger")
        else:
            self._messages.say(text, "danger", self.tr("Go on"), lambda: self._go_on(model, batch))

    def _stop(self) -> None:
        self._request = None
        self._task = None
        self._batch = None
        self._progress.end()
