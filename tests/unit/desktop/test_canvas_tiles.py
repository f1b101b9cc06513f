"""The picture's pixels in several resolutions."""

import itertools

import pytest
from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QColor, QImage, QPainter

from desktop.canvas import tiles

RGB32 = QImage.Format.Format_RGB32


def striped(width: int, height: int) -> QImage:
    """Red above, blue below."""
    image = QImage(width, height, RGB32)
    image.fill(QColor("red"))
    painter = QPainter(image)
    painter.fillRect(0, height // 2, width, height, QColor("blue"))
    painter.end()
    return image


@pytest.mark.parametrize("size", [(3000, 2000), (2049, 1537), (5000, 16)])
def test_every_level_is_half_of_the_one_before(size: tuple[int, int]):
    levels = tiles.with_coarser(striped(*size))
    assert len(levels) > 1
    for finer, coarser in itertools.pairwise(levels):
        assert coarser.width() == (finer.width() + 1) // 2
        assert coarser.height() == (finer.height() + 1) // 2
        assert coarser.pixelColor(0, 0) == QColor("red")
        assert coarser.pixelColor(coarser.width() - 1, coarser.height() - 1).blue() > 0
    assert max(levels[-1].width(), levels[-1].height()) <= tiles.COARSEST


def test_a_small_picture_has_one_level():
    assert len(tiles.with_coarser(striped(640, 480))) == 1


def test_painting_a_part_gives_the_same_pixels_as_painting_all():
    levels = tiles.with_coarser(striped(2000, 1400))
    size = QSizeF(2000, 1400)
    whole, part = QImage(500, 350, RGB32), QImage(500, 350, RGB32)
    for image, area in ((whole, QRectF(0, 0, 2000, 1400)), (part, QRectF(700, 600, 200, 200))):
        image.fill(QColor("white"))
        painter = QPainter(image)
        painter.scale(0.25, 0.25)
        painter.setClipRect(area)
        tiles.paint_levels(painter, levels, size, area, 0.25)
        painter.end()
    assert part.copy(180, 155, 40, 40) == whole.copy(180, 155, 40, 40)
    assert part.pixelColor(0, 0) == QColor("white")
