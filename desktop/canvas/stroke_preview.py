"""What has been painted of a stroke so far, at the resolution of the screen."""

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF, QTransform

from desktop.canvas.brush import Brush
from engine.geometry.types import Point

OPACITY = 0.5


class StrokePreview:
    """Keeps the pixels of a stroke, and paints what was added to it.

    A path that is stroked anew at every move takes longer the longer it is.
    """

    def __init__(self, brush: Brush, color: str, start: Point) -> None:
        self._brush = brush
        self._color = QColor(color)
        self.points: list[Point] = [start]
        self._painted = 0
        self._image = QImage()
        self._transform = QTransform()

    def add(self, point: Point) -> None:
        """The stroke goes on to a point, in image pixels."""
        if point != self.points[-1]:
            self.points.append(point)

    def paint(self, painter: QPainter) -> None:
        """Paints the stroke; the painter works in image pixels."""
        transform, device = painter.deviceTransform(), painter.device()
        ratio = device.devicePixelRatioF()
        width, height = round(device.width() * ratio), round(device.height() * ratio)
        if (width, height) != (self._image.width(), self._image.height()) or (
            transform != self._transform
        ):
            self._image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
            self._image.fill(Qt.GlobalColor.transparent)
            self._transform, self._painted = transform, 0
        self._paint_new()
        painter.save()
        painter.resetTransform()
        painter.setOpacity(OPACITY)
        painter.drawImage(QRectF(0, 0, device.width(), device.height()), self._image)
        painter.restore()

    def _paint_new(self) -> None:
        points = [QPointF(*point) for point in self.points[max(self._painted - 1, 0) :]]
        self._painted = len(self.points)
        painter = QPainter(self._image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setTransform(self._transform)
        for start, end in pairwise(points) if len(points) > 1 else [(points[0], points[0])]:
            self._sweep(painter, start, end)
        painter.end()

    def _sweep(self, painter: QPainter, start: QPointF, end: QPointF) -> None:
        if self._brush.is_square:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._color)
            painter.drawConvexPolygon(swept_square(start, end, self._brush.radius))
            return
        pen = QPen(self._color, self._brush.diameter)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        if start == end:
            painter.drawPoint(start)
        else:
            painter.drawLine(start, end)


def swept_square(start: QPointF, end: QPointF, radius: float) -> QPolygonF:
    """What a square covers on its way along a line: at most six corners."""
    right, down = end.x() >= start.x(), end.y() >= start.y()
    across, below = (radius if right else -radius), (radius if down else -radius)
    return QPolygonF(
        [
            start + QPointF(-across, -below),
            start + QPointF(across, -below),
            end + QPointF(across, -below),
            end + QPointF(across, below),
            end + QPointF(-across, below),
            start + QPointF(-across, below),
        ]
    )
