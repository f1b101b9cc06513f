"""Picture files: examined, refused with a reason. They are never written."""

import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import msgspec
import numpy as np
from PIL import Image

from engine.images import UnreadableImage, content_hash_of, examine, has_deep_values
from engine.project.changes import RefusedImage
from engine.protocol.specs import AUTOMATIC, ValueRange, ValueRangeRule
from engine.system.text import as_text, is_text

Progress = Callable[[int, int], None]
"""Called with the number of files done and of all files."""

_THREADS = 4
_BLANK = 2.0
"""Mean step between neighbours, of 256 grey levels, below which the bits would be noise."""


class ImageFile(msgspec.Struct, frozen=True):
    """What is known about a picture file that could be decoded.

    ``width`` and ``height`` are those of the image as displayed. ``look`` is its difference hash
    (``difference_hash``), or None for a picture without enough detail to recognise it by.
    """

    path: Path
    content_hash: str
    width: int
    height: int
    value_range: ValueRange | None
    look: int | None
    pages: int = 1
    """Pictures in the file; only the first is taken."""


def sort_key(path: str) -> str:
    """Return a text by which names sort as people count: photo 9 before photo 10."""
    return re.sub(r"\d+", lambda digits: digits[0].zfill(12), path.casefold())


def examine_files(
    paths: Sequence[Path],
    progress: Progress | None = None,
    rule: ValueRangeRule = AUTOMATIC,
) -> Iterator[ImageFile | RefusedImage]:
    """Examine many files in several threads; the outcomes come in the order of the paths."""
    with ThreadPoolExecutor(_THREADS, thread_name_prefix="images") as pool:
        for done, outcome in enumerate(pool.map(partial(examine_file, rule=rule), paths), start=1):
            yield outcome
            if progress is not None:
                progress(done, len(paths))


def examine_file(path: Path, rule: ValueRangeRule = AUTOMATIC) -> ImageFile | RefusedImage:
    """Read and decode one file, and measure its value range by the project's rule."""
    if not is_text(path):
        readable = as_text(path)
        return RefusedImage(readable, "name_unreadable", {"path": readable})
    try:
        found = examine(path, rule)
        content_hash = content_hash_of(path)
    except UnreadableImage as error:
        return RefusedImage(str(path), error.code, error.parameters)
    except OSError:
        return RefusedImage(str(path), "picture_unreadable", {"path": str(path)})
    look = difference_hash(found.small)
    return ImageFile(
        path, content_hash, found.width, found.height, found.value_range, look, found.pages
    )


def measure_files(
    paths: Sequence[Path], rule: ValueRangeRule, progress: Progress | None = None
) -> Iterator[ValueRange | None]:
    """Measure the value ranges of files; None for one of 8 bits, or that cannot be read."""
    with ThreadPoolExecutor(_THREADS, thread_name_prefix="images") as pool:
        for done, found in enumerate(pool.map(partial(_measure, rule=rule), paths), start=1):
            yield found
            if progress is not None:
                progress(done, len(paths))


def _measure(path: Path, rule: ValueRangeRule) -> ValueRange | None:
    try:
        return examine(path, rule).value_range if has_deep_values(path) else None
    except UnreadableImage:
        return None


def difference_hash(grey: Image.Image) -> int | None:
    """Return 64 bits that near-duplicates share, as a signed number; None for a blank picture.

    Each bit says whether a pixel of the picture at 9 x 8 is brighter than its right neighbour
    (dHash, N. Krawetz, "Kind of Like That", 2013).

    Args:
        grey: The picture upright, mode ``L``.
    """
    small = grey.resize((72, 72), Image.Resampling.BOX).resize((9, 8), Image.Resampling.BOX)
    steps = np.diff(np.asarray(small, dtype=np.float64), axis=1)
    if float(np.abs(steps).mean()) < _BLANK:
        return None
    return int(np.packbits(steps < 0).view(">i8")[0])
