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
from PIL.PngImagePlugin import PngImageFile
from pillow_heif import register_heif_opener

from engine.geometry.limits import LONGEST_SIDE, MOST_PIXELS
from engine.images.budget import DECODING
from engine.images.errors import GoOn, ReadingStopped, UnreadableImage, always
from engine.images.formats import (
    JPEG_MAGIC,
    MOST_WHOLE_BYTES,
    PILLOW_FORMATS,
    PNG_MAGIC,
    TIFF_MAGIC,
    is_known,
    is_read_whole,
)
from engine.images.header_file import HeaderFile
from engine.images.orientation import (
    TAG,
    orientation_of,
    orientation_so_far,
    turn,
    turn_array,
)
from engine.images.png import has_metadata_after_pixels
from engine.images.tiff import TiffPage, count_tiff_pages, look_at_page, read_page
from engine.images.values import is_deep

MOST_BYTES = 2_000_000_000
"""Of the values of a picture of more than 8 bits, for the same reason."""

_BYTES_PER_PIXEL = 8
"""4 that Pillow holds for every colour, and as many for a copy: turned, converted or shrunk."""
_LARGE, _LARGEST_STEP = 100_000_000, 8
"""Pixels from which a picture is made smaller as soon as it is there, and by how much at most: as
much as a JPEG is while it is decoded."""
_COUNTED_PAGES = 10_000
_PAGED_FORMATS = ("GIF", "PNG", "WEBP", "AVIF")
"""Where more frames than one are pictures of their own; in a JPEG or HEIF of a phone they are what
it makes of the same picture."""

_DEEP_MODES = ("I", "F")
_HEADER = 26
_DEPTH_16 = 16

# Photos of 100 megapixels and more are our trade; Pillow takes them for an attack.
Image.MAX_IMAGE_PIXELS = None
# All of Pillow's own formats are loaded, so that they can be named; only ours are opened.
Image.init()
# Larger blocks than the C library keeps for itself: freed memory goes back to the system.
Image.core.set_block_size(64 << 20)
register_heif_opener()


Shrink = Callable[[int, int], float]
Kept = contextlib.ExitStack
"""What is held as long as the pixels are: a share of the memory for decoding."""


class Decoded(NamedTuple):
    """What a file holds, upright; ``size`` is as displayed, also where it was decoded smaller."""

    size: tuple[int, int]
    pixels: Image.Image | NDArray[Any]
    """RGB of Pillow's, or an array of more than 8 bits: (height, width) or (height, width, 3)."""


@contextlib.contextmanager
def decoded(path: Path, shrink: Shrink | None = None, go_on: GoOn = always) -> Generator[Decoded]:
    """Decode a file, and keep the memory that it takes until the block ends.

    Args:
        path: The file; its name says nothing about what it is.
        shrink: From width and height to how much smaller a JPEG may be decoded, which is faster.
        go_on: Called at every reading where Pillow reads the file bit by bit (JPEG, PNG …).

    Raises:
        UnreadableImage: Why it cannot be read.
        ReadingStopped: By ``go_on``.
    """
    with _in_words(path), contextlib.ExitStack() as kept:
        header = _header_of(path)
        if header.startswith(TIFF_MAGIC):
            yield _decode_tiff(path, kept)
        elif header.startswith(PNG_MAGIC) and header[24:25] == bytes([_DEPTH_16]):
            yield _decode_deep_png(path, kept)
        else:
            yield _decode_with_pillow(path, kept, shrink, go_on=go_on)


def count_pages(path: Path) -> int:
    """Return how many pictures a file holds; only the first is read.

    Raises:
        UnreadableImage: Why it cannot be read.
    """
    with _in_words(path):
        if _header_of(path).startswith(TIFF_MAGIC):
            return count_tiff_pages(path, _COUNTED_PAGES)
        with _opened(path) as image:
            is_paged = image.format in _PAGED_FORMATS and getattr(image, "is_animated", False)
            return int(getattr(image, "n_frames", 1)) if is_paged else 1


def displayed_size(path: Path) -> tuple[int, int]:
    """Return width and height as displayed, from the header alone.

    Raises:
        UnreadableImage: Why it cannot be read.
    """
    with _in_words(path):
        if _header_of(path).startswith(TIFF_MAGIC):
            page = look_at_page(path)
            return _displayed(page.size, page.orientation)
        with _opened(path) as image:
            _check_size(path, *image.size)
            if isinstance(image, PngImageFile) and not has_metadata_after_pixels(path):
                return _displayed(image.size, orientation_so_far(image))
            # Where a PNG's EXIF comes last, Pillow decodes all to find it.
            with DECODING.taking(image.width * image.height * _BYTES_PER_PIXEL):
                size = _displayed(image.size, orientation_of(image))
                image.close()
            return size


def has_deep_values(path: Path) -> bool:
    """Whether a file has more than 8 bits a value, from the header alone.

    Raises:
        UnreadableImage: Why it cannot be read.
    """
    with _in_words(path):
        header = _header_of(path)
        if header.startswith(TIFF_MAGIC):
            return not look_at_page(path).is_plain
        if header.startswith(PNG_MAGIC):
            return header[24:25] == bytes([_DEPTH_16])
        with _opened(path) as image:
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
    if not path.is_file():
        # A folder, a pipe, a device: opening some of them would wait for ever.
        raise UnreadableImage("not_a_picture" if path.exists() else "picture_unreadable", path=path)
    with path.open("rb") as file:
        header = file.read(_HEADER)
    if not header:
        raise UnreadableImage("picture_empty", path=path)
    if is_read_whole(header):
        _check_bytes(path, MOST_WHOLE_BYTES)
    return header


def _check_bytes(path: Path, most: int) -> None:
    """Refuse a file that would be read into memory as a whole, and of which most is no picture."""
    if path.stat().st_size > most:
        raise UnreadableImage("file_too_large", path=path)


@contextlib.contextmanager
def _opened(path: Path, go_on: GoOn = always) -> Generator[Image.Image]:
    """Open a file with Pillow, of whose header it reads no enormous one."""
    # By its path Pillow maps a plain TIFF into memory, and confuses the sides of a turned one.
    with _header_file(path, go_on) as file, Image.open(file, formats=PILLOW_FORMATS) as image:
        file.free()
        yield image


def _header_file(path: Path, go_on: GoOn) -> HeaderFile:
    file = HeaderFile(path, go_on)
    if is_read_whole(file.peek(_HEADER)[:_HEADER]):
        # Its size was looked at.
        file.free()
    return file


def _decode_with_pillow(
    path: Path,
    kept: Kept,
    shrink: Shrink | None = None,
    page: TiffPage | None = None,
    go_on: GoOn = always,
) -> Decoded:
    with _opened(path, go_on) as image:
        # A file's image refers to itself: its memory would stay until garbage is searched for.
        kept.callback(image.close)
        _check_size(path, *image.size)
        stored = image.size if page is None else page.size
        if shrink is not None:
            share = min(shrink(*stored), 1.0)
            image.draft("RGB", (math.ceil(share * stored[0]), math.ceil(share * stored[1])))
        # Before its EXIF is asked for: of a PNG Pillow decodes all to find it.
        kept.enter_context(DECODING.taking(image.width * image.height * _BYTES_PER_PIXEL))
        if page is None:
            orientation = orientation_of(image)
        else:
            # Pillow would turn a TIFF itself, by rules of its own.
            image.getexif().pop(TAG, None)
            orientation = page.orientation
        image.load()
        upright = turn(_reduced(image, stored, shrink), orientation)
        size = _displayed(stored, orientation)
        if upright.mode.startswith(_DEEP_MODES):
            return Decoded(size, np.asarray(upright))
        return Decoded(size, _in_colours(path, upright))


def _reduced(image: Image.Image, stored: tuple[int, int], shrink: Shrink | None) -> Image.Image:
    """A large picture smaller, where that is enough: the copies that follow are smaller, too."""
    if shrink is None or image.width * image.height < _LARGE or image.mode not in ("L", "RGB"):
        return image
    step = min(_LARGEST_STEP, int(1 / shrink(*stored)))
    return image.reduce(step) if step > 1 else image


def _in_colours(path: Path, image: Image.Image) -> Image.Image:
    """RGB, without transparency: the colours beneath it are what a model is given, too."""
    if image.mode == "RGB":
        # Pillow's own conversion would copy it.
        return image
    try:
        return image.convert("RGB")
    except ValueError as error:
        raise UnreadableImage("image_kind", path=path, kind=f"{image.mode} colours") from error


def _decode_deep_png(path: Path, kept: Kept) -> Decoded:
    import imagecodecs

    with _opened(path) as image:
        # Two bytes for each of up to four values.
        _check_size(path, *image.size, bytes_per_pixel=8)
        _check_bytes(path, image.width * image.height * 8 + MOST_WHOLE_BYTES)
        kept.enter_context(DECODING.taking(image.width * image.height * 2 * 8))
        orientation = orientation_of(image)
        image.close()
    pixels = np.asarray(imagecodecs.png_decode(path.read_bytes()))
    return _from_array(turn_array(pixels, orientation))


def _decode_tiff(path: Path, kept: Kept) -> Decoded:
    page = look_at_page(path)
    _check_size(path, *page.size, bytes_per_pixel=0 if page.is_plain else page.bytes_per_pixel)
    if page.is_plain:
        with contextlib.suppress(UnidentifiedImageError, OSError, ValueError, KeyError):
            return _decode_with_pillow(path, kept, page=page)
        # Read otherwise; what Pillow held is gone.
        kept.close()
    width, height = page.size
    kept.enter_context(DECODING.taking(width * height * 2 * page.bytes_per_pixel))
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


def _check_size(path: Path, width: int, height: int, bytes_per_pixel: int = 0) -> None:
    pixels = width * height
    is_too_long = max(width, height) > LONGEST_SIDE
    if is_too_long or pixels > MOST_PIXELS or pixels * bytes_per_pixel > MOST_BYTES:
        raise UnreadableImage("picture_too_large", path=path)
    if min(width, height) < 1:
        raise UnreadableImage("picture_damaged", path=path)


@contextlib.contextmanager
def _in_words(path: Path) -> Generator[None]:
    """Turn what decoders raise about a stranger's bytes into one of our codes."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except (UnreadableImage, ReadingStopped):
        raise
    except UnidentifiedImageError as error:
        code = "picture_damaged" if is_known(_header_of(path)) else "not_a_picture"
        raise UnreadableImage(code, path=path) from error
    except (PermissionError, FileNotFoundError, IsADirectoryError) as error:
        raise UnreadableImage("picture_unreadable", path=path) from error
    except MemoryError as error:
        raise UnreadableImage("picture_needs_memory", path=path) from error
    # Whatever a decoder makes of a stranger's bytes: there is no list of what they raise.
    except Exception as error:
        raise UnreadableImage("picture_damaged", path=path) from error
