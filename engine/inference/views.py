"""Which parts of a picture are looked at, and how what is found on them is put together."""

import math
from typing import NamedTuple, cast

import numpy as np
import torch
from torchvision.ops import batched_nms, box_area

from engine.geometry.ops import translate
from engine.geometry.rings import unite
from engine.geometry.types import Polygon
from engine.protocol.specs import ObjectSizes

OVERLAP = 0.25
"""Share of a tile's side that neighbours have in common: what is smaller is whole in one tile."""

TILE_FROM = 1.25
"""A picture whose longer side is more than this many training sides may be cut."""

SMALLEST_SHOWN = 24.0
"""Pixels of the network's input below which an object of the usual size is shown too small: three
cells of its finest grid. Four Trees tiles side by side show trees at 21: F1 0.39 without tiles and
0.53 with them; on single tiles it is 0.59."""

SAME_OBJECT_IOU = 0.5
"""Boxes of one class from different views that overlap this much are one object."""

MOSTLY = 0.6
"""Share of a cut box's area that must lie in a larger one for both to be one object."""

LARGER = 1.5
"""What is found on a tile may be so many times as large as the large objects of the training: more
is a part of something that the whole picture shows better."""

EDGE = 2.0
"""Pixels within which a box touches the edge of its tile."""

MOST_TILES = 4096
"""Tiles of a picture; where there would be more, they are larger. A card may be a stranger's."""

MOST_OBJECTS = 20_000
"""Objects of a picture that are put together, the surest ones."""


class FoundObjects(NamedTuple):
    """Objects of one picture or a part of it; arrays on the CPU."""

    boxes: torch.Tensor
    """(n, 6): left, top, right, bottom in pixels, score, class index."""
    outlines: list[Polygon | None]
    """n; None where only the box is known."""


class Tile(NamedTuple):
    """A rectangle of whole pixels of a picture."""

    left: int
    top: int
    right: int
    bottom: int


def tiles_of(width: int, height: int, side: int, sizes: ObjectSizes | None) -> list[Tile]:
    """Return the tiles to look at besides the whole picture, mostly none.

    There are some where an object that is as large in pixels as those of the training would be too
    small in the whole picture.

    Args:
        width: Of the picture.
        height: Of the picture.
        side: Longer side of what the network sees.
        sizes: What the network has learned from.
    """
    longest = max(width, height)
    if sizes is None or longest <= TILE_FROM * sizes.picture:
        return []
    if sizes.usual * side / longest >= SMALLEST_SHOWN:
        return []
    length = sizes.picture
    while _count(width, length) * _count(height, length) > MOST_TILES:
        length = math.ceil(1.1 * length)
    return [
        Tile(left, top, min(left + length, width), min(top + length, height))
        for top in _starts(height, length)
        for left in _starts(width, length)
    ]


def _count(length: int, side: int) -> int:
    return math.ceil(max(length - side, 0) / (side * (1 - OVERLAP))) + 1


def _starts(length: int, side: int) -> list[int]:
    last = max(length - side, 0)
    return [round(start) for start in np.linspace(0, last, _count(length, side)).tolist()]


def put_together(
    whole: FoundObjects,
    tiles: list[tuple[Tile, FoundObjects]],
    size: tuple[int, int],
    largest: float,
) -> FoundObjects:
    """Keep one box for each object that was found on a picture.

    Of boxes of one class on one object the surest stays. A cut one that lies mostly in a larger box
    of its class is taken for a part of the same object: it goes, and if the larger one is cut, too,
    that grows to hold both. What was found on the tiles counts where it says more than the whole
    picture: more area that is surely an object.

    Args:
        whole: What was found on the whole picture.
        tiles: The tiles, and what was found on each in its own pixels.
        size: Width and height of the picture.
        largest: ``ObjectSizes.largest`` of the training.
    """
    parts = [_placed(_not_larger(found, LARGER * largest), tile, *size) for tile, found in tiles]
    on_tiles = _joined(parts)
    if _certain_area(on_tiles.boxes) <= _certain_area(whole.boxes):
        return whole
    return _joined([_Part(*whole, torch.zeros(len(whole.boxes), dtype=torch.bool)), *parts])


def _not_larger(found: FoundObjects, side: float) -> FoundObjects:
    sides = (found.boxes[:, 2:4] - found.boxes[:, :2]).amax(1)
    rows = torch.nonzero(sides <= side).flatten().tolist()
    return FoundObjects(found.boxes[rows], [found.outlines[row] for row in rows])


def _certain_area(boxes: torch.Tensor) -> float:
    return float((box_area(boxes[:, :4]) * boxes[:, 4]).sum())


class _Part(NamedTuple):
    """What was found on a view, in pixels of the picture."""

    boxes: torch.Tensor
    outlines: list[Polygon | None]
    cut: torch.Tensor
    """(n,) bool: whether the box ends at an edge of its tile inside the picture."""


def _placed(found: FoundObjects, tile: Tile, width: int, height: int) -> _Part:
    """Move what was found on a tile to its place, without what a neighbour shows whole.

    A box at an edge inside the picture is a part of something; if it is smaller than the overlap,
    the neighbour has the whole of it.
    """
    boxes = found.boxes.clone()
    boxes[:, :4] += torch.tensor([tile.left, tile.top, tile.left, tile.top])
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
    outlines = [
        None if outline is None else cast("Polygon", translate(outline, tile.left, tile.top))
        for outline, kept in zip(found.outlines, keep.tolist(), strict=True)
        if kept
    ]
    return _Part(boxes[keep], outlines, (cut_x | cut_y)[keep])


def _joined(parts: list[_Part]) -> FoundObjects:
    boxes = torch.cat([part.boxes for part in parts])
    cut = torch.cat([part.cut for part in parts])
    outlines = [outline for part in parts for outline in part.outlines]
    surest = boxes[:, 4].argsort(descending=True)[:MOST_OBJECTS]
    few = boxes[surest]
    keep = surest[batched_nms(few[:, :4], few[:, 4], few[:, 5], SAME_OBJECT_IOU)]
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
    return FoundObjects(
        boxes[kept], [_united([outlines[row] for row in members[index]]) for index in kept]
    )


def _united(outlines: list[Polygon | None]) -> Polygon | None:
    known = [outline for outline in outlines if outline is not None]
    return unite(known) if known else None


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
