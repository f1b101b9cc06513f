"""The brush and the eraser: strokes that make, extend and cut masks."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from desktop.canvas import painting
from desktop.canvas.stage import Stage
from desktop.canvas.stroke_preview import StrokePreview
from desktop.canvas.tools.base import Drag, Pointer, Tool
from engine.geometry.brush import Stroke, erased, painted, stroke_mask
from engine.geometry.conversion import as_mask
from engine.geometry.masks import mask_area
from engine.geometry.types import Point

ERASING = Qt.KeyboardModifier.AltModifier
LINE = Qt.KeyboardModifier.ShiftModifier
ERASER_COLOR = "#ffffff"


class BrushTool(Tool):
    """A stroke is added to the one selected object; without one it is a new object."""

    cursor = Qt.CursorShape.CrossCursor
    extends = True
    erases = False

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._pointer: Point | None = None
        self._last: Point | None = None
        self._preview: StrokePreview | None = None

    def press(self, pointer: Pointer) -> Drag | None:
        """Begins a stroke; with Shift where the last one ended."""
        if pointer.button != Qt.MouseButton.LeftButton:
            return None
        return self._stroke(pointer, self.erases or pointer.holds(ERASING))

    def hover(self, pointer: Pointer) -> None:
        """Shows what the brush would cover."""
        self._pointer = pointer.point
        self.stage.draft_changed.emit()

    def leave(self) -> None:
        """Shows no brush."""
        self._pointer = None
        self.stage.draft_changed.emit()

    def wheel(self, steps: int) -> bool:
        """Makes the brush larger or smaller."""
        self.stage.set_brush(self.stage.brush.resized(-steps))
        return True

    def paint(self, painter: QPainter, area: QRectF) -> None:
        """Paints the stroke and the rim of the brush."""
        if self._preview is not None:
            self._preview.paint(painter)
        if self._pointer is not None:
            path = self._rim(QPointF(*self._pointer))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for color, width in ((painting.DARK, 3.0), (painting.WHITE, 1.0)):
                painter.setPen(painting.pen(color, width))
                painter.drawPath(path)

    def _rim(self, center: QPointF) -> QPainterPath:
        brush, path = self.stage.brush, QPainterPath()
        if brush.is_square:
            side = brush.diameter
            path.addRect(center.x() - side / 2, center.y() - side / 2, side, side)
        else:
            path.addEllipse(center, brush.radius, brush.radius)
        return path

    def _stroke(self, start: Pointer, is_erasing: bool) -> Drag:
        stage = self.stage
        key = self._choose_target(start.point, is_erasing)
        held = stage.selection
        color = ERASER_COLOR if is_erasing else stage.draft_color
        first = (start.holds(LINE) and self._last) or start.point
        preview = StrokePreview(stage.brush, color, first)
        self._preview, pointer = preview, start
        try:
            while not pointer.released:
                preview.add(pointer.point)
                self.hover(pointer)
                pointer = yield
            preview.add(pointer.point)
        finally:
            self._preview = None
            stage.draft_changed.emit()
        self._last = pointer.point
        if stage.selection == held:
            self._keep(key, preview.points, is_erasing)

    def _choose_target(self, point: Point, is_erasing: bool) -> int | None:
        """The object that the stroke changes."""
        stage = self.stage
        if is_erasing and not stage.selection:
            stage.select(stage.shapes_at(point)[:1])
        return stage.selection[0] if len(stage.selection) == 1 else None

    def _keep(self, key: int | None, points: list[Point], is_erasing: bool) -> None:
        stage = self.stage
        stroke = Stroke(tuple(points), stage.brush.radius, stage.brush.is_square)
        if key is None:
            if not is_erasing:
                self._draw(stroke)
            return
        before = as_mask(stage.index.shape(key).geometry, int(stage.width), int(stage.height))
        if before is None:
            return
        after = erased(before, stroke) if is_erasing else painted(before, stroke)
        if after is None:
            stage.delete_requested.emit((key,))
        elif after != before:
            stage.commit({key: after})

    def _draw(self, stroke: Stroke) -> None:
        mask = stroke_mask(stroke, int(self.stage.width), int(self.stage.height))
        if mask_area(mask):
            self.stage.geometry_drawn.emit(mask)


class EraserTool(BrushTool):
    """A stroke is cut out of the selected object, or of the smallest one where it begins."""

    erases = True
