"""Cuts pictures far larger than the training ones into tiles, and puts the findings together."""

import math
from typing import NamedTuple

import numpy as np
import torch
from torchvision.ops import batched_nms

OVERLAP = 0.25
"""Share of a tile's side that neighbours have in common: what is smaller is whole in one tile."""

TILE_FROM = 2.0
"""A picture whose longer side is more than this many training sides is cut."""

SAME_OBJECT_IOU = 0.5
"""Boxes of one class from different tiles that overlap this much are one object."""

EDGE = 2.0
"""Pixels within which a box touches the edge of its tile."""


class Tile(NamedTuple):
    """A rectangle of whole pixels of a picture."""

    left: int
    top: int
    right: int
    bottom: int


def tiles_of(width: int, height: int, trained_side: int) -> list[Tile]:
    """The tiles to look at; the whole picture where it is not far larger than the training ones.

    Args:
        width: Of the picture.
        height: Of the picture.
        trained_side: Typical longer side of the training pictures; 0 when unknown.
    """
    if trained_side == 0 or max(width, height) <= TILE_FROM * trained_side:
        return [Tile(0, 0, width, height)]
    side = trained_side
    return [
        Tile(left, top, min(left + side, width), min(top + side, height))
        for top in _starts(height, side)
        for left in _starts(width, side)
    ]


def _starts(length: int, side: int) -> list[int]:
    if length <= side:
        return [0]
    step = side * (1 - OVERLAP)
    count = math.ceil((length - side) / step) + 1
    return [round(start) for start in np.linspace(0, length - side, count).tolist()]


def whole_boxes(found: torch.Tensor, tile: Tile, width: int, height: int) -> torch.Tensor:
    """Keep what a tile shows whole.

    A box that touches an edge inside the picture is a part of something; if it is smaller than the
    overlap, the neighbouring tile has the whole of it.

    Args:
        found: (n, 6): left, top, right, bottom in pixels of the picture, score, class index.
        tile: Where they were found.
        width: Of the picture.
        height: Of the picture.
    """
    left, top, right, bottom = found[:, :4].T
    cut_x = ((left <= tile.left + EDGE) & (tile.left > 0)) | (
        (right >= tile.right - EDGE) & (tile.right < width)
    )
    cut_y = ((top <= tile.top + EDGE) & (tile.top > 0)) | (
        (bottom >= tile.bottom - EDGE) & (tile.bottom < height)
    )
    small_x = right - left < OVERLAP * (tile.right - tile.left)
    small_y = bottom - top < OVERLAP * (tile.bottom - tile.top)
    return found[~((cut_x & small_x) | (cut_y & small_y))]


def without_doubles(found: torch.Tensor) -> torch.Tensor:
    """Of boxes of one class on one object keep the surest; (n, 6) as in ``whole_boxes``."""
    keep = batched_nms(found[:, :4], found[:, 4], found[:, 5], SAME_OBJECT_IOU)
    return found[keep]
