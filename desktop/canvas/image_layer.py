"""Paints what lies below the shapes: the image, one to compare it with, and both recoloured."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QPainter

from desktop.canvas.adjustment import PLAIN, Adjustment
from desktop.canvas.canvas_image import CanvasImage
from desktop.canvas.image_source import ImageSource
from desktop.canvas.recoloring import recolored

if TYPE_CHECKING:
    from collections.abc import Iterable


class ImageLayer(QObject):
    """What is changed here is seen by nobody but the person: only painted pixels are touched.

    Args:
        image: The image in hand.
        compared: One that is laid over it, where it has a size.
        parent: Qt owner.
    """

    changed = Signal()

    def __init__(
        self, image: CanvasImage, compared: CanvasImage, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._image = image
        self._compared = compared
        self.adjustment = PLAIN
        self.opacity = 0.5
        """Of the image that is laid over, from 0 to 1."""
        compared.changed.connect(self.changed)

    def adjust(self, adjustment: Adjustment) -> None:
        """Show the image otherwise from now on."""
        if adjustment != self.adjustment:
            self.adjustment = adjustment
            self.changed.emit()

    def compare(self, other: ImageSource | None) -> None:
        """Lay an image over the one in hand, or none any more."""
        if other is not None:
            self._compared.show(other)
        elif self._compared.size.isEmpty():
            return
        else:
            self._compared.clear()
        self.changed.emit()

    def set_opacity(self, opacity: float) -> None:
        """Let the image that is laid over show more, or less."""
        self.opacity = opacity
        self.changed.emit()

    def paint(self, painter: QPainter, exposed: QRectF, scale: float) -> None:
        """Paint this part (image pixels); ``scale`` is in device pixels per image pixel."""
        if self.adjustment == PLAIN:
            self._paint_images(painter, exposed, scale)
        elif self._image.levels:
            for area in self._uncovered(painter):
                self._paint_recolored(painter, area, scale)

    def _paint_images(self, painter: QPainter, exposed: QRectF, scale: float) -> None:
        whole = QRectF(QPointF(), self._image.size)
        self._image.paint(painter, whole, exposed, scale)
        if not self._compared.size.isEmpty():
            painter.setOpacity(self.opacity)
            self._compared.paint(painter, fitted(self._compared.size, whole), exposed, scale)
            painter.setOpacity(1.0)

    def _uncovered(self, painter: QPainter) -> list[QRect]:
        """The parts of the image to be painted, in device pixels."""
        whole = painter.deviceTransform().mapRect(QRectF(QPointF(), self._image.size))
        painter.save()
        # In image pixels the parts would be rounded to whole ones of these.
        painter.resetTransform()
        strips = cast("Iterable[QRect]", painter.clipRegion())
        to_device = painter.deviceTransform()
        parts = [to_device.mapRect(QRectF(strip)).toAlignedRect() for strip in strips]
        painter.restore()
        areas = [part & _pixels(whole) for part in parts]
        return [area for area in areas if not area.isEmpty()]

    def _paint_recolored(self, painter: QPainter, area: QRect, scale: float) -> None:
        """Recolours what was painted at the resolution of the screen: no image is that large."""
        to_device = painter.deviceTransform()
        pixels = QImage(area.size(), QImage.Format.Format_RGB32)
        with QPainter(pixels) as inner:
            inner.translate(-area.topLeft())
            inner.setTransform(to_device, combine=True)
            exposed = to_device.inverted()[0].mapRect(QRectF(area))
            self._paint_images(inner, exposed, scale)
        ratio = painter.device().devicePixelRatioF()
        target = QRectF(QPointF(area.topLeft()) / ratio, QSizeF(area.size()) / ratio)
        painter.save()
        painter.resetTransform()
        painter.drawImage(target, recolored(pixels, self.adjustment))
        painter.restore()


def fitted(size: QSizeF, area: QRectF) -> QRectF:
    """Where an image of another size lies in the middle of an area, as large as it fits."""
    inside = QRectF(QPointF(), size.scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio))
    inside.moveCenter(area.center())
    return inside


def _pixels(area: QRectF) -> QRect:
    """The pixels whose middles lie in an area: what Qt paints of it without smoothing."""
    left, top = round(area.left()), round(area.top())
    return QRect(left, top, round(area.right()) - left, round(area.bottom()) - top)
