"""The polygon and the polyline tool: a click for every vertex."""

from math import hypot
from typing import ClassVar

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPolygonF

from desktop.canvas import painting
from desktop.canvas.regions import snapped
from desktop.canvas.stage import Stage
from desktop.canvas.tools.base import Drag, Pointer, Tool
from desktop.canvas.tools.reshape import SNAP_REACH, reshape
from desktop.canvas.tools.target import OnHandle, find_target
from engine.geometry.types import Point, Polygon, Polyline

CLOSE_REACH = 8.0
"""A click this near to the first vertex (screen pixels) closes the polygon."""


class VertexTool(Tool):
    """Draws by vertices; between two objects, handles of the selected one can be dragged."""

    cursor = Qt.CursorShape.CrossCursor
    shape: ClassVar[type[Polygon | Polyline]]
    fewest: ClassVar[int]
    is_closed: ClassVar[bool]

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._points: tuple[Point, ...] = ()
        self._end: Point | None = None

    def press(self, pointer: Pointer) -> Drag | None:
        """Adds a vertex, or closes an outline at its first one."""
        if pointer.button != Qt.MouseButton.LeftButton:
            return None
        if not self._points:
            match find_target(self.stage, pointer.point):
                case OnHandle(key, index):
                    return reshape(self.stage, pointer, key, index)
                case _:
                    pass
        if self._closes(pointer.point):
            self.finish()
        else:
            self._set(self._points, self._inside(pointer.point))
            return self._place(pointer)
        return None

    def double_click(self, pointer: Pointer) -> Drag | None:
        """Finishes; the first of the two clicks has already set its vertex."""
        if self._points:
            self.finish()
            return None
        return self.press(pointer)

    def hover(self, pointer: Pointer) -> None:
        """Draws the rubber line to the pointer."""
        if self._points:
            self._set(self._points, self._inside(pointer.point))

    def has_draft(self) -> bool:
        """Whether a vertex is set."""
        return bool(self._points)

    def finish(self) -> None:
        """Emits what is drawn; with too few vertices there is nothing yet."""
        if len(self._points) >= self.fewest:
            geometry = self.shape(self._points)
            self._set((), None)
            self.stage.geometry_drawn.emit(geometry)

    def cancel(self) -> None:
        """Forgets all vertices."""
        self._set((), None)

    def take_back(self) -> None:
        """Forgets the last vertex."""
        self._set(self._points[:-1], self._end)

    def paint(self, painter: QPainter, area: QRectF) -> None:
        """Paints the vertices, the edges and the rubber line."""
        if not self._points:
            return
        corners = [QPointF(*point) for point in self._points]
        open_end = [QPointF(*self._end)] if self._end is not None else []
        path = QPainterPath()
        path.addPolygon(QPolygonF(corners + open_end))
        fill = painting.FILL if self.is_closed else 0.0
        painting.draw_outline(painter, path, self.stage.draft_color, fill=fill)
        if open_end and self.is_closed:
            painter.setPen(painting.pen(painting.WHITE, 1.0, dashed=True))
            painter.drawLine(QLineF(open_end[0], corners[0]))
        for corner in corners:
            painting.draw_handle(painter, corner, self.stage.scale)

    def _place(self, pointer: Pointer) -> Drag:
        """A vertex follows the pointer until the button is released."""
        placed = self._points
        try:
            while not pointer.released:
                pointer = yield
                self._set(placed, self._inside(pointer.point))
        except GeneratorExit:
            self._set(placed, None)
            raise
        self._set((*placed, self._inside(pointer.point)), self._inside(pointer.point))

    def _closes(self, point: Point) -> bool:
        if not self.is_closed or len(self._points) < self.fewest:
            return False
        first = self._points[0]
        distance = hypot(first[0] - point[0], first[1] - point[1])
        return distance <= self.stage.reach(CLOSE_REACH)

    def _inside(self, point: Point) -> Point:
        stage = self.stage
        return snapped(point, stage.width, stage.height, stage.reach(SNAP_REACH))

    def _set(self, points: tuple[Point, ...], end: Point | None) -> None:
        self._points, self._end = points, end
        self.stage.draft_changed.emit()


class PolygonTool(VertexTool):
    """Draws polygons, which close at their first vertex."""

    shape, fewest, is_closed = Polygon, 3, True


class PolylineTool(VertexTool):
    """Draws open lines."""

    shape, fewest, is_closed = Polyline, 2, False
