"""How shapes look, wherever they are painted."""

from typing import cast

import shapely
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
)
from shapely.geometry.base import BaseGeometry

STROKE = 2.0
HAIRLINE = 1.0
"""Stroke and the dark line on both sides of it, in screen pixels; so it shows on every image."""
DASH, GAP = 8.0, 5.0
FILL = 0.15
DARK = QColor(0, 0, 0, 150)
WHITE = QColor(255, 255, 255)
BLACK = QColor(0, 0, 0)
HANDLE = 7.0
CHOSEN_HANDLE = 11.0
POINT_RADIUS = 3.0
TAG_HEIGHT = 16
TAG_FONT_PIXELS = 11


def path_of(region: BaseGeometry) -> QPainterPath:
    """A region as a path in image pixels; points are left out."""
    path = QPainterPath()
    for part in shapely.get_parts(region).tolist():
        if isinstance(part, shapely.Polygon):
            path.addPolygon(_closed(part.exterior))
            for hole in part.interiors:
                path.addPolygon(_closed(hole))
        elif isinstance(part, shapely.LineString):
            path.addPolygon(_closed(part))
    return path


def pen(color: QColor, width: float, dashed: bool = False) -> QPen:
    """A pen that is as wide at every zoom."""
    made = QPen(color, width)
    made.setCosmetic(True)
    made.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dashed:
        # Qt counts dashes in widths of the pen; so the dark line has the same gaps as the coloured.
        made.setCapStyle(Qt.PenCapStyle.FlatCap)
        made.setDashPattern([DASH / width, GAP / width])
    return made


def tinted(color: str, share: float) -> QColor:
    """A colour that lets the image through."""
    made = QColor(color)
    made.setAlphaF(share)
    return made


def draw_outline(
    painter: QPainter, path: QPainterPath, color: str, *, dashed: bool = False, fill: float = 0.0
) -> None:
    """Paints a shape: tinted inside, its colour on a dark hairline around."""
    painter.setBrush(tinted(color, fill) if fill else Qt.BrushStyle.NoBrush)
    painter.setPen(pen(DARK, STROKE + 2 * HAIRLINE, dashed))
    painter.drawPath(path)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen(QColor(color), STROKE, dashed))
    painter.drawPath(path)


def draw_handle(
    painter: QPainter, point: QPointF, scale: float, *, is_chosen: bool = False
) -> None:
    """Paints one white handle; the chosen one is larger, and dark."""
    side = (CHOSEN_HANDLE if is_chosen else HANDLE) / scale
    painter.setPen(pen(WHITE if is_chosen else DARK, 2 * HAIRLINE if is_chosen else HAIRLINE))
    painter.setBrush(BLACK if is_chosen else WHITE)
    painter.drawRect(QRectF(point.x() - side / 2, point.y() - side / 2, side, side))


def draw_stem(painter: QPainter, start: QPointF, end: QPointF) -> None:
    """Paints the line from a shape to a handle that stands off it."""
    for color, width in ((DARK, 1.0 + 2 * HAIRLINE), (WHITE, 1.0)):
        painter.setPen(pen(color, width))
        painter.drawLine(QLineF(start, end))


def draw_cross_hair(painter: QPainter, point: QPointF, area: QRectF) -> None:
    """Paints lines through a point, across all of an area."""
    lines = (
        QLineF(QPointF(point.x(), area.top()), QPointF(point.x(), area.bottom())),
        QLineF(QPointF(area.left(), point.y()), QPointF(area.right(), point.y())),
    )
    for color, dashed in ((DARK, False), (WHITE, True)):
        painter.setPen(pen(color, 1.0, dashed))
        painter.drawLines(lines)


def draw_tag(painter: QPainter, corner: QPointF, text: str, color: str) -> None:
    """Writes on a plate of the class colour, whose lower left corner is at ``corner`` (screen)."""
    painter.setFont(_tag_font())
    width = tag_width(text)
    plate = QRectF(round(corner.x()), round(corner.y()) - TAG_HEIGHT, width, TAG_HEIGHT)
    painter.fillRect(plate, QColor(color))
    painter.setPen(readable_on(QColor(color)))
    painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, text)


def tag_width(text: str) -> int:
    """How many screen pixels the plate of a tag with this text takes."""
    return QFontMetrics(_tag_font()).horizontalAdvance(text) + 8


def _tag_font() -> QFont:
    font = QFont(QGuiApplication.font())
    font.setPixelSize(TAG_FONT_PIXELS)
    return font


def readable_on(color: QColor) -> QColor:
    """Black or white, whichever has more contrast (luma of ITU-R BT.601)."""
    luma = 0.299 * color.redF() + 0.587 * color.greenF() + 0.114 * color.blueF()
    return QColor(0, 0, 0) if luma > 0.5 else WHITE


def _closed(line: shapely.LineString) -> QPolygonF:
    points = shapely.get_coordinates(line).tolist()
    return QPolygonF([QPointF(x, y) for x, y in cast("list[list[float]]", points)])
