"""How the key points of an object look: joined as the skeleton says, hollow where occluded."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from desktop.canvas import painting
from engine.geometry.skeleton import VISIBLE, Pair
from engine.geometry.types import Keypoints

NAME_AWAY = QPointF(10.0, 22.0)
"""Screen pixels from a point to the lower left corner of its name."""
NAME_PLATE = "#202020"


def edge_path(keypoints: Keypoints, edges: Sequence[Pair]) -> QPainterPath:
    """The lines between the points that are there, in image pixels."""
    path, points = QPainterPath(), keypoints.points
    for a, b in edges:
        if max(a, b) < len(points) and points[a].visibility and points[b].visibility:
            path.moveTo(points[a].x, points[a].y)
            path.lineTo(points[b].x, points[b].y)
    return path


def draw_keypoints(
    painter: QPainter, keypoints: Keypoints, edges: Sequence[Pair], color: str, scale: float
) -> None:
    """Paints lines and points; absent points are not there."""
    painting.draw_outline(painter, edge_path(keypoints, edges), color)
    draw_points(painter, keypoints, color, scale)


def draw_points(painter: QPainter, keypoints: Keypoints, color: str, scale: float) -> None:
    """Paints the points alone."""
    radius = painting.POINT_RADIUS / scale
    for point in keypoints.points:
        if point.visibility:
            painter.setPen(painting.pen(painting.DARK, painting.HAIRLINE))
            is_visible = point.visibility == VISIBLE
            painter.setBrush(QColor(color) if is_visible else painting.WHITE)
            painter.drawEllipse(QPointF(point.x, point.y), radius, radius)


def draw_name(painter: QPainter, point: QPointF, name: str) -> None:
    """Writes the name of a point beside it; ``point`` is in image pixels."""
    corner = painter.worldTransform().map(point) + NAME_AWAY
    painter.save()
    painter.resetTransform()
    painting.draw_tag(painter, corner, name, NAME_PLATE)
    painter.restore()
