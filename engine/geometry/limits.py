"""What images and geometries may be: within it nothing hangs, overflows or fills the memory."""

from itertools import chain

import shapely

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

LONGEST_SIDE = 32_767
"""Pixels; Qt's limit for a raster image."""
MOST_PIXELS = 500_000_000
"""Pillow holds them in 2 GB, and the window in as many again: a machine of 8 GB can show one."""
MOST_POINTS = 20_000
"""Of one geometry; a hand-drawn outline has some hundreds."""
_ANY_CROSSINGS = 2_000
"""Points up to which an outline may cross itself: making it valid takes time with their square."""
_FARTHEST = 1e6


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
    return not values or is_near(min(values), max(values))


def _is_simple_enough(points: tuple[Point, ...]) -> bool:
    return len(points) <= _ANY_CROSSINGS or bool(shapely.is_valid(shapely.Polygon(points)))
