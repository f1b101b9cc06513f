"""Decodes a file into the pixels that it holds, upright."""

import contextlib
import math
import warnings
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError
from pillow_heif import register_heif_opener

from engine.images.errors import UnreadableImage
from engine.images.formats import JPEG_MAGIC, PILLOW_FORMATS, PNG_MAGIC, TIFF_MAGIC, is_known
from engine.images.orientation import TAG, orientation_of, turn, turn_array
from engine.images.tiff import TiffPage, look_at_page, read_page
from engine.images.values import is_deep

LONGEST_SIDE = 32_767
"""Pixels; Qt's limit for a raster image."""
MOST_PIXELS = 500_000_000
"""Its pixels take 1.5 GB in memory."""

_DEEP_MODES = ("I", "F")
_HEADER = 26
_DEPTH_16 = 16

# Photos of 100 megapixels and more are our trade; Pillow takes them for an attack.
Image.MAX_IMAGE_PIXELS = None
# All of Pillow's own formats are loaded, so that they can be named; only ours are opened.
Image.init()
register_heif_opener()


Shrink = Callable[[int, int], float]


class Decoded(NamedTuple):
    """What a file holds, upright; ``size`` is as displayed, also where it was decoded smaller."""

    size: tuple[int, int]
    pixels: Image.Image | NDArray[Any]
    """RGB of Pillow's, or an array of more than 8 bits: (height, width) or (height, width, 3)."""


def decode(path: Path, shrink: Shrink | None = None) -> Decoded:
    """Decode a file.

    Args:
        path: The file; its name says nothing about what it is.
        shrink: From width and height to how much smaller a JPEG may be decoded, which is faster.

    Raises:
        UnreadableImage: Why it cannot be read.
    """
    with in_words(path):
        header = _header_of(path)
        if header.startswith(TIFF_MAGIC):
            return _decode_tiff(path)
        if header.startswith(PNG_MAGIC) and header[24:25] == bytes([_DEPTH_16]):
            return _decode_deep_png(path)
        return _decode_with_pillow(path, shrink)


def displayed_size(path: Path) -> tuple[int, int]:
    """Return width and height as displayed, from the header alone.

    Raises:
        UnreadableImage: Why it cannot be read.
    """
    with in_words(path):
        if _header_of(path).startswith(TIFF_MAGIC):
            page = look_at_page(path)
            return _displayed(page.size, page.orientation)
        with Image.open(path, formats=PILLOW_FORMATS) as image:
            return _displayed(image.size, orientation_of(image))


def has_deep_values(path: Path) -> bool:
    """Whether a file has more than 8 bits a value, from the header alone.

    Raises:
        UnreadableImage: Why it cannot be read.
    """
    with in_words(path):
        header = _header_of(path)
        if header.startswith(TIFF_MAGIC):
            return not look_at_page(path).is_plain
        if header.startswith(PNG_MAGIC):
            return header[24:25] == bytes([_DEPTH_16])
        with Image.open(path, formats=PILLOW_FORMATS) as image:
            return image.mode.startswith(_DEEP_MODES)


def shrinks_fast(path: Path) -> bool:
    """Whether a file is decoded much faster at a small size: a JPEG."""
    with contextlib.suppress(OSError):
        return _header_of(path).startswith(JPEG_MAGIC)
    return False


def _displayed(size: tuple[int, int], orientation: int) -> tuple[int, int]:
    width, height = size
    return (height, width) if orientation >= 5 else (width, height)


def _header_of(path: Path) -> bytes:
    # A pipe would be waited for.
    if not path.is_file():
        raise UnreadableImage("picture_unreadable", path=path)
    with path.open("rb") as file:
        return file.read(_HEADER)


def _decode_with_pillow(
    path: Path, shrink: Shrink | None = None, page: TiffPage | None = None
) -> Decoded:
    # By its path Pillow maps a plain TIFF into memory, and confuses the sides of a turned one.
    with path.open("rb") as file, Image.open(file, formats=PILLOW_FORMATS) as image:
        if page is None:
            stored, orientation = image.size, orientation_of(image)
        else:
            # Pillow would turn a TIFF itself, by rules of its own.
            image.getexif().pop(TAG, None)
            stored, orientation = page.size, page.orientation
        _check_size(path, *stored)
        if shrink is not None:
            share = min(shrink(*stored), 1.0)
            image.draft("RGB", (math.ceil(share * stored[0]), math.ceil(share * stored[1])))
        image.load()
        upright = turn(image, orientation)
        size = _displayed(stored, orientation)
        if upright.mode.startswith(_DEEP_MODES):
            return Decoded(size, np.asarray(upright))
        return Decoded(size, _in_colours(path, upright))


def _in_colours(path: Path, image: Image.Image) -> Image.Image:
    """RGB, without transparency: the colours beneath it are what a model is given, too."""
    try:
        return image.convert("RGB")
    except ValueError as error:
        raise UnreadableImage("image_kind", path=path, kind=f"{image.mode} colours") from error


def _decode_deep_png(path: Path) -> Decoded:
    import imagecodecs

    with Image.open(path, formats=("PNG",)) as image:
        _check_size(path, *image.size)
        orientation = orientation_of(image)
    pixels = np.asarray(imagecodecs.png_decode(path.read_bytes()))
    return _from_array(turn_array(pixels, orientation))


def _decode_tiff(path: Path) -> Decoded:
    page = look_at_page(path)
    _check_size(path, *page.size)
    if page.is_plain:
        with contextlib.suppress(UnidentifiedImageError, OSError, ValueError, KeyError):
            return _decode_with_pillow(path, page=page)
    return _from_array(turn_array(read_page(path), page.orientation))


def _from_array(pixels: NDArray[Any]) -> Decoded:
    if pixels.ndim == 3:
        # Grey and colours, each with or without transparency.
        pixels = pixels[..., 0] if pixels.shape[2] < 3 else pixels[..., :3]
    size = (pixels.shape[1], pixels.shape[0])
    if is_deep(pixels):
        return Decoded(size, pixels)
    if pixels.dtype == np.bool_:
        pixels = pixels.astype(np.uint8) * 255
    return Decoded(size, Image.fromarray(np.ascontiguousarray(pixels)).convert("RGB"))


def _check_size(path: Path, width: int, height: int) -> None:
    if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS:
        raise UnreadableImage("picture_too_large", path=path)
    if min(width, height) < 1:
        raise UnreadableImage("picture_damaged", path=path)


@contextlib.contextmanager
def in_words(path: Path) -> Generator[None]:
    """Turn what decoders raise about a stranger's bytes into one of our codes."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except UnreadableImage:
        raise
    except UnidentifiedImageError as error:
        code = "picture_damaged" if is_known(_header_of(path)) else "not_a_picture"
        raise UnreadableImage(code, path=path) from error
    except (PermissionError, FileNotFoundError, IsADirectoryError) as error:
        raise UnreadableImage("picture_unreadable", path=path) from error
    except MemoryError as error:
        raise UnreadableImage("picture_too_large", path=path) from error
    # Whatever a decoder makes of a stranger's bytes: there is no list of what they raise.
    except Exception as error:
        raise UnreadableImage("picture_damaged", path=path) from error
