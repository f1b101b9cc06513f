"""What can be asked of any geometry. Pure functions; everything is in image pixels."""

import math
from collections.abc import Iterable
from typing import assert_never, cast

import numpy as np
import shapely

from engine.geometry.limits import GRID, MOST_POINTS
from engine.geometry.mask_moving import resized_canvas, shift
from engine.geometry.masks import (
    mask_area,
    mask_box,
    mask_contains,
    mask_iou,
    rasterise,
)
from engine.geometry.types import (
    Bounds,
    Box,
    Geometry,
    Keypoint,
    Keypoints,
    Mask,
    Point,
    Polygon,
    Polyline,
    RotatedBox,
    WholeImage,
)

_NEVER_SEEN = 0.125
"""Pixels that an outline may be off to have fewer points."""


def corners(box: RotatedBox) -> tuple[Point, Point, Point, Point]:
    """Return the corners, clockwise as displayed, beginning with the unturned top left one."""
    angle = math.radians(box.angle)
    cos, sin = math.cos(angle), math.sin(angle)
    half_width, half_height = box.width / 2, box.height / 2

    def turned(dx: float, dy: float) -> Point:
        return (box.center_x + dx * cos - dy * sin, box.center_y + dx * sin + dy * cos)

    return (
        turned(-half_width, -half_height),
        turned(half_width, -half_height),
        turned(half_width, half_height),
        turned(-half_width, half_height),
    )


def bounds(geometry: Geometry) -> Bounds | None:
    """Return the extent; None where there is none (whole image, empty mask, no visible point)."""
    match geometry:
        case Box(left, top, right, bottom):
            return Bounds(left, top, right, bottom)
        case RotatedBox():
            return extent_of(corners(geometry))
        case Polygon(points) | Polyline(points):
            return extent_of(points)
        case Keypoints(points):
            return extent_of((p.x, p.y) for p in points if p.visibility > 0)
        case Mask():
            box = mask_box(geometry)
            return Bounds(*_edges(box)) if box.right > box.left else None
        case WholeImage():
            return None
        case _:
            assert_never(geometry)


def extent_of(points: Iterable[Point]) -> Bounds | None:
    """Return the extent of points; None without any."""
    listed = list(points)
    if not listed:
        return None
    xs, ys = [x for x, _ in listed], [y for _, y in listed]
    return Bounds(min(xs), min(ys), max(xs), max(ys))


def together(extents: Iterable[Bounds | None]) -> Bounds | None:
    """Return the extent of several extents; None if none of them is one."""
    there = [extent for extent in extents if extent is not None]
    corners_of = [p for e in there for p in ((e.left, e.top), (e.right, e.bottom))]
    return extent_of(corners_of)


def area(geometry: Geometry) -> float:
    """Return the area in square pixels; 0 for lines, points and whole images."""
    match geometry:
        case Box(left, top, right, bottom):
            return (right - left) * (bottom - top)
        case RotatedBox():
            return geometry.width * geometry.height
        case Polygon(points):
            return _filled_area(points)
        case Mask():
            return float(mask_area(geometry))
        case Polyline() | Keypoints() | WholeImage():
            return 0.0
        case _:
            assert_never(geometry)


def iou(a: Geometry, b: Geometry) -> float:
    """Return the intersection over union, in [0, 1].

    Pixel by pixel where one is a mask and the other a mask or polygon of the same image, of the
    extents otherwise. Two whole-image labels are the same thing: 1.
    """
    if isinstance(a, WholeImage) or isinstance(b, WholeImage):
        return float(isinstance(a, WholeImage) and isinstance(b, WholeImage))
    of_bounds = _bounds_iou(bounds(a), bounds(b))
    # Masks whose extents do not meet need no look at their pixels.
    masks = _as_masks(a, b) if of_bounds > 0 else None
    return of_bounds if masks is None else mask_iou(*masks)


def contains(geometry: Geometry, x: float, y: float) -> bool:
    """Say whether the point lies in the geometry; lines and points contain nothing."""
    match geometry:
        case Box(left, top, right, bottom):
            return left <= x <= right and top <= y <= bottom
        case RotatedBox():
            return _in_polygon(corners(geometry), x, y)
        case Polygon(points):
            return _in_polygon(points, x, y)
        case Mask():
            return mask_contains(geometry, x, y)
        case WholeImage():
            return True
        case Polyline() | Keypoints():
            return False
        case _:
            assert_never(geometry)


def clip(geometry: Geometry, width: float, height: float) -> Geometry | None:
    """Cut to the picture (0, 0)-(width, height); None when nothing is left of it.

    Nothing is left of a box, an outline or a mask without area. Of a polygon or line that falls
    apart the largest part is kept. A rotated box stays whole as long as it touches the picture, key
    points outside become absent, a mask gets the size of the picture.
    """
    if isinstance(geometry, Mask):
        return resized_canvas(geometry, int(width), int(height))
    cut = _cut(geometry, width, height)
    return None if isinstance(cut, Box | RotatedBox | Polygon) and not area(cut) > 0 else cut


def _cut(geometry: Geometry, width: float, height: float) -> Geometry | None:
    extent = bounds(geometry)
    if extent is None:
        return geometry if isinstance(geometry, WholeImage) else None
    if not _reaches_in(geometry, extent, width, height):
        return None
    if _inside(extent, width, height):
        return geometry
    match geometry:
        case Box():
            return Box(
                max(geometry.left, 0.0),
                max(geometry.top, 0.0),
                min(geometry.right, float(width)),
                min(geometry.bottom, float(height)),
            )
        case Polygon():
            return _clip_polygon(geometry, width, height)
        case Polyline():
            return _clip_polyline(geometry, width, height)
        case Keypoints(points):
            return Keypoints(tuple(_clip_keypoint(point, width, height) for point in points))
        case RotatedBox() | Mask() | WholeImage():
            return geometry
        case _:
            assert_never(geometry)


def translate(geometry: Geometry, dx: float, dy: float) -> Geometry:
    """Move by (dx, dy) pixels; a mask moves by whole pixels."""
    match geometry:
        case Box(left, top, right, bottom):
            return Box(left + dx, top + dy, right + dx, bottom + dy)
        case RotatedBox(x, y, width, height, angle):
            return RotatedBox(x + dx, y + dy, width, height, angle)
        case Polygon(points):
            # From a list it takes two thirds of the time: hundreds are moved at once.
            return Polygon(tuple([(x + dx, y + dy) for x, y in points]))
        case Polyline(points):
            return Polyline(tuple((x + dx, y + dy) for x, y in points))
        case Keypoints(points):
            return Keypoints(tuple(Keypoint(p.x + dx, p.y + dy, p.visibility) for p in points))
        case Mask():
            return shift(geometry, dx, dy)
        case WholeImage():
            return geometry
        case _:
            assert_never(geometry)


def _edges(box: Box) -> tuple[float, float, float, float]:
    return box.left, box.top, box.right, box.bottom


def _filled_area(points: tuple[Point, ...]) -> float:
    # The two halves of a bow tie must not cancel each other out.
    shape = shapely.Polygon(points)
    return float(shapely.area(shape if shape.is_valid else shapely.make_valid(shape)))


def _in_polygon(points: tuple[Point, ...], x: float, y: float) -> bool:
    """Even-odd rule: count the edges that a ray to the right crosses."""
    crossings = 0
    for (x1, y1), (x2, y2) in zip(points, points[1:] + points[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            crossings += 1
    return crossings % 2 == 1


def _as_masks(a: Geometry, b: Geometry) -> tuple[Mask, Mask] | None:
    match (a, b):
        case (Mask(), Mask()) if (a.width, a.height) == (b.width, b.height):
            return a, b
        case (Mask(), Polygon()):
            return a, rasterise(b, a.width, a.height)
        case (Polygon(), Mask()):
            return rasterise(a, b.width, b.height), b
        case _:
            return None


def _bounds_iou(a: Bounds | None, b: Bounds | None) -> float:
    if a is None or b is None:
        return 0.0
    width = min(a.right, b.right) - max(a.left, b.left)
    height = min(a.bottom, b.bottom) - max(a.top, b.top)
    if width <= 0 or height <= 0:
        return 0.0
    shared = width * height
    return shared / (a.area + b.area - shared)


def _reaches_in(geometry: Geometry, extent: Bounds, width: float, height: float) -> bool:
    shared = (
        min(extent.right, width) - max(extent.left, 0.0),
        min(extent.bottom, height) - max(extent.top, 0.0),
    )
    # A line or a point may lie on the border.
    if isinstance(geometry, Polyline | Keypoints):
        return all(side >= 0 for side in shared)
    return all(side > 0 for side in shared)


def _inside(extent: Bounds, width: float, height: float) -> bool:
    return (
        extent.left >= 0 and extent.top >= 0 and extent.right <= width and extent.bottom <= height
    )


def _clip_polygon(polygon: Polygon, width: float, height: float) -> Polygon | None:
    # A self-crossing outline is legal here but not for shapely.
    whole = shapely.make_valid(shapely.Polygon(polygon.points))
    parts = shapely.get_parts(shapely.intersection(whole, shapely.box(0, 0, width, height)))
    areas = [part for part in parts.tolist() if isinstance(part, shapely.Polygon) and part.area > 0]
    if not areas:
        return None
    outer = _limited(max(areas, key=lambda part: part.area)).exterior
    return Polygon(_clamped(outer, width, height)[:-1])


def _limited(part: shapely.Polygon) -> shapely.Polygon:
    """With no more points than there may be: cut teeth of a comb have more."""
    tolerance = _NEVER_SEEN
    while shapely.get_num_coordinates(part.exterior) > MOST_POINTS + 1:
        part = cast("shapely.Polygon", part.simplify(tolerance))
        tolerance *= 2
    return part


def _clip_polyline(line: Polyline, width: float, height: float) -> Polyline | None:
    # An intersection would end a line wherever it crosses itself. This does not, but takes what
    # lies on the border for outside: hence the margin.
    around = (-GRID, -GRID, width + GRID, height + GRID)
    cut = shapely.clip_by_rect(shapely.LineString(line.points), *around)
    parts = [part for part in shapely.get_parts(cut).tolist() if part.length > 2 * GRID]
    if not parts:
        return None
    return Polyline(_clamped(max(parts, key=lambda part: part.length), width, height))


def _clamped(cut: shapely.LineString, width: float, height: float) -> tuple[Point, ...]:
    # What is computed may lie a rounding error outside.
    inside = np.clip(shapely.get_coordinates(cut), 0.0, (width, height))
    return tuple((x, y) for x, y in inside.tolist())


def _clip_keypoint(point: Keypoint, width: float, height: float) -> Keypoint:
    if 0 <= point.x <= width and 0 <= point.y <= height:
        return point
    return Keypoint(point.x, point.y, 0)
