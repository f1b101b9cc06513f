"""Strokes of a brush: what they cover, and masks that they are added to or cut out of.

Only the pixels around a stroke are looked at, and masks are joined by their run lengths: a stroke
costs the same in a picture of any size.
"""

import math
from collections.abc import Iterable
from itertools import pairwise
from typing import Any, cast

import msgspec
import numpy as np
import shapely
from numpy.typing import NDArray

from engine.geometry.mask_algebra import from_runs, or_none, subtracted, united
from engine.geometry.run_lengths import region_run_lengths
from engine.geometry.types import Mask, Point

STRAIGHT = 0.1
"""Pixels that the way of the brush may be off."""
STILL = 1e-6
"""Pixels: a brush that moves by less stands."""
BoolArray = NDArray[np.bool_]
_Numbers = NDArray[np.floating[Any]]


class Stroke(msgspec.Struct, frozen=True):
    """A brush on its way from point to point, at least one; all in image pixels.

    ``radius`` is that of a round brush, or half the side of a square one.
    """

    points: tuple[Point, ...]
    radius: float
    is_square: bool = False


def stroke_mask(stroke: Stroke, width: int, height: int) -> Mask:
    """Return the pixels whose centres a stroke covers, in an image of this size; maybe none."""
    xs, ys = zip(*stroke.points, strict=True)
    left, right = _span(xs, stroke.radius, width)
    top, bottom = _span(ys, stroke.radius, height)
    # Column by column, as the runs go.
    region = np.zeros((bottom - top, right - left), dtype=np.bool_, order="F")
    for start, end in pairwise(_thinned(stroke.points)):
        _cover(region, (left, top), start, end, stroke)
    return from_runs(region_run_lengths(region, left, top, width, height), width, height)


def painted(mask: Mask, stroke: Stroke) -> Mask:
    """Return a mask with a stroke added."""
    return united((mask, stroke_mask(stroke, mask.width, mask.height)))


def erased(mask: Mask, stroke: Stroke) -> Mask | None:
    """Return a mask without a stroke; None if nothing is left."""
    return or_none(subtracted(mask, stroke_mask(stroke, mask.width, mask.height)))


def _thinned(points: tuple[Point, ...]) -> list[Point]:
    """Leave out points that lie on the way anyway: a mouse tells hundreds of them."""
    line = shapely.LineString((points[0], *points))
    return cast("list[Point]", shapely.get_coordinates(line.simplify(STRAIGHT)).tolist())


def _span(values: Iterable[float], radius: float, size: int) -> tuple[int, int]:
    """First and last (excluded) pixel that points and what is around them may cover."""
    listed = list(values)
    first = min(max(math.floor(min(listed) - radius), 0), size)
    return first, min(max(math.ceil(max(listed) + radius), first), size)


def _cover(
    region: BoolArray, origin: tuple[int, int], start: Point, end: Point, stroke: Stroke
) -> None:
    """Set the pixels of a region that the brush covers between two points."""
    radius = stroke.radius
    left, right = _span((start[0] - origin[0], end[0] - origin[0]), radius, region.shape[1])
    top, bottom = _span((start[1] - origin[1], end[1] - origin[1]), radius, region.shape[0])
    x = np.arange(left, right) + (origin[0] + 0.5 - start[0])
    y = np.arange(top, bottom)[:, np.newaxis] + (origin[1] + 0.5 - start[1])
    along = (end[0] - start[0], end[1] - start[1])
    covers = _covers_square if stroke.is_square else _covers_circle
    region[top:bottom, left:right] |= covers(x, y, along, radius)


def _covers_circle(x: _Numbers, y: _Numbers, along: Point, radius: float) -> BoolArray:
    """Whether points, as seen from the start of a line, are within a radius of the line."""
    length = along[0] * along[0] + along[1] * along[1]
    share = (
        np.clip((x * along[0] + y * along[1]) / length, 0.0, 1.0) if length > STILL * STILL else 0.0
    )
    return np.square(x - share * along[0]) + np.square(y - share * along[1]) <= radius * radius


def _covers_square(x: _Numbers, y: _Numbers, along: Point, radius: float) -> BoolArray:
    """Whether points are within a square that goes along the line, as in ``_covers_circle``."""
    (x_first, x_last), (y_first, y_last) = (
        _while_inside(values, step, radius) for values, step in ((x, along[0]), (y, along[1]))
    )
    return np.maximum(x_first, y_first) <= np.minimum(x_last, y_last)


def _while_inside(values: _Numbers, step: float, radius: float) -> tuple[_Numbers, _Numbers]:
    """From which to which share of the way, along one axis, the square covers a point."""
    if abs(step) < STILL:
        first = np.where(np.abs(values) <= radius, 0.0, np.inf)
        return first, np.ones_like(first)
    ends = np.stack(((values - radius) / step, (values + radius) / step))
    return np.maximum(ends.min(axis=0), 0.0), np.minimum(ends.max(axis=0), 1.0)
