"""A geometry as a shapely one: what is hit by a click and what is painted are the same region."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, assert_never, cast

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from engine.geometry import ops
from engine.geometry.painted_outlines import painted_outlines
from engine.geometry.types import (
    Box,
    Geometry,
    Keypoints,
    Mask,
    Point,
    Polygon,
    Polyline,
    RotatedBox,
    WholeImage,
)


def region_of(geometry: Geometry) -> BaseGeometry:
    """The part of the image a geometry covers, in image pixels; empty for a label of all of it."""
    match geometry:
        case Box(left=left, top=top, right=right, bottom=bottom):
            return shapely.box(left, top, right, bottom)
        case RotatedBox():
            return shapely.Polygon(ops.corners(geometry))
        case Polygon(points=points):
            # From an array it takes a quarter of the time that it takes from a tuple.
            return shapely.Polygon(np.array(points))
        case Mask():
            return _mask_region(geometry)
        case Polyline(points=points):
            return shapely.LineString(points)
        case Keypoints(points=points):
            return shapely.MultiPoint([(point.x, point.y) for point in points if point.visibility])
        case WholeImage():
            return shapely.GeometryCollection()
        case _:
            assert_never(geometry)


def regions_of(geometries: Sequence[Geometry]) -> list[BaseGeometry]:
    """The regions of many geometries, in the same order: outlines are made together."""
    regions = [None if isinstance(it, Polygon) else region_of(it) for it in geometries]
    outlines = iter(_outlined([it.points for it in geometries if isinstance(it, Polygon)]))
    return [next(outlines) if region is None else region for region in regions]


def clamped(point: Point, width: float, height: float) -> Point:
    """The nearest point inside an image of that size."""
    return min(max(point[0], 0.0), width), min(max(point[1], 0.0), height)


def snapped(point: Point, width: float, height: float, reach: float) -> Point:
    """A point inside the image, on its border when the border is within ``reach``."""
    x, y = clamped(point, width, height)
    return _to_border(x, width, reach), _to_border(y, height, reach)


def _to_border(value: float, end: float, reach: float) -> float:
    if value <= reach:
        return 0.0
    return end if end - value <= reach else value


def _outlined(rings: Sequence[tuple[Point, ...]]) -> list[shapely.Polygon]:
    """What lies in rings of three points or more."""
    if not rings:
        return []
    numbers = chain.from_iterable(chain.from_iterable(rings))
    points = np.fromiter(numbers, dtype=np.float64).reshape(-1, 2)
    ring = np.repeat(np.arange(len(rings)), [len(it) for it in rings])
    made: Any = shapely.polygons(cast("Any", shapely.linearrings(points, indices=ring)))
    return made.tolist()


@lru_cache(maxsize=2048)
def _mask_region(mask: Mask) -> BaseGeometry:
    # Cached, because tracing pixels is the one slow conversion and masks come back unchanged with
    # every visit to their image.
    parts = [
        shapely.Polygon(outline.outer, outline.holes)
        for outline in painted_outlines(mask)
        if len(outline.outer) >= 3
    ]
    return shapely.MultiPolygon(parts)
