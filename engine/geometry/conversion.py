"""From one kind of geometry to another."""

from collections.abc import Callable, Mapping

from engine.geometry.mask_algebra import or_none
from engine.geometry.masks import outlines, rasterise, to_geometry_kind
from engine.geometry.ops import bounds, clip
from engine.geometry.regions import ring_points
from engine.geometry.rotated_fit import smallest_rotated_box
from engine.geometry.types import (
    Box,
    Geometry,
    GeometryKind,
    Keypoints,
    Mask,
    Point,
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
    made = CONVERSIONS[kind](geometry, width, height)
    return None if made is None else clip(made, width, height)


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
    """Return the outline of an object; a line is closed, and see ``convert`` about masks."""
    del width, height
    match geometry:
        case Mask():
            made = to_geometry_kind(geometry, "polygon") if or_none(geometry) else None
            return made if isinstance(made, Polygon | Mask) else None
        case Polyline(points):
            return Polygon(points) if len(points) >= 3 else None
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


def _points(geometry: Geometry) -> list[Point]:
    match geometry:
        case Mask():
            return [point for part in outlines(geometry, 0.0) for point in part.outer]
        case Polyline(points):
            return list(points)
        case Keypoints(points):
            return [(point.x, point.y) for point in points if point.visibility]
        case _:
            return list(ring_points(geometry))


_Conversion = Callable[[Geometry, int, int], Geometry | None]

CONVERSIONS: Mapping[GeometryKind, _Conversion] = {
    "box": as_box,
    "rotated_box": as_rotated_box,
    "polygon": as_polygon,
    "mask": as_mask,
}
"""What an object can be made into; all take the geometry, and width and height of the image."""
