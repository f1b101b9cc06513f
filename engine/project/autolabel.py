"""A trained model labels the images of a project that nobody has reviewed.

Window and command line do it with this; what predicts is another process, or another module.
"""

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from engine.project.changes import Changes
from engine.project.rows import ImageFilter, ImageState, ModelRow, NewSuggestion
from engine.project.runs import card_path
from engine.project.store import Store
from engine.protocol.errors import SaegimError
from engine.protocol.requests import Detection, ImageRef

NOT_REVIEWED = (ImageState.NEW, ImageState.SUGGESTED, ImageState.IN_WORK)


class AutolabelReport(msgspec.Struct, frozen=True):
    """What came of it."""

    model: int
    images: int
    suggestions: int
    dropped: int
    """Suggestions that lay on a person's annotation of the same class."""
    without_class: int
    """Findings of classes that the project no longer has."""
    finished: int
    """Images that were reviewed meanwhile; they are as they were."""
    unreadable: tuple[str, ...]
    """Paths of images that could not be read; they keep the suggestions they had."""


class AutolabelBatch:
    """One batch: its images, what is found on them, and the step that it becomes.

    Args:
        store: The project.
        model: Whose suggestions they will be.
        every_image: Also images that a person has reviewed.

    Attributes:
        references: What is to be predicted on. The same content twice is predicted once.
        card: Path of the model's card.

    Raises:
        SaegimError: ``pictures_outside`` if none of them may be read, ``link_in_project``.
    """

    def __init__(self, store: Store, model: ModelRow, *, every_image: bool = False) -> None:
        self._store = store
        self._model = model
        self._ids: defaultdict[str, list[int]] = defaultdict(list)
        self._found: list[NewSuggestion] = []
        self._predicted: list[int] = []
        self._wanted = ImageFilter(states=() if every_image else NOT_REVIEWED)
        found = store.images.rows(store.images.ids(self._wanted))
        images = [image for image in found if store.image_repair.may_read(image)]
        if found and not images:
            raise SaegimError("pictures_outside", count=len(found))
        self._unreadable = list({image.id for image in found} - {image.id for image in images})
        for image in images:
            self._ids[image.key].append(image.id)
        unique = {image.key: image for image in reversed(images)}
        self.references = tuple(
            ImageRef(str(store.images.path(unique[key])), key, unique[key].value_range)
            for key in self._ids
        )
        self.card = card_path(store, model)

    def take(self, key: str, detections: Sequence[Detection] | None) -> None:
        """Take in what was found on a reference; None if it could not be read."""
        if detections is None:
            self._unreadable += self._ids[key]
            return
        self._predicted += self._ids[key]
        self._found += [
            NewSuggestion(image_id, found.class_id, found.geometry, found.score)
            for image_id in self._ids[key]
            for found in detections
        ]

    def write(self) -> tuple[Changes, AutolabelReport]:
        """Put all suggestions in place of older ones, as one undoable step."""
        wanted = set(self._store.images.ids(self._wanted))
        predicted = wanted.intersection(self._predicted)
        found = [suggestion for suggestion in self._found if suggestion.image_id in wanted]
        added = self._store.suggestions.add(self._model.id, found, predicted)
        unreadable = self._store.images.rows(wanted.intersection(self._unreadable))
        report = AutolabelReport(
            model=self._model.id,
            images=len(predicted),
            suggestions=len(added.changes.added.suggestions),
            dropped=added.dropped,
            without_class=added.without_class,
            finished=len(self._predicted) - len(predicted),
            unreadable=tuple(row.path for row in unreadable),
        )
        return added.changes, report
