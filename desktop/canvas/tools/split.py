"""The split tool: a line across what is to be cut."""

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from desktop.canvas import painting
from desktop.canvas.stage import Stage
from desktop.canvas.tools.base import DRAG_FROM, Drag, Pointer, Tool
from engine.geometry.types import Point


class SplitTool(Tool):
    """Drags a line; a click selects what is to be cut."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._line: tuple[Point, Point] | None = None

    def press(self, pointer: Pointer) -> Drag | None:
        """Begins the line."""
        if pointer.button != Qt.MouseButton.LeftButton:
            return None
        return self._draw(pointer)

    def paint(self, painter: QPainter, area: QRectF) -> None:
        """Paints the line."""
        if self._line is not None:
            line = QLineF(*(QPointF(*point) for point in self._line))
            for color, width in ((painting.DARK, 4.0), (painting.WHITE, 2.0)):
                painter.setPen(painting.pen(color, width, dashed=True))
                painter.drawLine(line)

    def _draw(self, start: Pointer) -> Drag:
        pointer = start
        try:
            while not pointer.released:
                pointer = yield
                self._show((start.point, pointer.point))
        finally:
            self._show(None)
        if pointer.moved_from(start, self.stage.reach(DRAG_FROM)):
            self.stage.line_drawn.emit((start.point, pointer.point))
        else:
            self.stage.select(self.stage.shapes_at(start.point)[:1])

    def _show(self, line: tuple[Point, Point] | None) -> None:
        self._line = line
        self.stage.draft_changed.emit()
