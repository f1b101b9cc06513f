"""An object cut along a line."""

import math
from collections.abc import Sequence

import shapely
from shapely import affinity

from engine.geometry.limits import GRID
from engine.geometry.mask_algebra import intersected, or_none
from engine.geometry.masks import mask_box
from engine.geometry.ops import area
from engine.geometry.regions import (
    geometry_of,
    polygons_of,
    quietly,
    rasterised,
    region_of,
)
from engine.geometry.rotation import turn_by
from engine.geometry.types import Box, Geometry, Mask, Point, RotatedBox

SHORTEST = 1.0
"""Pixels: a shorter line has no direction that anybody meant."""
SMALLEST = 1.0
"""Square pixels: what is smaller was not cut off, but grazed."""


@quietly
def split(geometry: Geometry, line: Sequence[Point], width: int, height: int) -> list[Geometry]:
    """Cut an object along a line.

    Args:
        geometry: A box, rotated box, polygon or mask.
        line: At least two points; if it does not cut as it is, it goes on beyond its ends.
        width: Of the image, in pixels.
        height: Of the image, in pixels.

    Returns:
        The parts, the largest first; the object alone if the line does not cut it. A part of a
        box is one if it can be, and else a polygon.
    """
    drawn = shapely.LineString(line)
    if drawn.length < SHORTEST:
        return [geometry]
    for cut in (drawn, _lengthened(line, math.hypot(width, height))):
        if isinstance(geometry, Mask):
            found = _mask_pieces(geometry, cut)
        else:
            found = _area_pieces(geometry, cut, width, height)
        if len(found) > 1:
            return sorted(found, key=lambda piece: -area(piece))
    return [geometry]


def _mask_pieces(mask: Mask, cut: shapely.LineString) -> list[Geometry]:
    box = mask_box(mask)
    around = shapely.box(box.left, box.top, box.right, box.bottom)
    sides = [rasterised([part], mask.width, mask.height) for part in _parts(around, cut)]
    pieces = [or_none(intersected((mask, side))) for side in sides]
    return [piece for piece in pieces if piece is not None]


def _area_pieces(
    geometry: Geometry, cut: shapely.LineString, width: int, height: int
) -> list[Geometry]:
    region = region_of(geometry)
    if region is None:
        return []
    wholes = polygons_of(shapely.set_precision(region, GRID))
    parts = [part for whole in wholes for part in _parts(whole, cut)]
    # An outline that crosses itself has several parts without being cut.
    if _count_large(parts) <= _count_large(wholes):
        return []
    made = [_like(geometry, part) or geometry_of(part, width, height) for part in parts]
    return [piece for piece in made if piece is not None]


def _count_large(parts: Sequence[shapely.Polygon]) -> int:
    return sum(part.area >= SMALLEST for part in parts)


def _parts(area: shapely.Polygon, cut: shapely.LineString) -> list[shapely.Polygon]:
    edges = shapely.union(area.boundary, cut, grid_size=GRID)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(edges)))
    shapely.prepare(area)
    return faces[shapely.contains(area, shapely.point_on_surface(faces))].tolist()


def _like(geometry: Geometry, part: shapely.Polygon) -> Geometry | None:
    """The part of a box as a box of that kind, if that is what it is."""
    match geometry:
        case Box() if _fills_its_bounds(part):
            return Box(*part.bounds)
        case RotatedBox(x, y, _, _, angle):
            flat = affinity.rotate(part, -angle, origin=(x, y))
            if not _fills_its_bounds(flat):
                return None
            left, top, right, bottom = flat.bounds
            center = turn_by(angle, (x, y)).of((left + right) / 2, (top + bottom) / 2)
            return RotatedBox(*center, right - left, bottom - top, angle)
        case _:
            return None


def _fills_its_bounds(part: shapely.Polygon) -> bool:
    left, top, right, bottom = part.bounds
    return (right - left) * (bottom - top) - part.area <= GRID * part.length


def _lengthened(line: Sequence[Point], by: float) -> shapely.LineString:
    first, last = _beyond(line[1], line[0], by), _beyond(line[-2], line[-1], by)
    return shapely.LineString([first, *line[1:-1], last] if len(line) > 2 else [first, last])


def _beyond(start: Point, end: Point, by: float) -> Point:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = math.hypot(dx, dy) or 1.0
    return end[0] + dx / length * by, end[1] + dy / length * by
