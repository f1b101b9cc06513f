"""Reads picture files: what is shown is what is labelled and learned, to the pixel."""

from functools import partial
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from engine.images.decoding import Decoded, decode, in_words
from engine.images.values import measure, to_eight_bits
from engine.protocol.specs import AUTOMATIC, ValueRange, ValueRangeRule

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


def read(
    path: Path,
    value_range: ValueRange | None = None,
    *,
    longest_side: int | None = None,
    shortest_side: int | None = None,
) -> NDArray[np.uint8]:
    """Read a picture as displayed: upright, RGB, 8 bits.

    Args:
        path: The file.
        value_range: Of a picture of more than 8 bits; by default from its own values.
        longest_side: Shrink a larger picture to this many pixels.
        shortest_side: A picture may be read smaller, where that is faster, as long as its shorter
            side keeps so many pixels.

    Returns:
        (height, width, 3) uint8, contiguous and writable.

    Raises:
        UnreadableImage: Why it cannot be read.
    """
    with in_words(path):
        share = partial(_share, longest=longest_side, shortest=shortest_side)
        image = _in_eight_bits(decode(path, share), value_range)
        return np.array(image if longest_side is None else _shrunk(image, longest_side))


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
    with in_words(path):
        decoded = decode(path, lambda width, height: _LOOK_SIDE / min(width, height))
        deep = None if isinstance(decoded.pixels, Image.Image) else decoded.pixels
        value_range = None if deep is None else measure(deep, rule)
        small = _in_eight_bits(decoded, value_range).convert("L")
        return Examined(*decoded.size, value_range, small)


def _in_eight_bits(decoded: Decoded, value_range: ValueRange | None) -> Image.Image:
    if isinstance(decoded.pixels, Image.Image):
        return decoded.pixels
    pixels = to_eight_bits(decoded.pixels, value_range or measure(decoded.pixels))
    return Image.fromarray(pixels).convert("RGB")
