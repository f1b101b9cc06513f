"""From one kind of geometry to another."""

import dataclasses
from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from engine.geometry.limits import is_sound_geometry
from engine.geometry.mask_algebra import or_none
from engine.geometry.masks import edge_middles, rasterise, to_geometry_kind
from engine.geometry.ops import bounds, clip
from engine.geometry.regions import ring_points
from engine.geometry.rotated_fit import smallest_rotated_box
from engine.geometry.types import (
    Box,
    Geometry,
    GeometryKind,
    Keypoints,
    Mask,
    Polygon,
    Polyline,
    RotatedBox,
    WholeImage,
    kind_of,
)


def convert(geometry: Geometry, kind: GeometryKind, width: int, height: int) -> Geometry | None:
    """Return a geometry as another kind, cut at the border of the image.

    Args:
        geometry: Of an object.
        kind: One of ``CONVERSIONS``. A mask of several parts, or with a hole, stays a mask where
            a polygon is wanted: no outline could say that.
        width: Of the image, in pixels.
        height: Of the image, in pixels.

    Returns:
        None where nothing could be left: a line has no inside.
    """
    if kind_of(geometry) == kind:
        return geometry
    conversion = CONVERSIONS[kind]
    if kind_of(geometry) not in conversion.sources:
        return None
    made = conversion.make(geometry, width, height)
    return None if made is None else clip(made, width, height)


def convertible_kinds(geometry: Geometry) -> frozenset[GeometryKind]:
    """Return the other kinds that a geometry can be made into, as far as its kind says.

    A flat one may still give nothing, and a mask may stay one: that takes looking at its pixels.
    """
    kind = kind_of(geometry)
    rows = CONVERSIONS.items()
    return frozenset(other for other, row in rows if kind in row.sources and other != kind)


def as_mask(geometry: Geometry, width: int, height: int) -> Mask | None:
    """Return the pixels that a geometry covers; None for what has no area in the image."""
    if isinstance(geometry, Mask):
        return or_none(geometry)
    points = ring_points(geometry)
    return or_none(rasterise(Polygon(points), width, height)) if points else None


def as_box(geometry: Geometry, width: int, height: int) -> Box | None:
    """Return the smallest box around an object; None if it has no area."""
    del width, height
    extent = bounds(geometry)
    if extent is None or isinstance(geometry, WholeImage) or not extent.area > 0:
        return None
    return Box(extent.left, extent.top, extent.right, extent.bottom)


def as_polygon(geometry: Geometry, width: int, height: int) -> Polygon | Mask | None:
    """Return the outline of an object; a line is closed, and see ``convert`` about masks.

    None of a line that crosses itself more often than an outline may.
    """
    del width, height
    match geometry:
        case Mask():
            made = to_geometry_kind(geometry, "polygon") if or_none(geometry) else None
            return made if isinstance(made, Polygon | Mask) else None
        case Polyline(points):
            closed = Polygon(points)
            return closed if is_sound_geometry(closed, 0, 0) else None
        case _:
            points = ring_points(geometry)
            return Polygon(points) if points else None


def as_rotated_box(geometry: Geometry, width: int, height: int) -> RotatedBox | None:
    """Return the smallest rotated box around an object; None if it has no area."""
    del width, height
    match geometry:
        case Box(left, top, right, bottom):
            center = (left + right) / 2, (top + bottom) / 2
            return RotatedBox(*center, right - left, bottom - top, 0.0)
        case WholeImage():
            return None
        case _:
            return smallest_rotated_box(_points(geometry))


def _points(geometry: Geometry) -> NDArray[np.float64]:
    match geometry:
        case Mask():
            return edge_middles(geometry)
        case Polyline(points):
            return np.array(points)
        case Keypoints(points):
            seen = [(point.x, point.y) for point in points if point.visibility]
            return np.array(seen).reshape(-1, 2)
        case _:
            return np.array(ring_points(geometry))


@dataclasses.dataclass(frozen=True, slots=True)
class Conversion:
    """One row: what an object can be made into.

    Args:
        make: From the geometry, and width and height of the image, to the new one.
        sources: Kinds that it can be made of.
    """

    make: Callable[[Geometry, int, int], Geometry | None]
    sources: frozenset[GeometryKind]


_WITH_AREA = frozenset[GeometryKind](("box", "rotated_box", "polygon", "mask"))
_CLOSABLE = frozenset[GeometryKind]((*_WITH_AREA, "polyline"))
_WITH_EXTENT = frozenset[GeometryKind]((*_CLOSABLE, "keypoints"))
CONVERSIONS: Mapping[GeometryKind, Conversion] = {
    "box": Conversion(as_box, _WITH_EXTENT),
    "rotated_box": Conversion(as_rotated_box, _WITH_EXTENT),
    "polygon": Conversion(as_polygon, _CLOSABLE),
    "mask": Conversion(as_mask, _WITH_AREA),
}
"""What an object can be made into."""
