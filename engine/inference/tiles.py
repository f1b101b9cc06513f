"""Cuts pictures far larger than the training ones into tiles, and puts the findings together."""

import math
from typing import NamedTuple

import numpy as np
import torch
from torchvision.ops import batched_nms, box_area

OVERLAP = 0.25
"""Share of a tile's side that neighbours have in common: what is smaller is whole in one tile."""

TILE_FROM = 2.0
"""A picture whose longer side is more than this many training sides is cut."""

SAME_OBJECT_IOU = 0.5
"""Boxes of one class from different tiles that overlap this much are one object."""

MOSTLY = 0.6
"""Share of a cut box's area that must lie in a larger one for both to be one object."""

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


class TileFindings(NamedTuple):
    """Boxes of one tile or of the whole picture."""

    boxes: torch.Tensor
    """(n, 6 or more): left, top, right, bottom in pixels of the picture, score, class index; more
    columns stay with their row."""
    cut: torch.Tensor
    """(n,) bool: whether the box ends at an edge of its tile inside the picture."""


def without_slivers(boxes: torch.Tensor, tile: Tile, width: int, height: int) -> TileFindings:
    """Leave out what a neighbouring tile shows whole.

    A box at an edge inside the picture is a part of something; if it is smaller than the overlap,
    the neighbour has the whole of it.

    Args:
        boxes: As in ``TileFindings``.
        tile: Where they were found.
        width: Of the picture.
        height: Of the picture.
    """
    left, top, right, bottom = boxes[:, :4].T
    cut_x = ((left <= tile.left + EDGE) & (tile.left > 0)) | (
        (right >= tile.right - EDGE) & (tile.right < width)
    )
    cut_y = ((top <= tile.top + EDGE) & (tile.top > 0)) | (
        (bottom >= tile.bottom - EDGE) & (tile.bottom < height)
    )
    small_x = right - left < OVERLAP * (tile.right - tile.left)
    small_y = bottom - top < OVERLAP * (tile.bottom - tile.top)
    keep = ~((cut_x & small_x) | (cut_y & small_y))
    return TileFindings(boxes[keep], (cut_x | cut_y)[keep])


class FoundObjects(NamedTuple):
    """One box for each object, and what it was put together from."""

    boxes: torch.Tensor
    """As in ``TileFindings``."""
    members: list[list[int]]
    """For each object the rows of all tiles' boxes, one tile after the other, that are parts of
    it."""


def put_together(parts: list[TileFindings]) -> FoundObjects:
    """Keep one box for each object.

    Of boxes of one class on one object the surest stays. A cut one that lies mostly in a larger box
    of its class is taken for a part of the same object: it goes, and if the larger one is cut, too,
    that grows to hold both.
    """
    boxes = torch.cat([part.boxes for part in parts])
    cut = torch.cat([part.cut for part in parts])
    if len(parts) == 1:
        return FoundObjects(boxes, [[row] for row in range(len(boxes))])
    keep = batched_nms(boxes[:, :4], boxes[:, 4], boxes[:, 5], SAME_OBJECT_IOU)
    keep = keep[box_area(boxes[keep, :4]).argsort(descending=True)]
    boxes, cut = boxes[keep].clone(), cut[keep]
    kept: list[int] = []
    members = [[row] for row in keep.tolist()]
    for index in range(len(boxes)):
        host = _host_of(index, boxes, kept) if cut[index] else None
        if host is None:
            kept.append(index)
        elif cut[host]:
            boxes[host] = _union(boxes[host], boxes[index])
            members[host] += members[index]
    return FoundObjects(boxes[kept], [members[index] for index in kept])


def _host_of(index: int, boxes: torch.Tensor, kept: list[int]) -> int | None:
    """Which of the kept boxes holds most of a box of the same class."""
    box = boxes[index]
    others = boxes[kept]
    sides = torch.minimum(box[2:4], others[:, 2:4]) - torch.maximum(box[:2], others[:, :2])
    share = sides.clamp(min=0).prod(1) / (box[2:4] - box[:2]).prod()
    share[others[:, 5] != box[5]] = 0
    if share.numel() == 0 or share.max() < MOSTLY:
        return None
    return kept[int(share.argmax())]


def _union(box: torch.Tensor, other: torch.Tensor) -> torch.Tensor:
    low, high = torch.minimum(box, other), torch.maximum(box, other)
    return torch.cat([low[:2], high[2:]])
