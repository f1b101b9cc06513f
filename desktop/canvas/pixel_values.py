"""The values of the file, written into its pixels where these are large enough."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QGuiApplication, QPainter

from desktop.canvas import painting
from desktop.canvas.image_source import DecodedImage

FROM = 40.0
"""Screen pixels that an image pixel must take to hold three numbers."""
FONT_PIXELS = 10


def number_text(value: float) -> str:
    """A value as it stands in a pixel or below the picture."""
    return str(value) if isinstance(value, int) else f"{value:.4g}"


def paint_values(painter: QPainter, image: DecodedImage, exposed: QRectF, scale: float) -> None:
    """Write the values of all pixels that reach into ``exposed`` (image pixels).

    Args:
        painter: Works in image pixels.
        image: Whose values.
        exposed: The part to be painted.
        scale: Screen pixels per image pixel.
    """
    if scale < FROM:
        return
    font = QFont(QGuiApplication.font())
    font.setPixelSize(FONT_PIXELS)
    to_view = painter.worldTransform()
    painter.save()
    painter.resetTransform()
    painter.setFont(font)
    cells = exposed.toAlignedRect() & image.levels[0].rect()
    for y in range(cells.top(), cells.bottom() + 1):
        for x in range(cells.left(), cells.right() + 1):
            value = image.value_at(x, y)
            if value is not None:
                corner = to_view.map(QPointF(x, y))
                _write(painter, QRectF(corner.x(), corner.y(), scale, scale), value)
    painter.restore()


def _write(painter: QPainter, cell: QRectF, value: Sequence[float]) -> None:
    text = "\n".join(number_text(part) for part in value)
    # White with a dark edge can be read on every colour.
    for color, shift in ((painting.BLACK, 1), (painting.WHITE, 0)):
        painter.setPen(color)
        painter.drawText(cell.translated(shift, shift), Qt.AlignmentFlag.AlignCenter, text)
