"""The outline of an object as one ring, for programs that know no parts and no holes."""

from engine.geometry.masks import outlines
from engine.geometry.ops import clip, corners
from engine.geometry.types import Geometry, Mask, Point, Polygon, RotatedBox

DETAIL = 0.5
"""Pixels by which a mask's outline may leave its pixels."""


def ring_of(geometry: Geometry, width: float, height: float) -> tuple[Point, ...]:
    """Return the outline inside an image of this size, at least three points, or nothing."""
    match geometry:
        case Mask():
            points = _one_ring(geometry)
        case RotatedBox():
            points = _within(corners(geometry), width, height)
        case Polygon():
            points = _within(geometry.points, width, height)
        case _:
            return ()
    return points if len(points) >= 3 else ()


def _within(points: tuple[Point, ...], width: float, height: float) -> tuple[Point, ...]:
    polygon = clip(Polygon(points), width, height)
    return polygon.points if isinstance(polygon, Polygon) else ()


def _one_ring(mask: Mask) -> tuple[Point, ...]:
    """All rings of a mask as one, which goes to each and back to the first point.

    The ways there and back lie on each other, so that filling by the even-odd rule, as Ultralytics
    does (``cv2.fillPoly``), gives parts and holes again.
    """
    rings = [ring for part in outlines(mask, DETAIL) for ring in (part.outer, *part.holes)]
    if not rings:
        return ()
    first, *others = rings
    home = first[0]
    joined = list(first)
    for ring in others:
        joined += [home, *ring, ring[0]]
    return (*joined, home) if others else tuple(joined)
