"""Outlines and lines with fewer points."""

from typing import cast

import shapely

from engine.geometry.limits import is_sound_geometry
from engine.geometry.types import Geometry, Polygon, Polyline


def simplified(geometry: Geometry, tolerance: float) -> Geometry:
    """Return a polygon or polyline without the points that hardly matter; all else as it is.

    Args:
        geometry: Any.
        tolerance: How far the outline may leave its points, in pixels (Douglas-Peucker, in the
            form that keeps a valid outline valid). At 0 nothing but straight edges is joined.
    """
    match geometry:
        case Polygon(points):
            ring = shapely.Polygon(points)
            fewer = cast("shapely.Polygon", ring.simplify(tolerance)).exterior.coords[:-1]
            kept = tuple((float(x), float(y)) for x, y in fewer)
            made = Polygon(kept)
            # Of an outline that crosses itself anything may be left.
            is_good = len(kept) < len(points) and is_sound_geometry(made, 0, 0)
            return made if is_good else geometry
        case Polyline(points):
            line = cast("shapely.LineString", shapely.LineString(points).simplify(tolerance))
            kept = tuple((float(x), float(y)) for x, y in line.coords)
            return Polyline(kept) if 2 <= len(kept) < len(points) else geometry
        case _:
            return geometry
