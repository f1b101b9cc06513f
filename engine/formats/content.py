"""What an export is made of: images somebody has labelled, with a person's annotations only."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from engine.project.rows import FINISHED, AnnotationRow, ClassRow, ImageFilter, ImageRow, ImageState
from engine.project.store import Store
from engine.protocol.errors import SaegimError

Progress = Callable[[int, int], None]
"""Told the number of images done and of all; what it raises ends the export."""

_CHUNK = 500


class Exported(msgspec.Struct, frozen=True):
    """What came of an export."""

    path: Path
    images: int
    annotations: int
    left_out: int = 0
    """Annotations that the format cannot hold, such as lines and points."""
    missing: int = 0
    """Images whose file is not where the project says; the export names them all the same."""


class LabelledImage(msgspec.Struct, frozen=True):
    """An image with its annotations, oldest first; suggestions are not among them."""

    row: ImageRow
    path: Path
    """Absolute."""
    annotations: tuple[AnnotationRow, ...]


def no_progress(_done: int, _total: int) -> None:
    """Tell nobody."""


def labelled_images(
    store: Store,
    classes: Sequence[ClassRow],
    *,
    in_work: bool,
    progress: Progress,
) -> Iterator[LabelledImage]:
    """Read the images of an export, ordered by name.

    Args:
        store: The project.
        classes: Its classes when the export began; what was given another class since waits for
            the next export.
        in_work: Also images that are labelled but not reviewed. An image without any annotation
            that nobody has verified is never exported: every reader would take it for empty.
        progress: Told after each image.

    Raises:
        SaegimError: ``nothing_reviewed`` if there is none.
    """
    states = (*FINISHED, ImageState.IN_WORK) if in_work else FINISHED
    ids = store.images.ids(ImageFilter(states=states))
    known = {row.id for row in classes}
    found = 0
    for start in range(0, len(ids), _CHUNK):
        for place, row in enumerate(store.images.rows(ids[start : start + _CHUNK]), start + 1):
            annotations = tuple(
                a for a in store.annotations.of_image(row.id) if a.class_id in known
            )
            if annotations or row.state is not ImageState.IN_WORK:
                found += 1
                yield LabelledImage(row, store.images.path(row), annotations)
            progress(place, len(ids))
    if not found:
        raise SaegimError("nothing_reviewed")
