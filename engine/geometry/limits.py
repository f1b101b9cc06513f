"""What images and geometries may be: within it nothing hangs, overflows or fills the memory."""

from itertools import chain

import numpy as np
import shapely
from numpy.typing import NDArray

from engine.geometry.run_lengths import is_sound
from engine.geometry.types import (
    Box,
    Geometry,
    Keypoints,
    Mask,
    Point,
    Polygon,
    Polyline,
    RotatedBox,
)

_Points = NDArray[np.float64]

LONGEST_SIDE = 32_767
"""Pixels; Qt's limit for a raster image."""
MOST_PIXELS = 500_000_000
"""Pillow holds them in 2 GB, and the window in as many again: a machine of 8 GB can show one."""
MOST_POINTS = 20_000
"""Of one geometry; a hand-drawn outline has some hundreds."""
_MOST_CROSSING = 2_000
"""Points up to which an outline may cross itself."""
_MOST_CROSSINGS = 1_000
"""How often: making it valid takes time with their square, half a second for so many."""
_ANY_CROSSINGS = 45
"""Points with which it cannot cross itself more often."""
_FARTHEST = 1e6
GRID = 2.0**-10
"""Pixels: what is computed of areas is rounded to it. Without that, corners that almost meet make
areas that no sum accounts for, or an error."""


def is_sound_size(width: int, height: int) -> bool:
    """Whether an image can have so many pixels."""
    sides = (width, height)
    return all(1 <= side <= LONGEST_SIDE for side in sides) and width * height <= MOST_PIXELS


def is_sound_geometry(geometry: Geometry, width: int, height: int) -> bool:
    """Whether it can be drawn, cut and learned from on an image of this size."""
    match geometry:
        case Box(left, top, right, bottom):
            return is_near(left, top, right, bottom) and left <= right and top <= bottom
        case RotatedBox(x, y, box_width, box_height, angle):
            return is_near(x, y, box_width, box_height, angle) and min(box_width, box_height) >= 0
        case Polygon(points):
            return are_near(points, 3) and _is_simple_enough(points)
        case Polyline(points):
            return are_near(points, 2)
        case Keypoints(points):
            return are_near(tuple((point.x, point.y) for point in points), 1)
        case Mask():
            return (geometry.width, geometry.height) == (width, height) and is_sound(geometry)
        case _:
            return True


def is_near(*values: float) -> bool:
    """Whether numbers can be places in an image; NaN cannot."""
    return all(-_FARTHEST <= value <= _FARTHEST for value in values)


def are_near(points: tuple[Point, ...], least: int) -> bool:
    """Whether points can be places in an image, and are neither too few nor too many."""
    if not least <= len(points) <= MOST_POINTS:
        return False
    # Of a million outlines when a project is opened: in one list they take half the time.
    values = list(chain.from_iterable(points))
    # NaN is neither the least nor the greatest of them, but the sum.
    return not values or is_near(min(values), max(values), sum(values) / len(values))


def _is_simple_enough(points: tuple[Point, ...]) -> bool:
    if len(points) <= _ANY_CROSSINGS or bool(shapely.is_valid(shapely.Polygon(points))):
        return True
    return len(points) <= _MOST_CROSSING and _count_crossings(points) <= _MOST_CROSSINGS


def _count_crossings(points: tuple[Point, ...]) -> int:
    """Count pairs of edges, other than neighbours, that cross or touch each other."""
    starts = np.array(points)
    ends = np.roll(starts, -1, axis=0)
    count = 0
    for i, (start, end) in enumerate(zip(starts, ends, strict=True)):
        # The last edge is a neighbour of the first.
        others = slice(i + 2, len(points) - (i == 0))
        apart = _sides(start, end, starts[others]) * _sides(start, end, ends[others]) > 0
        apart |= (
            _sides(starts[others], ends[others], start) * _sides(starts[others], ends[others], end)
            > 0
        )
        count += int(np.count_nonzero(~apart))
    return count


def _sides(start: _Points, end: _Points, points: _Points) -> _Points:
    """On which side of lines points lie, -1 to 1; each is of shape (2,) or (n, 2)."""
    ahead, aside = end - start, points - start
    return np.sign(ahead[..., 0] * aside[..., 1] - ahead[..., 1] * aside[..., 0])
