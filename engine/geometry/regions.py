"""Geometries as regions of shapely, and back without losing a part or a hole."""

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from engine.geometry.limits import GRID, MOST_POINTS
from engine.geometry.mask_algebra import or_none, subtracted, united
from engine.geometry.masks import LOST, rasterise
from engine.geometry.ops import corners
from engine.geometry.types import Box, Geometry, Mask, Point, Polygon, RotatedBox

quietly = np.errstate(divide="ignore", invalid="ignore")
"""GEOS divides by zero on the way to a right result, and numpy would warn of that."""


def ring_points(geometry: Geometry) -> tuple[Point, ...]:
    """Return the corners of what has one outline by its kind; none for anything else."""
    match geometry:
        case Box(left, top, right, bottom):
            return ((left, top), (right, top), (right, bottom), (left, bottom))
        case RotatedBox():
            return corners(geometry)
        case Polygon(points):
            return points
        case _:
            return ()


@quietly
def region_of(geometry: Geometry) -> BaseGeometry | None:
    """Return the valid region of a box, a rotated box or a polygon; None without an area."""
    points = ring_points(geometry)
    if not points:
        return None
    # From an array it takes a quarter of the time that it takes from a tuple.
    region = shapely.Polygon(np.array(points))
    if not shapely.is_valid(region):
        # A self-crossing outline is legal here but not for shapely.
        region = shapely.MultiPolygon(polygons_of(shapely.make_valid(region)))
    return region if region.area >= GRID else None


@quietly
def geometry_of(region: BaseGeometry, width: int, height: int) -> Geometry | None:
    """Return a region as a polygon, or as a mask where one outline cannot say all of it.

    Args:
        region: In image pixels; lines and points in it are left out, and so are crumbs: parts and
            holes narrower than a pixel, of which a mask would keep no shape either, as long as
            they are no more than ``LOST`` of it together.
        width: Of the image, in pixels.
        height: Of the image, in pixels.
    """
    parts = _without_crumbs(polygons_of(region))
    if len(parts) == 1 and not parts[0].interiors:
        points = points_of(parts[0].exterior)
        if len(points) <= MOST_POINTS:
            return Polygon(points)
    return or_none(rasterised(parts, width, height)) if parts else None


def polygons_of(region: BaseGeometry) -> list[shapely.Polygon]:
    """Return the parts of a region that have an area."""
    parts = shapely.get_parts(region, return_index=False).tolist()
    flat = [p for part in parts for p in shapely.get_parts(part).tolist()]
    return [part for part in flat if isinstance(part, shapely.Polygon) and part.area > 0]


def points_of(ring: shapely.LinearRing) -> tuple[Point, ...]:
    """Return the points of a ring, without the last one, which is the first again."""
    return tuple((float(x), float(y)) for x, y in ring.coords[:-1])


def rasterised(parts: list[shapely.Polygon], width: int, height: int) -> Mask:
    """Fill parts with their holes into a mask of an image of this size."""
    return united([_rasterised(part, width, height) for part in parts])


def _rasterised(part: shapely.Polygon, width: int, height: int) -> Mask:
    # A part may lie in the hole of another: each is cut by its own holes alone.
    whole = _filled([part.exterior], width, height)
    holes = list(part.interiors)
    return subtracted(whole, _filled(holes, width, height)) if holes else whole


def _filled(rings: list[shapely.LinearRing], width: int, height: int) -> Mask:
    return united([rasterise(Polygon(points_of(ring)), width, height) for ring in rings])


def _without_crumbs(parts: list[shapely.Polygon]) -> list[shapely.Polygon]:
    """Leave out what lies between outlines that were drawn side by side, if it is little."""
    if len(parts) == 1 and not parts[0].interiors:
        return parts
    wide = [part for part in parts if not _is_narrow(part)]
    kept = [_without_narrow_holes(part) for part in wide]
    crumbs, pinholes = _area(parts) - _area(wide), _area(kept) - _area(wide)
    return kept if crumbs + pinholes <= LOST * _area(parts) else parts


def _area(parts: list[shapely.Polygon]) -> float:
    return sum(part.area for part in parts)


def _without_narrow_holes(part: shapely.Polygon) -> shapely.Polygon:
    holes = [hole for hole in part.interiors if not _is_narrow(shapely.Polygon(hole))]
    return shapely.Polygon(part.exterior, holes)


def _is_narrow(part: shapely.Polygon) -> bool:
    return bool(shapely.is_empty(shapely.buffer(part, -0.5)))
