"""Picture files: found, looked at, refused with a reason. They are never written."""

import hashlib
import re
import struct
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from engine.project.changes import RefusedImage
from engine.protocol.errors import SaegimError

SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff", ".webp"})
LONGEST_SIDE = 32_767
"""Pixels; Qt's limit for a raster image."""

Progress = Callable[[int, int], None]
"""Called with the number of files done and of all files."""

_THREADS = 4
_ORIENTATION = 0x0112
_BLANK = 2.0
"""Mean step between neighbours, of 256 grey levels, below which the bits would be noise."""
# What Pillow's decoders raise for damaged files, beside OSError.
_DAMAGED = (SyntaxError, ValueError, EOFError, IndexError, struct.error)

# Photos of 100 megapixels and more are our trade; Pillow takes them for an attack.
Image.MAX_IMAGE_PIXELS = None


class Picture(msgspec.Struct, frozen=True):
    """What is known about a picture file that could be decoded.

    ``width`` and ``height`` are those of the image as displayed. ``look`` is its difference hash
    (``_difference_hash``), or None for a picture without enough detail to recognise it by.
    """

    path: Path
    content_hash: str
    width: int
    height: int
    look: int | None


def find_pictures(folder: Path) -> list[Path]:
    """Return the picture files in a folder and below, as people sort them.

    Hidden files and folders are passed over, and the ``.files`` folders of projects.

    Raises:
        SaegimError: ``no_pictures`` if there are none, ``folder_missing``.
    """
    if not folder.is_dir():
        raise SaegimError("folder_missing", path=folder)
    found = sorted(_walk(folder), key=lambda path: sort_key(str(path)))
    if not found:
        raise SaegimError("no_pictures", path=folder)
    return found


def sort_key(path: str) -> str:
    """Return a text by which names sort as people count: photo 9 before photo 10."""
    return re.sub(r"\d+", lambda digits: digits[0].zfill(12), path.casefold())


def look_at_all(
    paths: Sequence[Path], progress: Progress | None = None
) -> Iterator[Picture | RefusedImage]:
    """Look at many files in several threads; the outcomes come in the order of the paths."""
    with ThreadPoolExecutor(_THREADS, thread_name_prefix="pictures") as pool:
        for done, outcome in enumerate(pool.map(look_at, paths), start=1):
            yield outcome
            if progress is not None:
                progress(done, len(paths))


def look_at(path: Path) -> Picture | RefusedImage:
    """Read and decode one file."""
    try:
        content_hash = _hash_of(path)
        with Image.open(path) as image:
            return _decoded(path, content_hash, image)
    except UnidentifiedImageError:
        return RefusedImage(str(path), "not_a_picture")
    except (PermissionError, FileNotFoundError):
        return RefusedImage(str(path), "picture_unreadable")
    except (OSError, *_DAMAGED):
        return RefusedImage(str(path), "picture_damaged")


def _walk(folder: Path) -> Iterator[Path]:
    for entry in folder.iterdir():
        if entry.name.startswith(".") or entry.suffix == ".files":
            continue
        if entry.is_dir():
            yield from _walk(entry)
        elif entry.suffix.lower() in SUFFIXES:
            yield entry


def _hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def _decoded(path: Path, content_hash: str, image: Image.Image) -> Picture | RefusedImage:
    width, height = image.size
    if max(width, height) > LONGEST_SIDE:
        return RefusedImage(str(path), "picture_too_large")
    # A JPEG is decoded at an eighth of its size, and still to its last byte: damage shows.
    image.draft("L", (64, 64))
    image.load()
    orientation = image.getexif().get(_ORIENTATION, 1)
    if orientation >= 5:
        width, height = height, width
    return Picture(path, content_hash, width, height, look_of(image))


def look_of(image: Image.Image) -> int | None:
    """Return 64 bits that near-duplicates share, as a signed number; None for a blank picture.

    Each bit says whether a pixel of the picture at 9 x 8 is brighter than its right neighbour
    (dHash, N. Krawetz, "Kind of Like That", 2013).
    """
    # Pillow clips deep greys when it makes them 8 bits, so those stay as they are.
    deep = image.mode.startswith("I")
    grey = image if deep or image.mode == "F" else image.convert("L")
    small = ImageOps.exif_transpose(grey.resize((72, 72), Image.Resampling.BOX))
    pixels = np.asarray(small.resize((9, 8), Image.Resampling.BOX), dtype=np.float64)
    steps = np.diff(pixels / (256 if deep else 1), axis=1)
    if float(np.abs(steps).mean()) < _BLANK:
        return None
    return int(np.packbits(steps < 0).view(">i8")[0])
