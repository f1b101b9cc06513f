"""The points by which a shape is reshaped, and what moving one gives: pure functions."""

from dataclasses import dataclass
from math import hypot
from typing import assert_never

import msgspec

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

SMALLEST_SIDE = 1.0
"""A box is never made narrower than this, in image pixels."""

# Which sides of a box each of its eight handles moves, clockwise from the top left corner:
# -1 left or top, 1 right or bottom, 0 neither.
BOX_HANDLES = ((-1, -1), (0, -1), (1, -1), (1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0))


@dataclass(frozen=True, slots=True)
class Edge:
    """The edge that starts at vertex ``index``."""

    index: int


def handles_of(geometry: Geometry) -> tuple[Point, ...]:
    """Where the handles are, in image pixels; a handle is known by its place in this tuple."""
    match geometry:
        case Box():
            return tuple(_box_handle(geometry, across, down) for across, down in BOX_HANDLES)
        case Polygon(points=points) | Polyline(points=points):
            return points
        case Keypoints(points=points):
            return tuple((point.x, point.y) for point in points)
        case RotatedBox() | Mask() | WholeImage():
            return ()
        case _:
            assert_never(geometry)


def with_handle_at(geometry: Geometry, index: int, point: Point) -> Geometry:
    """The geometry after its handle ``index`` was dragged to ``point``."""
    match geometry:
        case Box():
            return _resized(geometry, BOX_HANDLES[index], point)
        case Polygon(points=points):
            return Polygon(_replaced(points, index, point))
        case Polyline(points=points):
            return Polyline(_replaced(points, index, point))
        case Keypoints(points=points):
            moved = msgspec.structs.replace(points[index], x=point[0], y=point[1])
            return Keypoints((*points[:index], moved, *points[index + 1 :]))
        case RotatedBox() | Mask() | WholeImage():
            return geometry
        case _:
            assert_never(geometry)


def handle_at(geometry: Geometry, point: Point, reach: float) -> int | None:
    """The nearest handle within ``reach`` of a point."""
    distances = [hypot(x - point[0], y - point[1]) for x, y in handles_of(geometry)]
    nearest = min(range(len(distances)), key=distances.__getitem__, default=None)
    return nearest if nearest is not None and distances[nearest] <= reach else None


def edge_at(geometry: Geometry, point: Point, reach: float) -> Edge | None:
    """The edge of a polygon or polyline within ``reach`` of a point, the nearest one."""
    if not isinstance(geometry, Polygon | Polyline):
        return None
    points = geometry.points
    ends = points[1:] + points[:1] if isinstance(geometry, Polygon) else points[1:]
    distances = [_distance(point, a, b) for a, b in zip(points, ends, strict=False)]
    nearest = min(range(len(distances)), key=distances.__getitem__)
    return Edge(nearest) if distances[nearest] <= reach else None


def has_vertices(geometry: Geometry) -> bool:
    """Whether its handles are vertices, of which one more or less makes another shape."""
    return isinstance(geometry, Polygon | Polyline)


def with_vertex(geometry: Geometry, edge: Edge, point: Point) -> Geometry:
    """A polygon or polyline with one vertex more, on ``edge``."""
    if not isinstance(geometry, Polygon | Polyline):
        return geometry
    after = edge.index + 1
    return type(geometry)((*geometry.points[:after], point, *geometry.points[after:]))


def without_vertex(geometry: Geometry, index: int) -> Geometry:
    """A polygon with one vertex less, but never less than three (two for a polyline)."""
    if not isinstance(geometry, Polygon | Polyline):
        return geometry
    fewest = 3 if isinstance(geometry, Polygon) else 2
    if len(geometry.points) <= fewest:
        return geometry
    return type(geometry)(geometry.points[:index] + geometry.points[index + 1 :])


def _box_handle(box: Box, across: int, down: int) -> Point:
    x = {-1: box.left, 0: (box.left + box.right) / 2, 1: box.right}[across]
    y = {-1: box.top, 0: (box.top + box.bottom) / 2, 1: box.bottom}[down]
    return x, y


def _resized(box: Box, sides: tuple[int, int], point: Point) -> Box:
    left, right = _span(box.left, box.right, sides[0], point[0])
    top, bottom = _span(box.top, box.bottom, sides[1], point[1])
    return Box(left, top, right, bottom)


def _span(low: float, high: float, side: int, value: float) -> tuple[float, float]:
    """Both ends of a box along one axis, after one of them went to ``value``.

    It stops before the other end rather than passing it: a box that turns inside out under the
    hand is harder to understand than one that stops.
    """
    if side < 0:
        return min(value, high - SMALLEST_SIDE), high
    if side > 0:
        return low, max(value, low + SMALLEST_SIDE)
    return low, high


def _replaced(points: tuple[Point, ...], index: int, point: Point) -> tuple[Point, ...]:
    return (*points[:index], point, *points[index + 1 :])


def _distance(point: Point, a: Point, b: Point) -> float:
    """From a point to the line segment from ``a`` to ``b``."""
    along_x, along_y = b[0] - a[0], b[1] - a[1]
    length = along_x * along_x + along_y * along_y
    share = ((point[0] - a[0]) * along_x + (point[1] - a[1]) * along_y) / length if length else 0.0
    share = min(max(share, 0.0), 1.0)
    return hypot(point[0] - a[0] - share * along_x, point[1] - a[1] - share * along_y)
