"""The select tool: select, move, reshape."""

from typing import assert_never

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from desktop.canvas import handles, painting
from desktop.canvas.regions import clamped
from desktop.canvas.stage import Edit, Stage
from desktop.canvas.tools.base import ADDING, DRAG_FROM, Drag, Pointer, Tool
from desktop.canvas.tools.moving import commit_move, offset_inside
from desktop.canvas.tools.reshape import reshape
from desktop.canvas.tools.target import OnEdge, OnHandle, OnShape, cursor_over, find_target
from engine.geometry.types import Bounds, Point


class SelectTool(Tool):
    """Click, drag, rubber band, handles, vertices."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._band: QRectF | None = None

    def press(self, pointer: Pointer) -> Drag | None:
        """Takes hold of what is under the pointer."""
        if pointer.button != Qt.MouseButton.LeftButton:
            return None
        return self.take_hold(pointer) or self._rubber_band(pointer)

    def hover(self, pointer: Pointer) -> None:
        """Says by the cursor what a press would do."""
        self.cursor = cursor_over(self.stage, find_target(self.stage, pointer.point))

    def take_hold(self, pointer: Pointer) -> Drag | None:
        """Begins to move or reshape what is under the pointer, if anything is."""
        target = find_target(self.stage, pointer.point)
        match target:
            case OnHandle(key, index) if pointer.holds(Qt.KeyboardModifier.AltModifier):
                return self._turn_point(key, index)
            case OnHandle(key, index):
                return reshape(self.stage, pointer, key, index)
            case OnEdge(key, edge):
                return self._add_vertex(pointer, key, edge)
            case OnShape(key, selected):
                return self._move(pointer, key, selected)
            case None:
                return None
            case _:
                assert_never(target)

    def paint(self, painter: QPainter, area: QRectF) -> None:
        """Paints the rubber band."""
        if self._band is not None:
            painter.setBrush(painting.tinted("#ffffff", 0.1))
            painter.setPen(painting.pen(painting.DARK, 1.0))
            painter.drawRect(self._band)
            painter.setPen(painting.pen(painting.WHITE, 1.0, dashed=True))
            painter.drawRect(self._band)

    def _turn_point(self, key: int, index: int) -> Drag:
        yield
        geometry = self.stage.index.shape(key).geometry
        fewer = handles.with_point_turned(geometry, index)
        if fewer != geometry:
            self.stage.commit({key: fewer})

    def _add_vertex(self, start: Pointer, key: int, edge: handles.Edge) -> Drag:
        geometry = self.stage.index.shape(key).geometry
        more = handles.with_vertex(geometry, edge, self._inside(start.point))
        return reshape(self.stage, start, key, edge.index + 1, more)

    def _move(self, start: Pointer, key: int, selected: bool) -> Drag:
        stage = self.stage
        if start.modifiers & ADDING:
            stage.toggle(key)
        elif not selected:
            stage.select((key,))
        held, extent = stage.selection, stage.index.extent(stage.selection)
        offset = (0.0, 0.0)
        moved = False
        pointer = start
        try:
            while not pointer.released:
                pointer = yield
                if stage.selection != held:
                    # A key took it out of the hand.
                    return
                moved = moved or pointer.moved_from(start, stage.reach(DRAG_FROM))
                if moved and extent is not None:
                    dx = pointer.point[0] - start.point[0]
                    dy = pointer.point[1] - start.point[1]
                    offset = offset_inside(stage, extent, dx, dy)
                    stage.set_edit(Edit(offset=offset))
        finally:
            stage.set_edit(Edit())
        if offset != (0.0, 0.0):
            commit_move(stage, offset)
        elif not moved and not start.modifiers & ADDING:
            stage.select((key,))

    def _rubber_band(self, start: Pointer) -> Drag:
        stage, pointer = self.stage, start
        try:
            while not pointer.released:
                pointer = yield
                self._set_band(start.point, pointer.point)
            band = self._band
        finally:
            self._band = None
            stage.draft_changed.emit()
        kept = stage.selection if start.modifiers & ADDING else ()
        if band is None or not pointer.moved_from(start, stage.reach(DRAG_FROM)):
            stage.select(kept)
            return
        bounds = Bounds(band.left(), band.top(), band.right(), band.bottom())
        if start.holds(Qt.KeyboardModifier.AltModifier):
            stage.choose_vertices(stage.vertices_in(bounds))
            return
        caught = (key for key in stage.index.inside(bounds) if not stage.is_hidden(key))
        stage.select((*kept, *caught))

    def _set_band(self, a: Point, b: Point) -> None:
        left, top = min(a[0], b[0]), min(a[1], b[1])
        self._band = QRectF(left, top, abs(a[0] - b[0]), abs(a[1] - b[1]))
        self.stage.draft_changed.emit()

    def _inside(self, point: Point) -> Point:
        return clamped(point, self.stage.width, self.stage.height)
