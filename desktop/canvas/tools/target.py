"""What a press of the mouse would take hold of."""

from dataclasses import dataclass
from typing import assert_never

from PySide6.QtCore import Qt

from desktop.canvas import handles
from desktop.canvas.stage import ARM, Stage
from engine.geometry import ops
from engine.geometry.types import Box, Geometry, Point

HANDLE_REACH = 7.0
EDGE_REACH = 4.0


@dataclass(frozen=True, slots=True)
class OnHandle:
    """A handle of the one selected shape."""

    key: int
    index: int


@dataclass(frozen=True, slots=True)
class OnEdge:
    """An edge of the one selected polygon, away from its vertices."""

    key: int
    edge: handles.Edge


@dataclass(frozen=True, slots=True)
class OnShape:
    """The smallest shape under the pointer, and whether a selected one is there, too."""

    key: int
    selected: bool


Target = OnHandle | OnEdge | OnShape | None


def find_target(stage: Stage, point: Point) -> Target:
    """What a press at ``point`` would take hold of."""
    if len(stage.selection) == 1 and not stage.is_hidden(stage.selection[0]):
        key = stage.selection[0]
        geometry = stage.index.shape(key).geometry
        index = handles.handle_at(geometry, point, _handle_reach(stage, geometry), stage.reach(ARM))
        if index is not None:
            return OnHandle(key, index)
        edge = handles.edge_at(geometry, point, stage.reach(EDGE_REACH))
        if edge is not None:
            return OnEdge(key, edge)
    keys = stage.shapes_at(point)
    return OnShape(keys[0], any(key in stage.selection for key in keys)) if keys else None


def _handle_reach(stage: Stage, geometry: Geometry) -> float:
    """Smaller for a small shape, so that there is an inside left to move it by."""
    extent = ops.bounds(geometry)
    inner = min(extent.width, extent.height) / 3 if extent is not None else 0.0
    return min(stage.reach(HANDLE_REACH), max(inner, stage.reach(2.0)))


def cursor_over(stage: Stage, target: Target) -> Qt.CursorShape:
    """The cursor that says what a press would do."""
    match target:
        case OnHandle(key, index):
            return _handle_cursor(stage.index.shape(key).geometry, index)
        case OnEdge():
            return Qt.CursorShape.CrossCursor
        case OnShape(_, selected):
            return Qt.CursorShape.SizeAllCursor if selected else Qt.CursorShape.PointingHandCursor
        case None:
            return Qt.CursorShape.ArrowCursor
        case _:
            assert_never(target)


def _handle_cursor(geometry: Geometry, index: int) -> Qt.CursorShape:
    if not isinstance(geometry, Box):
        return Qt.CursorShape.SizeAllCursor
    across, down = handles.BOX_HANDLES[index]
    if across == 0:
        return Qt.CursorShape.SizeVerCursor
    if down == 0:
        return Qt.CursorShape.SizeHorCursor
    if across == down:
        return Qt.CursorShape.SizeFDiagCursor
    return Qt.CursorShape.SizeBDiagCursor
