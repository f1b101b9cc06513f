"""TIFF files that Pillow does not read, or not rightly: deep, float, of other compressions."""

import contextlib
import itertools
from collections.abc import Generator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.images.errors import UnreadableImage
from engine.images.header_file import HeaderFile
from engine.images.orientation import UPRIGHT, number_of

_CMYK, _LAB = 5, 8
_PALETTE, _WHITE_IS_ZERO = 3, 0


class TiffPage(NamedTuple):
    """The first page of a TIFF file, before it is decoded."""

    size: tuple[int, int]
    """Width and height as stored."""
    orientation: int
    is_plain: bool
    """Whether it is a kind that Pillow reads: 8 bits or fewer, of known colours."""
    bytes_per_pixel: int
    """Of all its values together."""


def look_at_page(path: Path) -> TiffPage:
    """Read the description of the first page.

    Raises:
        UnreadableImage: ``image_kind`` for what is no picture in grey or colours.
    """
    with _opened(path) as file:
        return _described(path, file.pages[0])


@contextlib.contextmanager
def _opened(path: Path) -> Generator[Any]:
    """Open a file, of whose descriptions it reads no enormous one."""
    from tifffile import TiffFile

    with HeaderFile(path) as bounded, TiffFile(bounded) as file:
        # It reads the first page's here, and the pixels later.
        _ = file.pages[0]
        bounded.free()
        yield file


def count_tiff_pages(path: Path, most: int) -> int:
    """Count the pictures of a file, without the smaller copies of them; no further than ``most``.

    Raises:
        OSError: The file cannot be read.
    """
    with _opened(path) as file:
        pages = itertools.islice(file.pages, most)
        return sum(not page.is_reduced for page in pages)


def read_page(path: Path) -> NDArray[Any]:
    """Decode the first page: (height, width) or (height, width, 3), as it is stored.

    Raises:
        UnreadableImage: ``image_kind``.
    """
    with _opened(path) as file:
        page = file.pages[0]
        _described(path, page)
        pixels = np.asarray(page.asarray())
        if page.axes.startswith("S"):
            pixels = np.moveaxis(pixels, 0, -1)
        if pixels.ndim == 3:
            pixels = pixels[..., 0] if pixels.shape[2] < 3 else pixels[..., :3]
        if page.photometric == _WHITE_IS_ZERO:
            pixels = np.invert(pixels) if pixels.dtype.kind in "ub" else pixels.max() - pixels
        if page.photometric == _PALETTE and page.colormap is not None:
            pixels = np.moveaxis(page.colormap[:, pixels] >> 8, 0, -1).astype(np.uint8)
        return pixels


def _described(path: Path, page: Any) -> TiffPage:  # noqa: ANN401  tifffile has no types
    axes = str(page.axes)
    sizes = dict(zip(axes, page.shape, strict=True))
    if set(axes) - {"Y", "X", "S"} or not {"Y", "X"} <= set(axes):
        raise UnreadableImage("image_kind", path=path, kind=f"{len(axes)} dimensions")
    bands = sizes.get("S", 1)
    dtype = np.dtype(page.dtype)
    if bands > 4:
        raise UnreadableImage("image_kind", path=path, kind=f"{bands} bands")
    if dtype.kind not in "uifb":
        raise UnreadableImage("image_kind", path=path, kind="complex numbers")
    is_plain = dtype.itemsize == 1 and dtype.kind in "ub"
    if page.photometric in (_CMYK, _LAB) and not is_plain:
        kind = f"CMYK or Lab colours of {8 * dtype.itemsize} bits"
        raise UnreadableImage("image_kind", path=path, kind=kind)
    tag = page.tags.get("Orientation")
    orientation = number_of(tag.value) if tag is not None else UPRIGHT
    size = (int(sizes["X"]), int(sizes["Y"]))
    return TiffPage(size, orientation or UPRIGHT, is_plain, bands * dtype.itemsize)
