"""The points by which a shape is reshaped, and what moving one gives: pure functions."""

from collections.abc import Collection
from dataclasses import dataclass
from math import hypot, inf
from typing import assert_never

import msgspec

from desktop.canvas import rotated_handles
from desktop.canvas.spans import span
from engine.geometry.skeleton import ABSENT, OCCLUDED, VISIBLE
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

# Which sides of a box each of its eight handles moves, clockwise from the top left corner:
# -1 left or top, 1 right or bottom, 0 neither.
BOX_HANDLES = ((-1, -1), (0, -1), (1, -1), (1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0))
TURNING = len(BOX_HANDLES)
"""The handle that turns a rotated box comes after those."""


@dataclass(frozen=True, slots=True)
class Edge:
    """The edge that starts at vertex ``index``."""

    index: int


def handles_of(geometry: Geometry, arm: float = 0.0) -> tuple[Point, ...]:
    """Where the handles are, in image pixels; a handle is known by its place in this tuple.

    Args:
        geometry: Any.
        arm: How far the handle that turns a rotated box stands off it, in image pixels.
    """
    match geometry:
        case Box():
            return tuple(_box_handle(geometry, across, down) for across, down in BOX_HANDLES)
        case RotatedBox():
            sides = tuple(rotated_handles.handle_of(geometry, sides) for sides in BOX_HANDLES)
            return (*sides, rotated_handles.turning_handle(geometry, arm))
        case Polygon(points=points) | Polyline(points=points):
            return points
        case Keypoints(points=points):
            return tuple((point.x, point.y) for point in points)
        case Mask() | WholeImage():
            return ()
        case _:
            assert_never(geometry)


def with_handle_at(
    geometry: Geometry, index: int, point: Point, *, is_steady: bool = False
) -> Geometry:
    """The geometry after its handle ``index`` was dragged to ``point``.

    Args:
        geometry: Any.
        index: As in ``handles_of``.
        point: In image pixels.
        is_steady: A box is turned by steps.
    """
    match geometry:
        case Box():
            return _resized(geometry, BOX_HANDLES[index], point)
        case RotatedBox() if index == TURNING:
            return rotated_handles.turned_to(geometry, point, is_steady=is_steady)
        case RotatedBox():
            return rotated_handles.resized(geometry, BOX_HANDLES[index], point)
        case Polygon(points=points):
            return Polygon(_replaced(points, index, point))
        case Polyline(points=points):
            return Polyline(_replaced(points, index, point))
        case Keypoints(points=points):
            moved = msgspec.structs.replace(points[index], x=point[0], y=point[1])
            return Keypoints((*points[:index], moved, *points[index + 1 :]))
        case Mask() | WholeImage():
            return geometry
        case _:
            assert_never(geometry)


def nudged(geometry: Geometry, chosen: Collection[int], by: Point) -> Geometry:
    """The geometry after its chosen handles were moved by so many pixels, or degrees of a turn."""
    if isinstance(geometry, RotatedBox):
        return rotated_handles.turned_by(geometry, by[0] + by[1])
    for index in chosen:
        x, y = handles_of(geometry)[index]
        geometry = with_handle_at(geometry, index, (x + by[0], y + by[1]))
    return geometry


def is_there(geometry: Geometry, index: int) -> bool:
    """Whether a handle is to be seen: an absent key point is nowhere."""
    return not isinstance(geometry, Keypoints) or geometry.points[index].visibility > 0


def is_free(geometry: Geometry, index: int) -> bool:
    """Whether a handle may lie outside the image."""
    return isinstance(geometry, RotatedBox) and index == TURNING


def can_choose(geometry: Geometry, index: int) -> bool:
    """Whether a click chooses a handle, for keys to act on it alone."""
    return has_points(geometry) or is_free(geometry, index)


def handle_at(geometry: Geometry, point: Point, reach: float, arm: float = 0.0) -> int | None:
    """The nearest handle within ``reach`` of a point; ``arm`` as in ``handles_of``."""
    distances = [
        hypot(x - point[0], y - point[1]) if is_there(geometry, index) else inf
        for index, (x, y) in enumerate(handles_of(geometry, arm))
    ]
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


def has_points(geometry: Geometry) -> bool:
    """Whether its handles can be deleted alone."""
    return isinstance(geometry, Polygon | Polyline | Keypoints)


def with_point_turned(geometry: Geometry, index: int) -> Geometry:
    """A vertex less; a key point that was visible is occluded instead, and the other way round."""
    if not isinstance(geometry, Keypoints):
        return without_vertices(geometry, {index})
    is_visible = geometry.points[index].visibility == VISIBLE
    return with_visibility(geometry, {index}, OCCLUDED if is_visible else VISIBLE)


def with_vertex(geometry: Geometry, edge: Edge, point: Point) -> Geometry:
    """A polygon or polyline with one vertex more, on ``edge``."""
    if not isinstance(geometry, Polygon | Polyline):
        return geometry
    after = edge.index + 1
    return type(geometry)((*geometry.points[:after], point, *geometry.points[after:]))


def with_visibility(geometry: Geometry, chosen: Collection[int], visibility: int) -> Geometry:
    """Key points, some of which are visible, occluded or absent now; but never all absent."""
    if not isinstance(geometry, Keypoints):
        return geometry
    points = tuple(
        msgspec.structs.replace(point, visibility=visibility) if i in chosen else point
        for i, point in enumerate(geometry.points)
    )
    return Keypoints(points) if any(point.visibility for point in points) else geometry


def without_vertices(geometry: Geometry, chosen: Collection[int]) -> Geometry:
    """A polygon without some vertices, but never with less than three (two for a polyline).

    Of key points those are absent then, but never all of them.
    """
    if isinstance(geometry, Keypoints):
        return with_visibility(geometry, chosen, ABSENT)
    if not isinstance(geometry, Polygon | Polyline):
        return geometry
    fewest = 3 if isinstance(geometry, Polygon) else 2
    left = tuple(point for i, point in enumerate(geometry.points) if i not in chosen)
    return geometry if len(left) < fewest else type(geometry)(left)


def _box_handle(box: Box, across: int, down: int) -> Point:
    x = {-1: box.left, 0: (box.left + box.right) / 2, 1: box.right}[across]
    y = {-1: box.top, 0: (box.top + box.bottom) / 2, 1: box.bottom}[down]
    return x, y


def _resized(box: Box, sides: tuple[int, int], point: Point) -> Box:
    left, right = span(box.left, box.right, sides[0], point[0])
    top, bottom = span(box.top, box.bottom, sides[1], point[1])
    return Box(left, top, right, bottom)


def _replaced(points: tuple[Point, ...], index: int, point: Point) -> tuple[Point, ...]:
    return (*points[:index], point, *points[index + 1 :])


def _distance(point: Point, a: Point, b: Point) -> float:
    """From a point to the line segment from ``a`` to ``b``."""
    along_x, along_y = b[0] - a[0], b[1] - a[1]
    length = along_x * along_x + along_y * along_y
    share = ((point[0] - a[0]) * along_x + (point[1] - a[1]) * along_y) / length if length else 0.0
    share = min(max(share, 0.0), 1.0)
    return hypot(point[0] - a[0] - share * along_x, point[1] - a[1] - share * along_y)
