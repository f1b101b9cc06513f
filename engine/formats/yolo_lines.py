"""One object as a line of Ultralytics' label files; numbers are shares of width and height."""

from collections.abc import Iterable

from engine.geometry.masks import outlines
from engine.geometry.ops import bounds, clip, corners
from engine.geometry.types import Box, Geometry, Mask, Point, Polygon, RotatedBox

_DETAIL = 0.5
"""Pixels by which a mask's outline may leave its pixels."""


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
    match geometry:
        case Mask():
            points = _one_ring(geometry)
        case RotatedBox():
            points = _within(corners(geometry), width, height)
        case Polygon():
            points = _within(geometry.points, width, height)
        case _:
            return None
    return _line(index, points, width, height) if len(points) >= 3 else None


def _within(points: tuple[Point, ...], width: int, height: int) -> tuple[Point, ...]:
    polygon = clip(Polygon(points), width, height)
    return polygon.points if isinstance(polygon, Polygon) else ()


def _one_ring(mask: Mask) -> tuple[Point, ...]:
    """All rings of a mask as one, which goes to each and back to the first point.

    The ways there and back lie on each other, so that filling by the even-odd rule, as Ultralytics
    does (``cv2.fillPoly``), gives parts and holes again.
    """
    rings = [ring for part in outlines(mask, _DETAIL) for ring in (part.outer, *part.holes)]
    if not rings:
        return ()
    first, *others = rings
    home = first[0]
    joined = list(first)
    for ring in others:
        joined += [home, *ring, ring[0]]
    return (*joined, home) if others else tuple(joined)


def _line(index: int, pairs: Iterable[Point], width: int, height: int) -> str:
    numbers = [share for x, y in pairs for share in (x / width, y / height)]
    return " ".join([str(index), *(f"{min(max(share, 0.0), 1.0):.6f}" for share in numbers)])
