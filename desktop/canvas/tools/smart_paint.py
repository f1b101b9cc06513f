"""How the smart tool's masks and prompts look."""

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from desktop.canvas import brush
from desktop.canvas.regions import region_of
from desktop.canvas.tiles import SHARP_FROM
from desktop.canvas.tools.box import rectangle
from engine.geometry import masks
from engine.geometry.types import Box, Mask, Point
from engine.protocol.requests import PromptPoint

TINT = 0.35
INCLUDE = QColor("#009e73")
EXCLUDE = QColor("#d55e00")
"""Two colours of Okabe and Ito's list that the colour-blind tell apart; the signs say it, too."""
MARK_RADIUS = 6.0
BESIDE = QPointF(14.0, 14.0)
"""From the pointer's tip to what is written beside it, in screen pixels."""


def paint_mask(painter: QPainter, mask: Mask, color: str, area: QRectF, scale: float) -> None:
    """Paints a mask as a tint with an outline; ``area`` is what is in sight."""
    target = rectangle(masks.mask_box(mask))
    if target.isEmpty() or not target.intersects(area):
        return
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, scale <= SHARP_FROM)
    painter.drawImage(target, _tint(mask, color))
    brush.draw_outline(painter, _outline(mask), color)


def paint_box(painter: QPainter, box: Box, color: str) -> None:
    """Paints the box of a prompt."""
    path = QPainterPath()
    path.addRect(rectangle(box))
    brush.draw_outline(painter, path, color, dashed=True)


def paint_point(painter: QPainter, point: PromptPoint) -> None:
    """Paints a click: a plus on green for what belongs, a minus on red for what does not."""
    center = _to_screen(painter, (point.x, point.y))
    arm = MARK_RADIUS / 2
    painter.setPen(QPen(brush.WHITE, 1.5))
    painter.setBrush(INCLUDE if point.include else EXCLUDE)
    painter.drawEllipse(center, MARK_RADIUS, MARK_RADIUS)
    painter.drawLine(center - QPointF(arm, 0), center + QPointF(arm, 0))
    if point.include:
        painter.drawLine(center - QPointF(0, arm), center + QPointF(0, arm))
    painter.restore()


def paint_choice(painter: QPainter, pointer: Point, place: int, count: int) -> None:
    """Writes beside the pointer which of how many masks is shown."""
    corner = _to_screen(painter, pointer) + BESIDE + QPointF(0, brush.TAG_HEIGHT)
    brush.draw_tag(painter, corner, f"{place + 1} / {count}", "#202020")
    painter.restore()


def paint_busy(painter: QPainter, pointer: Point, ticks: int) -> None:
    """Paints a small turning arc beside the pointer."""
    center = _to_screen(painter, pointer) + QPointF(BESIDE.x() + 6, -BESIDE.y())
    ring = QRectF(center.x() - 6, center.y() - 6, 12, 12)
    sixteenths = -ticks * 30 * 16
    for color, width in ((brush.DARK, 4.0), (brush.WHITE, 2.0)):
        painter.setPen(QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawArc(ring, sixteenths, 270 * 16)
    painter.restore()


def _to_screen(painter: QPainter, point: Point) -> QPointF:
    """Begins to paint in screen pixels (until ``restore``); returns where the point is there."""
    painter.save()
    center = painter.worldTransform().map(QPointF(*point))
    painter.resetTransform()
    return center


@lru_cache(maxsize=16)
def _tint(mask: Mask, color: str) -> QImage:
    """The mask's box as an image: the colour where it is set, nothing elsewhere."""
    box = masks.mask_box(mask)
    rows, columns = slice(int(box.top), int(box.bottom)), slice(int(box.left), int(box.right))
    part = np.ascontiguousarray(masks.decode(mask)[rows, columns], dtype=np.uint8)
    height, width = part.shape
    image = QImage(part.data, width, height, width, QImage.Format.Format_Indexed8)
    image.setColorTable([0, brush.tinted(color, TINT).rgba()])
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


@lru_cache(maxsize=16)
def _outline(mask: Mask) -> QPainterPath:
    return brush.path_of(region_of(mask))
