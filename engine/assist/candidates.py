"""From the decoder's small logits to masks of the whole image."""

import math
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.assist.sam import DecodedMasks
from engine.assist.specks import without_specks
from engine.assist.windows import Window
from engine.geometry.masks import encode, mask_box
from engine.protocol.requests import MaskCandidate

SINGLE = 0
"""The decoder's first answer is the single mask; the others are parts to wholes, unordered."""


def candidate_order(decoded: DecodedMasks) -> list[int]:
    """The decoder's answers as they are offered: the single mask, then the three by area.

    Answers without any pixel are left out by the one that comes closest: the single mask.
    """
    areas = (decoded.logits > 0).sum(axis=(1, 2))
    three = sorted(range(1, len(areas)), key=lambda index: areas[index])
    fallback = SINGLE if areas[SINGLE] else three[-1]
    return [index if areas[index] else fallback for index in (SINGLE, *three)]


def to_candidates(
    decoded: DecodedMasks, wanted: Sequence[int], window: Window, width: int, height: int
) -> tuple[MaskCandidate, ...]:
    """Upscale answers and put them where they belong.

    Args:
        decoded: What the decoder said about the window.
        wanted: Indices of the answers to upscale, in the order to return them.
        window: The part of the image that was encoded.
        width: Of the image.
        height: Of the image.

    Returns:
        One candidate for each wanted answer; none at all if nothing was found.
    """
    made: dict[int, MaskCandidate] = {}
    for index in dict.fromkeys(wanted):
        mask = encode(_placed(decoded.logits[index], window, width, height))
        box = mask_box(mask)
        if box.right > box.left:
            made[index] = MaskCandidate(mask, box, float(decoded.scores[index]))
    return tuple(made[index] for index in wanted if index in made)


def _placed(
    logits: NDArray[np.float32], window: Window, width: int, height: int
) -> NDArray[np.bool_]:
    rows, columns = _cells(window.width, window.height, logits.shape[0])
    meant = logits.copy()
    meant[:rows, :columns] = without_specks(logits[:rows, :columns])
    inside = upscale(meant, window.width, window.height) > 0
    if (window.width, window.height) == (width, height):
        return inside
    whole = np.zeros((height, width), dtype=np.bool_, order="F")
    whole[window.top : window.bottom, window.left : window.right] = inside
    return whole


def upscale(logits: NDArray[np.float32], width: int, height: int) -> NDArray[np.float32]:
    """Bring logits to the picture's size by one resize.

    SAM's own way goes over 1024 x 1024 and costs ten times as much; the masks agree with an IoU of
    0.997 (docs/notes/training.md).

    Args:
        logits: (256, 256); the picture's longer side fills it, the rest is padding.
        width: Of the encoded picture.
        height: Of the encoded picture.

    Returns:
        Shape (height, width).
    """
    pixels = max(width, height) / logits.shape[0]
    rows, columns = _cells(width, height, logits.shape[0])
    size = (max(width, round(columns * pixels)), max(height, round(rows * pixels)))
    # Lying on its side, because run lengths go down the columns: on 100 megapixels turning the
    # finished mask would cost more than everything else.
    lying = np.ascontiguousarray(logits[:rows, :columns].T)
    large = cv2.resize(lying, size[::-1], interpolation=cv2.INTER_LINEAR)
    return large[:width, :height].T.astype(np.float32, copy=False)


def _cells(width: int, height: int, side: int) -> tuple[int, int]:
    """How many rows and columns of logits of this side a picture fills."""
    pixels = max(width, height) / side
    return math.ceil(height / pixels), math.ceil(width / pixels)
