"""Reads picture files: what is shown is what is labelled and learned, to the pixel."""

from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from engine.images.decoding import Decoded, count_pages, decoded
from engine.images.errors import GoOn, always
from engine.images.values import measure, to_eight_bits
from engine.protocol.specs import AUTOMATIC, ValueRange, ValueRangeRule

_BAND = 512
"""Rows that are copied at once."""
_LOOK_SIDE = 64
"""A JPEG is decoded at an eighth of its size, and still to its last byte: damage shows."""


class Examined(msgspec.Struct, frozen=True):
    """What is known of a picture file that can be read.

    ``width`` and ``height`` are those of the image as displayed, ``small`` is (h, w) uint8 grey, at
    least 64 pixels wide where the picture is. ``value_range`` is None for one of 8 bits.
    """

    width: int
    height: int
    value_range: ValueRange | None
    small: Image.Image
    pages: int
    """Pictures in the file; all but the first are passed over."""


class Pixels(NamedTuple):
    """A picture as it is shown, and as it is in the file.

    ``shown`` is (height, width, 3) uint8, ``values`` (height, width) or (height, width, 3) of the
    file's own type; None for a picture of 8 bits, whose values are those shown.
    """

    shown: NDArray[np.uint8]
    values: NDArray[Any] | None


def read(
    path: Path,
    value_range: ValueRange | None = None,
    *,
    longest_side: int | None = None,
    shortest_side: int | None = None,
    go_on: GoOn = always,
) -> NDArray[np.uint8]:
    """Read a picture as displayed: upright, RGB, 8 bits.

    Args:
        path: The file.
        value_range: Of a picture of more than 8 bits; by default from its own values.
        longest_side: Shrink a larger picture to this many pixels.
        shortest_side: A picture may be read smaller, where that is faster, as long as its shorter
            side keeps so many pixels.
        go_on: Called while most kinds of files are read; may end that by ``ReadingStopped``.

    Returns:
        (height, width, 3) uint8, contiguous and writable.

    Raises:
        UnreadableImage: Why it cannot be read.
    """
    share = partial(_share, longest=longest_side, shortest=shortest_side)
    with decoded(path, share, go_on) as found:
        image = _in_eight_bits(found, value_range)
        return _as_array(image if longest_side is None else _shrunk(image, longest_side))


def read_with_values(
    path: Path, value_range: ValueRange | None = None, go_on: GoOn = always
) -> Pixels:
    """Read a picture as ``read`` does, and what values of more than 8 bits its file has.

    Raises:
        UnreadableImage: Why it cannot be read.
    """
    with decoded(path, go_on=go_on) as found:
        values = None if isinstance(found.pixels, Image.Image) else found.pixels
        return Pixels(_as_array(_in_eight_bits(found, value_range)), values)


def _as_array(image: Image.Image) -> NDArray[np.uint8]:
    """Copy an RGB image in bands: in one go, all of its bytes would be there three times."""
    width, height = image.size
    pixels = np.empty((height, width, 3), dtype=np.uint8)
    for top in range(0, height, _BAND):
        bottom = min(top + _BAND, height)
        pixels[top:bottom] = np.asarray(image.crop((0, top, width, bottom)))
    return pixels


def _shrunk(image: Image.Image, longest_side: int) -> Image.Image:
    scale = longest_side / max(image.size)
    if scale >= 1:
        return image
    width, height = (max(1, round(side * scale)) for side in image.size)
    return image.resize((width, height), Image.Resampling.BILINEAR, reducing_gap=2.0)


def _share(width: int, height: int, longest: int | None, shortest: int | None) -> float:
    if longest is not None:
        return longest / max(width, height)
    return 1.0 if shortest is None else shortest / min(width, height)


def examine(path: Path, rule: ValueRangeRule = AUTOMATIC) -> Examined:
    """Find out whether a file can be read, and what the project keeps of it.

    Raises:
        UnreadableImage: Why it cannot be read.
    """
    share = partial(_share, longest=None, shortest=_LOOK_SIDE)
    with decoded(path, share) as found:
        deep = None if isinstance(found.pixels, Image.Image) else found.pixels
        value_range = None if deep is None else measure(deep, rule)
        small = _in_eight_bits(found, value_range).convert("L")
        return Examined(*found.size, value_range, small, count_pages(path))


def _in_eight_bits(found: Decoded, value_range: ValueRange | None) -> Image.Image:
    if isinstance(found.pixels, Image.Image):
        return found.pixels
    pixels = to_eight_bits(found.pixels, value_range or measure(found.pixels))
    return Image.fromarray(pixels).convert("RGB")
