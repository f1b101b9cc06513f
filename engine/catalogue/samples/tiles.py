"""Cutting a large labelled photo into tiles."""

import msgspec
from PIL import Image

from engine.geometry.types import Bounds, Box

TILE_SIDE = 400
"""Pixels, as in the training notes."""

LEAST_KEPT_SHARE = 0.3
"""A box cut by a tile's border is kept if this share of its area stays. With it the nine tiles of
the validation photo hold 285 boxes; the measurements of the training notes had 286."""


class SampleTile(msgspec.Struct, frozen=True):
    """A part of a photo, in the photo's pixels, with its boxes in the tile's own pixels."""

    bounds: Bounds
    boxes: tuple[Box, ...]


def cut(width: int, height: int, boxes: tuple[Box, ...], step: int) -> list[SampleTile]:
    """Tiles of ``TILE_SIDE`` pixels, one every ``step`` pixels, cut off at the photo's border.

    A rest narrower than half a tile is left out.
    """
    tiles: list[SampleTile] = []
    for top in _starts(height, step):
        for left in _starts(width, step):
            right, bottom = min(left + TILE_SIDE, width), min(top + TILE_SIDE, height)
            bounds = Bounds(left, top, right, bottom)
            inside = [kept for box in boxes if (kept := _inside(box, bounds)) is not None]
            tiles.append(SampleTile(bounds, tuple(inside)))
    return tiles


def tile_of(photo: Image.Image, tile: SampleTile) -> Image.Image:
    """The pixels of a tile."""
    bounds = tile.bounds
    return photo.crop((int(bounds.left), int(bounds.top), int(bounds.right), int(bounds.bottom)))


def _starts(length: int, step: int) -> list[int]:
    return [start for start in range(0, length, step) if length - start >= TILE_SIDE / 2]


def _inside(box: Box, tile: Bounds) -> Box | None:
    left, right = max(box.left, tile.left), min(box.right, tile.right)
    top, bottom = max(box.top, tile.top), min(box.bottom, tile.bottom)
    if right <= left or bottom <= top:
        return None
    share = (right - left) * (bottom - top) / ((box.right - box.left) * (box.bottom - box.top))
    if share < LEAST_KEPT_SHARE:
        return None
    return Box(left - tile.left, top - tile.top, right - tile.left, bottom - tile.top)
