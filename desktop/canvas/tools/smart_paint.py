"""How the smart tool's masks and prompts look."""

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QTransform

from desktop.canvas import painting
from desktop.canvas.regions import region_of
from desktop.canvas.tiles import SHARP_FROM
from desktop.canvas.tools.box import rectangle
from engine.geometry import masks
from engine.geometry.run_lengths import decode_region
from engine.geometry.types import Box, GeometryKind, Mask, Point, Polygon
from engine.protocol.requests import PromptPoint

TINT = 0.35
INCLUDE = QColor("#009e73")
EXCLUDE = QColor("#d55e00")
"""Two colours of Okabe and Ito's list that the colour-blind tell apart; the signs say it, too."""
FINEST = 1024
"""A mask is shown with at most so many pixels to its longer side: more would take too long while
the pointer hovers, and SAM itself answers in 256."""
MARK_RADIUS = 6.0
BESIDE = QPointF(14.0, 14.0)
"""From the pointer's tip to what is written beside it, in screen pixels."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """A mask made ready to be painted.

    Args:
        pixels: Without a colour yet; None where the outline is all there is.
        target: Where they lie in the image.
        outline: Of what is kept of the mask.
    """

    pixels: QImage | None
    target: QRectF
    outline: QPainterPath


def overlay_of(mask: Mask, kind: GeometryKind) -> Overlay | None:
    """Makes a mask ready to be painted, with the outline of what a class of this kind keeps of it.

    None for an empty one.
    """
    box = masks.mask_box(mask)
    left, top, right, bottom = (int(it) for it in (box.left, box.top, box.right, box.bottom))
    if right <= left:
        return None
    kept = masks.to_geometry_kind(mask, kind)
    if isinstance(kept, Polygon):
        return Overlay(None, QRectF(), painting.path_of(region_of(kept)))
    step = ceil(max(right - left, bottom - top) / FINEST)
    part = decode_region(mask, left, top, right, bottom, step)
    height, width = part.shape
    # The bytes belong to numpy; the copy is Qt's own.
    image = QImage(part.tobytes(), width, height, width, QImage.Format.Format_Indexed8).copy()
    placed = QTransform(step, 0, 0, step, left, top)
    if isinstance(kept, Mask):
        outline = placed.map(painting.path_of(region_of(masks.encode(part))))
    else:
        outline = painting.path_of(region_of(kept))
    return Overlay(image, placed.mapRect(QRectF(0, 0, width, height)), outline)


def paint_overlay(painter: QPainter, overlay: Overlay, color: str, scale: float) -> None:
    """Paints a mask as a tint of ``color`` with an outline."""
    if overlay.pixels is None:
        painting.draw_outline(painter, overlay.outline, color, fill=TINT)
        return
    overlay.pixels.setColorTable([0, painting.tinted(color, TINT).rgba()])
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, scale <= SHARP_FROM)
    painter.drawImage(overlay.target, overlay.pixels)
    painting.draw_outline(painter, overlay.outline, color)


def paint_box(painter: QPainter, box: Box, color: str) -> None:
    """Paints the box of a prompt."""
    path = QPainterPath()
    path.addRect(rectangle(box))
    painting.draw_outline(painter, path, color, dashed=True)


def paint_point(painter: QPainter, point: PromptPoint) -> None:
    """Paints a click: a plus on green for what belongs, a minus on red for what does not."""
    center = _to_screen(painter, (point.x, point.y))
    arm = MARK_RADIUS / 2
    painter.setPen(QPen(painting.WHITE, 1.5))
    painter.setBrush(INCLUDE if point.include else EXCLUDE)
    painter.drawEllipse(center, MARK_RADIUS, MARK_RADIUS)
    painter.drawLine(center - QPointF(arm, 0), center + QPointF(arm, 0))
    if point.include:
        painter.drawLine(center - QPointF(0, arm), center + QPointF(0, arm))
    painter.restore()


def paint_choice(painter: QPainter, pointer: Point, place: int, count: int) -> None:
    """Writes beside the pointer which of how many masks is shown."""
    corner = _to_screen(painter, pointer) + BESIDE + QPointF(0, painting.TAG_HEIGHT)
    painting.draw_tag(painter, corner, f"{place + 1} / {count}", "#202020")
    painter.restore()


def paint_busy(painter: QPainter, pointer: Point, ticks: int) -> None:
    """Paints a small turning arc beside the pointer."""
    center = _to_screen(painter, pointer) + QPointF(BESIDE.x() + 6, -BESIDE.y())
    ring = QRectF(center.x() - 6, center.y() - 6, 12, 12)
    sixteenths = -ticks * 30 * 16
    for color, width in ((painting.DARK, 4.0), (painting.WHITE, 2.0)):
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
