"""Paints the committed shapes into the canvas's cached background."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from desktop.canvas import brush
from desktop.canvas.shape import CanvasShape
from desktop.canvas.stage import Stage
from engine.geometry.types import Bounds

MANY = 250
"""From this many shapes in sight on they are painted plainly: thin and without smoothing.

5,000 polygons of 24 vertices at once: 680 ms smooth, with hairlines; 23 ms plain. Where that many
are in sight, a hairline could not be told from its neighbour's anyway.
"""
TAG_FROM = 40.0
"""A tag is shown on shapes at least this large (screen pixels), so that it never covers one."""
OVERHANG = brush.TAG_HEIGHT + 4.0
"""How far, in screen pixels, a shape is painted outside its own extent, upwards."""
TAG_REACH = 300.0
"""The same to the right: a tag may be wider than its shape."""


class ShapeLayer:
    """All shapes of a stage but the selected ones, which have items of their own."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._paths: dict[int, tuple[CanvasShape, QPainterPath]] = {}

    def paint(self, painter: QPainter, exposed: QRectF) -> None:
        """Paints what reaches into ``exposed`` (image pixels)."""
        shapes = self._in_sight(exposed)
        if len(shapes) > MANY:
            self._paint_plain(painter, shapes)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for shape in shapes:
            self._paint_fine(painter, shape)
        for shape in shapes:
            self.paint_tag(painter, shape, self.path(shape))

    def path(self, shape: CanvasShape) -> QPainterPath:
        """The outline of a shape, made once for as long as the shape stays as it is."""
        known = self._paths.get(shape.key)
        if known is None or known[0] is not shape:
            known = shape, brush.path_of(self._stage.index.region(shape.key))
            self._paths[shape.key] = known
        return known[1]

    def forget(self) -> None:
        """Drops what was kept of an earlier picture."""
        self._paths.clear()

    def margined(self, bounds: Bounds) -> QRectF:
        """All that is painted of shapes with these bounds, in image pixels."""
        left_right, up_down = self._stage.reach(TAG_REACH), self._stage.reach(OVERHANG)
        area = QRectF(bounds.left, bounds.top, bounds.width, bounds.height)
        return area.adjusted(-up_down, -up_down, left_right, up_down)

    def _in_sight(self, exposed: QRectF) -> list[CanvasShape]:
        stage = self._stage
        aside, above = stage.reach(TAG_REACH), stage.reach(OVERHANG)
        area = exposed.adjusted(-aside, -above, above, above)
        bounds = Bounds(area.left(), area.top(), area.right(), area.bottom())
        selected = set(stage.selection)
        keys = stage.index.touching(bounds)
        shown = (key for key in keys if key not in selected and not stage.is_hidden(key))
        return [stage.index.shape(key) for key in shown]

    def _paint_plain(self, painter: QPainter, shapes: Sequence[CanvasShape]) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for shape in shapes:
            painter.setPen(brush.pen(QColor(shape.color), 1.0, shape.dashed))
            painter.setBrush(brush.tinted(shape.color, 0.0 if shape.dashed else brush.FILL))
            painter.drawPath(self.path(shape))

    def _paint_fine(self, painter: QPainter, shape: CanvasShape) -> None:
        fill = 0.0 if shape.dashed else brush.FILL
        brush.draw_outline(painter, self.path(shape), shape.color, dashed=shape.dashed, fill=fill)
        for point in brush.points_of(self._stage.index.region(shape.key)):
            brush.draw_point(painter, point, shape.color, self._stage.scale)

    def paint_tag(self, painter: QPainter, shape: CanvasShape, path: QPainterPath) -> None:
        """Paints the tag at the upper left corner of a path, if that is large enough."""
        extent = path.boundingRect()
        if max(extent.width(), extent.height()) * self._stage.scale < TAG_FROM:
            return
        corner = painter.worldTransform().map(extent.topLeft()) + QPointF(-1, -2)
        painter.save()
        painter.resetTransform()
        brush.draw_tag(painter, corner, tag_text(shape), shape.color)
        painter.restore()


def tag_text(shape: CanvasShape) -> str:
    """What a shape's tag says: its class, and the score of a suggestion."""
    return shape.label if shape.score is None else f"{shape.label} {shape.score:.2f}"
