"""One object as a line of Ultralytics' label files; numbers are shares of width and height."""

from collections.abc import Iterable

from engine.geometry.ops import bounds, clip
from engine.geometry.rings import ring_of
from engine.geometry.types import Box, Geometry, Mask, Point, Polygon, RotatedBox


def has_outline(geometry: Geometry) -> bool:
    """Whether more is known of an object than its box."""
    return isinstance(geometry, Polygon | Mask | RotatedBox)


def box_line(index: int, geometry: Geometry, width: int, height: int) -> str | None:
    """``class x y width height`` with the box's centre; None if there is no box in the picture."""
    extent = bounds(geometry)
    if extent is None or not isinstance(geometry, Box | RotatedBox | Polygon | Mask):
        return None
    box = clip(Box(extent.left, extent.top, extent.right, extent.bottom), width, height)
    if not isinstance(box, Box) or box.right <= box.left or box.bottom <= box.top:
        return None
    center = ((box.left + box.right) / 2, (box.top + box.bottom) / 2)
    size = (box.right - box.left, box.bottom - box.top)
    return _line(index, (center, size), width, height)


def outline_line(index: int, geometry: Geometry, width: int, height: int) -> str | None:
    """``class x1 y1 x2 y2 …``; None if nothing of the outline is in the picture."""
    points = ring_of(geometry, width, height)
    return _line(index, points, width, height) if points else None


def _line(index: int, pairs: Iterable[Point], width: int, height: int) -> str:
    numbers = [share for x, y in pairs for share in (x / width, y / height)]
    return " ".join([str(index), *(f"{min(max(share, 0.0), 1.0):.6f}" for share in numbers)])
