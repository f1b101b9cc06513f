"""An object cut along a line."""

import math
from collections.abc import Sequence

import shapely

from engine.geometry.mask_algebra import intersected, or_none
from engine.geometry.masks import mask_box
from engine.geometry.ops import area
from engine.geometry.regions import (
    GRID,
    geometry_of,
    polygons_of,
    quietly,
    rasterised,
    region_of,
)
from engine.geometry.types import Geometry, Mask, Point

SHORTEST = 1.0
"""Pixels: a shorter line has no direction that anybody meant."""


@quietly
def split(geometry: Geometry, line: Sequence[Point], width: int, height: int) -> list[Geometry]:
    """Cut an object along a line.

    Args:
        geometry: A box, rotated box, polygon or mask.
        line: At least two points; if it does not cut as it is, it goes on beyond its ends.
        width: Of the image, in pixels.
        height: Of the image, in pixels.

    Returns:
        The parts, the largest first; the object alone if the line does not cut it.
    """
    drawn = shapely.LineString(line)
    if drawn.length < SHORTEST:
        return [geometry]
    for cut in (drawn, _lengthened(line, math.hypot(width, height))):
        found = _pieces(geometry, cut, width, height)
        if len(found) > 1:
            return found
    return [geometry]


def _pieces(geometry: Geometry, cut: shapely.LineString, width: int, height: int) -> list[Geometry]:
    if isinstance(geometry, Mask):
        box = mask_box(geometry)
        around = shapely.box(box.left, box.top, box.right, box.bottom)
        sides = [rasterised([part], width, height) for part in _parts(around, cut)]
        pieces = [or_none(intersected((geometry, side))) for side in sides]
    else:
        region = region_of(geometry)
        areas = (
            [] if region is None else [p for part in polygons_of(region) for p in _parts(part, cut)]
        )
        pieces = [geometry_of(area, width, height) for area in areas]
    return sorted((it for it in pieces if it is not None), key=lambda piece: -area(piece))


def _parts(area: shapely.Polygon, cut: shapely.LineString) -> list[shapely.Polygon]:
    edges = shapely.union(area.boundary, cut, grid_size=GRID)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(edges))).tolist()
    inside = [face for face in faces if area.contains(face.representative_point())]
    # Where the line runs along an edge, a face may reach a little beyond the area.
    parts = [shapely.intersection(face, area, grid_size=GRID) for face in inside]
    return [polygon for part in parts for polygon in polygons_of(part)]


def _lengthened(line: Sequence[Point], by: float) -> shapely.LineString:
    first, last = _beyond(line[1], line[0], by), _beyond(line[-2], line[-1], by)
    return shapely.LineString([first, *line[1:-1], last] if len(line) > 2 else [first, last])


def _beyond(start: Point, end: Point, by: float) -> Point:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = math.hypot(dx, dy) or 1.0
    return end[0] + dx / length * by, end[1] + dy / length * by
