"""The outline of an object as one ring, for programs that know no parts and no holes."""

from collections.abc import Sequence

import shapely

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


def unite(polygons: Sequence[Polygon]) -> Polygon:
    """Return the outer outline of several together; of what does not touch, the largest part.

    Args:
        polygons: At least one; the first is returned if none of them has an area.
    """
    if len(polygons) == 1:
        return polygons[0]
    # A self-crossing outline is legal here but not for shapely.
    whole = shapely.union_all([shapely.make_valid(shapely.Polygon(p.points)) for p in polygons])
    areas = [part for part in shapely.get_parts(whole) if isinstance(part, shapely.Polygon)]
    if not areas:
        return polygons[0]
    outer = max(areas, key=lambda part: part.area).exterior
    return Polygon(tuple((float(x), float(y)) for x, y in outer.coords[:-1]))


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
