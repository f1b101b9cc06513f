"""The trained model labels what nobody has reviewed, in the background."""

from collections import defaultdict
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from desktop.actions import Act, Actions
from desktop.errors import sentence, words
from desktop.jobs.assist_client import AssistClient
from desktop.jobs.background import BackgroundTask
from desktop.project_session import ProjectSession
from desktop.widgets.message_bar import MessageBar
from desktop.widgets.progress_line import ProgressLine
from engine.project.changes import SuggestionsAdded
from engine.project.rows import ImageFilter, ImageRow, ImageState, ModelRow, NewSuggestion
from engine.protocol.errors import SaegimError
from engine.protocol.requests import Failed, ImageRef, Predicted

UNREVIEWED = (ImageState.NEW, ImageState.SUGGESTED, ImageState.IN_WORK)


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
        self._model: ModelRow | None = None
        self._images_of: defaultdict[str, list[int]] = defaultdict(list)
        self._found: list[NewSuggestion] = []
        self._storing: BackgroundTask | None = None
        assist.predicted.connect(self._collect)
        assist.failed.connect(self._fail)
        progress.cancelled.connect(self.cancel)

    def bind(self, actions: Actions) -> None:
        """Give the key of auto-labelling its meaning."""
        actions.on(Act.AUTO_LABEL, self.start, self)

    @property
    def is_busy(self) -> bool:
        """Whether a batch is going."""
        return self._request is not None or self._storing is not None

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
        store = self._session.store
        images = store.images.rows(store.images.ids(ImageFilter(states=UNREVIEWED)))
        if not images:
            self.said.emit(self.tr("Every image is reviewed already."))
            return
        self._ask(model, images)

    def cancel(self) -> None:
        """Drop the batch; nothing of it is stored."""
        if self._request is not None:
            self._assist.cancel(self._request)
            self._stop()
            self.said.emit(self.tr("Auto-labelling cancelled; nothing was changed."))

    def _ask(self, model: ModelRow, images: Sequence[ImageRow]) -> None:
        store = self._session.store
        self._model = model
        self._found = []
        self._images_of.clear()
        for image in images:
            self._images_of[image.content_hash].append(image.id)
        # The same picture twice in a project is predicted once.
        unique = {image.content_hash: image for image in images}.values()
        references = [ImageRef(str(store.images.path(i)), i.content_hash) for i in unique]
        card = store.files_dir / model.card_path
        self._progress.begin(self.tr("Auto-labelling"))
        self._progress.advance(0, len(references))
        self._request = self._assist.predict(card, references)

    def _collect(self, reply: Predicted) -> None:
        if reply.id != self._request:
            return
        for image_id in self._images_of[reply.key]:
            self._found += [
                NewSuggestion(image_id, found.class_id, found.geometry, found.score)
                for found in reply.detections
            ]
        self._progress.advance(reply.done, reply.total)
        if reply.done >= reply.total:
            self._store()

    def _store(self) -> None:
        model, found = self._model, self._found
        images = [image_id for ids in self._images_of.values() for image_id in ids]
        store = self._session.store
        self._request = None
        if model is None:
            return
        # On a thread: a batch of 100,000 images takes a while to write.
        self._storing = BackgroundTask(
            lambda _: store.suggestions.add(model.id, found, images), self
        )
        self._storing.finished.connect(self._finish)
        self._storing.failed.connect(self._fail_storing)
        self._storing.start()

    def _finish(self, added: SuggestionsAdded) -> None:
        model = self._model
        self._stop()
        self._session.adopt(added.changes)
        if model is not None:
            self.score_suggested.emit(model.card.score_threshold)
        self.said.emit(
            self.tr(
                "Suggestions added: {added}; left out because an annotation of the same class is "
                "there: {dropped}"
            ).format(added=len(added.changes.added.suggestions), dropped=added.dropped)
        )

    def _fail_storing(self, error: SaegimError) -> None:
        self._stop()
        self._messages.say(sentence(error), "danger")

    def _fail(self, failed: Failed) -> None:
        if failed.id == self._request:
            self._stop()
            self._messages.say(words(failed.code, failed.parameters), "danger")

    def _stop(self) -> None:
        self._request = None
        self._storing = None
        self._progress.end()
