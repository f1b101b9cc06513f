"""Lets a model label the images of a project that nobody has reviewed."""

from collections.abc import Callable, Collection
from pathlib import Path

import msgspec

from engine.inference.predictor import Predictor
from engine.project.rows import ImageFilter, ImageRow, ImageState, ModelRow, NewSuggestion
from engine.project.store import Store
from engine.protocol.errors import SaegimError
from engine.protocol.requests import Detection

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
    unreadable: tuple[str, ...]
    """Paths of pictures that could not be read."""


def find_model(store: Store, wanted: str) -> ModelRow:
    """Find a model of the project.

    Args:
        store: The project.
        wanted: An id of the project's models, or ``latest``.

    Raises:
        SaegimError: ``no_trained_model`` if there is none at all; ``model_unknown``.
    """
    models = store.models.rows()
    if not models:
        raise SaegimError("no_trained_model")
    if wanted == "latest":
        return max(models, key=lambda model: model.id)
    for model in models:
        if str(model.id) == wanted:
            return model
    raise SaegimError("model_unknown", model=wanted)


def autolabel(
    store: Store,
    model: ModelRow,
    predictor: Predictor,
    *,
    lowest_score: float,
    every_image: bool = False,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> AutolabelReport:
    """Predict on images and write all suggestions as one undoable step at the end.

    Args:
        store: The project.
        model: Whose suggestions they are.
        predictor: The model, loaded.
        lowest_score: Findings below this are not kept.
        every_image: Also images that a person has reviewed.
        progress: Told how many of how many images are done.
    """
    states = () if every_image else NOT_REVIEWED
    images = store.images.rows(store.images.ids(ImageFilter(states=states)))
    known = {row.id for row in store.classes.rows()}
    collected: list[NewSuggestion] = []
    unreadable: list[str] = []
    without_class = 0
    for done, image in enumerate(images, start=1):
        found = _predict(predictor, store.images.path(image), lowest_score)
        if found is None:
            unreadable.append(image.path)
        else:
            usable = _suggestions(image, found, known)
            collected += usable
            without_class += len(found) - len(usable)
        progress(done, len(images))
    added = store.suggestions.add(model.id, collected, [image.id for image in images])
    return AutolabelReport(
        model=model.id,
        images=len(images) - len(unreadable),
        suggestions=len(collected) - added.dropped,
        dropped=added.dropped,
        without_class=without_class,
        unreadable=tuple(unreadable),
    )


def _predict(predictor: Predictor, path: Path, lowest_score: float) -> tuple[Detection, ...] | None:
    try:
        return predictor.predict(path, lowest_score)
    except SaegimError as error:
        if error.code != "unreadable_picture":
            raise
        return None


def _suggestions(
    image: ImageRow, found: Collection[Detection], known: Collection[int]
) -> list[NewSuggestion]:
    return [
        NewSuggestion(image.id, one.class_id, one.geometry, one.score)
        for one in found
        if one.class_id in known
    ]
