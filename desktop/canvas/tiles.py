"""The picture's pixels in several resolutions, and painting the part of them that is in sight."""

from math import ceil, floor

from PySide6.QtCore import QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QTransform

from engine.images import GoOn, always

TILE = 256
"""Parts are painted on this grid, so that smoothing finds the same neighbours at every scroll."""
STRIP = 128
"""Rows halved at once, an even number: Qt's conversions keep Python's lock, and a whole
100-megapixel picture would hold up the window for 200 ms."""
COARSEST = 1024
SHARP_FROM = 4.0
"""From this zoom on pixels are shown as squares."""

Levels = tuple[QImage, ...]
"""The same picture, the finest first; every one covers all of it."""


def with_coarser(image: QImage, go_on: GoOn = always) -> Levels:
    """The image, and halves of it down to about the size of a screen.

    Raises:
        ReadingStopped: By ``go_on``, which is called again and again.
    """
    levels = [image]
    while max(levels[-1].width(), levels[-1].height()) > COARSEST:
        levels.append(_halved(levels[-1], go_on))
    return tuple(levels)


def paint_levels(
    painter: QPainter, levels: Levels, size: QSizeF, exposed: QRectF, scale: float
) -> None:
    """Paints the part of a picture of ``size`` that is in ``exposed`` (image pixels).

    Args:
        painter: Its coordinates are image pixels.
        levels: Must not be empty.
        size: Of the finest level, even if that is not loaded yet.
        exposed: What has to be painted; a little more is.
        scale: Device pixels per image pixel.
    """
    image = _level_for(levels, size, scale)
    across, down = image.width() / size.width(), image.height() / size.height()
    source = _on_grid(_stretched(exposed, across, down)) & image.rect()
    if source.isEmpty():
        return
    target = _stretched(QRectF(source), 1 / across, 1 / down)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, scale <= SHARP_FROM)
    painter.drawImage(target, image, QRectF(source))


def _level_for(levels: Levels, size: QSizeF, scale: float) -> QImage:
    """The coarsest level that still has a pixel for every pixel of the screen."""
    enough = [image for image in levels if image.width() >= size.width() * min(scale, 1.0)]
    return enough[-1] if enough else levels[0]


def _stretched(area: QRectF, across: float, down: float) -> QRectF:
    return QTransform.fromScale(across, down).mapRect(area)


def _on_grid(area: QRectF) -> QRect:
    left, top = floor(area.left() / TILE) * TILE, floor(area.top() / TILE) * TILE
    right, bottom = ceil(area.right() / TILE) * TILE, ceil(area.bottom() / TILE) * TILE
    return QRect(left, top, right - left, bottom - top)


def _halved(image: QImage, go_on: GoOn) -> QImage:
    width, height = (image.width() + 1) // 2, (image.height() + 1) // 2
    half = QImage(width, height, QImage.Format.Format_RGB32)
    with QPainter(half) as painter:
        for top in range(0, image.height(), STRIP):
            go_on()
            part = image.copy(0, top, image.width(), min(STRIP, image.height() - top))
            scaled = part.scaled(
                width,
                (part.height() + 1) // 2,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            painter.drawImage(0, top // 2, scaled)
    return half
