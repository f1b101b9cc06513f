"""The box tool: press, drag, release."""

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from desktop.canvas import painting
from desktop.canvas.regions import snapped
from desktop.canvas.stage import Stage
from desktop.canvas.tools.base import Drag, Pointer, Tool
from desktop.canvas.tools.reshape import SNAP_REACH, reshape
from desktop.canvas.tools.target import OnHandle, find_target
from engine.geometry.types import Box, Point

SMALLEST_ON_SCREEN = 2.0
"""A box with a shorter side than this (screen pixels) is a click (docs/notes/interaction.md)."""


class BoxTool(Tool):
    """Draws boxes; the handles of the selected one can be dragged meanwhile, a click selects."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._box: Box | None = None
        self._guide: Point | None = None

    def press(self, pointer: Pointer) -> Drag | None:
        """Begins a box, or takes hold of a handle."""
        if pointer.button != Qt.MouseButton.LeftButton:
            return None
        match find_target(self.stage, pointer.point):
            case OnHandle(key, index):
                return reshape(self.stage, pointer, key, index)
            case _:
                return self._draw(pointer)

    def hover(self, pointer: Pointer) -> None:
        """Moves the guide lines."""
        self._guide = pointer.point
        self.stage.draft_changed.emit()

    def leave(self) -> None:
        """Takes the guide lines away."""
        self._guide = None
        self.stage.draft_changed.emit()

    def paint(self, painter: QPainter, area: QRectF) -> None:
        """Paints the guide lines and the box being drawn."""
        if self._guide is not None:
            paint_guides(painter, self._guide, area)
        if self._box is not None:
            path = QPainterPath()
            path.addRect(rectangle(self._box))
            painting.draw_outline(painter, path, self.stage.draft_color, fill=painting.FILL)

    def _draw(self, start: Pointer) -> Drag:
        stage, pointer = self.stage, start
        try:
            while not pointer.released:
                pointer = yield
                self._guide = pointer.point
                self._box = box_between(stage, start.point, pointer.point)
                stage.draft_changed.emit()
            box = self._box
        finally:
            self._box = None
            stage.draft_changed.emit()
        if box is None:
            stage.select(stage.shapes_at(start.point)[:1])
        else:
            stage.geometry_drawn.emit(box)


def box_between(stage: Stage, a: Point, b: Point) -> Box | None:
    """The box between two points, inside the image; None when too small to be meant."""
    reach = stage.reach(SNAP_REACH)
    (x1, y1), (x2, y2) = (snapped(point, stage.width, stage.height, reach) for point in (a, b))
    smallest = stage.reach(SMALLEST_ON_SCREEN)
    if abs(x1 - x2) < smallest or abs(y1 - y2) < smallest:
        return None
    return Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


def rectangle(box: Box) -> QRectF:
    """A box as Qt's rectangle."""
    return QRectF(box.left, box.top, box.right - box.left, box.bottom - box.top)


def paint_guides(painter: QPainter, point: Point, area: QRectF) -> None:
    """Paints lines through a point, across all that is in sight."""
    x, y = point
    lines = (
        QLineF(QPointF(x, area.top()), QPointF(x, area.bottom())),
        QLineF(QPointF(area.left(), y), QPointF(area.right(), y)),
    )
    for color, dashed in ((painting.DARK, False), (painting.WHITE, True)):
        painter.setPen(painting.pen(color, 1.0, dashed))
        painter.drawLines(lines)
