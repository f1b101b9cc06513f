"""What an export is made of: images somebody has labelled, with a person's annotations only."""

from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import msgspec

from engine.geometry.types import GeometryKind, kind_of
from engine.images import UnreadableImage
from engine.project.rows import FINISHED, AnnotationRow, ImageFilter, ImageRow, ImageState
from engine.project.store import Store
from engine.protocol.errors import SaegimError

Progress = Callable[[int, int], None]
"""Told the number of images done and of all; what it raises ends the export."""

_CHUNK = 500
_OTHER_PICTURE = ("picture_changed", "picture_outside")
"""What is wrong with a file that the labels are not those of; one that is missing is named."""


class Exported(msgspec.Struct, frozen=True):
    """What came of an export."""

    path: Path
    images: int
    annotations: int
    left_out: int = 0
    """Annotations that the format cannot hold, such as lines and points."""
    missing: int = 0
    """Images whose file is not where the project says; the export names them all the same."""
    changed: int = 0
    """Images left out, because their picture is not the one that was labelled, or may not be read:
    the labels would be wrong."""


class LabelledImage(msgspec.Struct, frozen=True):
    """An image with its annotations, the lowest first; suggestions are not among them."""

    row: ImageRow
    path: Path
    """Absolute."""
    annotations: tuple[AnnotationRow, ...]
    """Those whose geometry the format can hold."""
    left_out: int
    """Number of the others."""
    is_missing: bool
    """Whether its file is not where the project says, or cannot be read."""


def no_progress(_done: int, _total: int) -> None:
    """Tell nobody."""


def labelled_images(
    store: Store,
    class_ids: Collection[int],
    holds: Collection[GeometryKind],
    *,
    in_work: bool,
    progress: Progress,
    changed: Callable[[int], None],
) -> Iterator[LabelledImage]:
    """Read the images of an export, ordered by name.

    Args:
        store: The project.
        class_ids: The classes that are exported, as they were when the export began; what was
            given another class since waits for the next export.
        holds: The geometries that are exported.
        in_work: Also images that are labelled but not reviewed. An image without anything to
            export that nobody has verified never is: every reader would take it for empty.
        progress: Told after each image.
        changed: Told of each image that is left out for its file.

    Raises:
        SaegimError: ``nothing_reviewed`` if there is none, ``pictures_changed`` if all are left
            out.
    """
    states = (*FINISHED, ImageState.IN_WORK) if in_work else FINISHED
    ids = store.images.ids(ImageFilter(states=states))
    found = left_out = 0
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        annotations = store.annotations.of_images(chunk)
        for place, row in enumerate(store.images.rows(chunk), start + 1):
            every = annotations.get(row.id, ())
            kept = tuple(
                a for a in every if a.class_id in class_ids and kind_of(a.geometry) in holds
            )
            if kept or row.state is not ImageState.IN_WORK:
                trouble = _trouble_with(store, row)
                if trouble in _OTHER_PICTURE:
                    left_out += 1
                    changed(row.id)
                else:
                    found += 1
                    others = len(every) - len(kept)
                    yield LabelledImage(row, store.images.path(row), kept, others, bool(trouble))
            progress(place, len(ids))
    if left_out and not found:
        raise SaegimError("pictures_changed", count=left_out)
    if not found:
        raise SaegimError("nothing_reviewed")


def _trouble_with(store: Store, row: ImageRow) -> str:
    """The code of what is wrong with an image's file; empty if nothing is."""
    try:
        store.image_repair.check(row)
    except UnreadableImage as error:
        return error.code
    return ""
