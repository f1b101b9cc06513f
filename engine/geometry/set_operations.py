"""Several objects made one: united, intersected, or the others cut out of the first."""

from collections.abc import Callable, Sequence
from functools import reduce

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from engine.geometry.conversion import as_mask
from engine.geometry.limits import GRID
from engine.geometry.mask_algebra import from_runs, intersected, or_none, subtracted, united
from engine.geometry.regions import geometry_of, polygons_of, quietly, region_of
from engine.geometry.types import Box, Geometry, Mask, Polygon

_OfRegions = Callable[[Sequence[BaseGeometry]], BaseGeometry]
_OfMasks = Callable[[Sequence[Mask]], Mask]


def unite(geometries: Sequence[Geometry], width: int, height: int) -> Geometry | None:
    """Return what one of several geometries covers.

    Corners stay corners as long as none is a mask; what one outline cannot say (several parts,
    holes) becomes a mask (see ``geometry_of``), and boxes that make a box give one.

    Args:
        geometries: At least one; lines, points and whole images cover nothing.
        width: Of the image, in pixels.
        height: Of the image, in pixels.

    Returns:
        None if nothing is left.
    """
    return _combined(geometries, width, height, _union, united)


def intersect(geometries: Sequence[Geometry], width: int, height: int) -> Geometry | None:
    """Return what all of several geometries cover; as ``unite``."""
    return _combined(geometries, width, height, _intersection, intersected)


def subtract(geometries: Sequence[Geometry], width: int, height: int) -> Geometry | None:
    """Return what the first geometry covers and none of the others does; as ``unite``."""
    return _combined(geometries, width, height, _difference, _mask_difference)


@quietly
def _combined(
    geometries: Sequence[Geometry], width: int, height: int, regions: _OfRegions, masks: _OfMasks
) -> Geometry | None:
    if any(isinstance(geometry, Mask) for geometry in geometries):
        nothing = from_runs(np.array([width * height]), width, height)
        return or_none(masks([as_mask(it, width, height) or nothing for it in geometries]))
    areas = [region_of(geometry) or shapely.Polygon() for geometry in geometries]
    made = geometry_of(regions(areas), width, height)
    return _as_box(made) if all(isinstance(it, Box) for it in geometries) else made


def _union(regions: Sequence[BaseGeometry]) -> BaseGeometry:
    # To put only the result on the grid takes half the time.
    return shapely.set_precision(shapely.union_all(regions), GRID)


def _intersection(regions: Sequence[BaseGeometry]) -> BaseGeometry:
    return reduce(_common, regions)


def _common(first: BaseGeometry, second: BaseGeometry) -> BaseGeometry:
    # Where they only touch, that gives lines and points, too.
    common = shapely.intersection(first, second, grid_size=GRID)
    return shapely.MultiPolygon(polygons_of(common))


def _difference(regions: Sequence[BaseGeometry]) -> BaseGeometry:
    first, *others = regions
    return shapely.difference(first, _union(others), grid_size=GRID)


def _mask_difference(masks: Sequence[Mask]) -> Mask:
    first, *others = masks
    return subtracted(first, united(others)) if others else first


def _as_box(geometry: Geometry | None) -> Geometry | None:
    """A polygon that is a box, as one."""
    if not isinstance(geometry, Polygon):
        return geometry
    outline = shapely.Polygon(geometry.points)
    return Box(*outline.bounds) if outline.equals(shapely.box(*outline.bounds)) else geometry
