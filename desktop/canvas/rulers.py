"""A scale in image pixels at the upper and the left edge of the canvas."""

from collections.abc import Iterator
from math import ceil, floor

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QGraphicsView, QWidget
from typing_extensions import override

from engine.geometry.types import Point

THICKNESS = 18
LABEL_ROOM = 64
"""Screen pixels from one number to the next, at least."""
TICK_ROOM = 6
FONT_PIXELS = 10
LONG, SHORT = 8, 4


def step_of(least: float) -> int:
    """The smallest of 1, 2, 5, 10, 20, 50 … that is no smaller than this."""
    power = 1
    while True:
        for part in (1, 2, 5):
            if part * power >= least:
                return part * power
        power *= 10


class Ruler(QWidget):
    """One of the two.

    Args:
        view: What it belongs to; its scene is in image pixels.
        orientation: Horizontal above the picture, vertical at its left.
    """

    def __init__(self, view: QGraphicsView, orientation: Qt.Orientation) -> None:
        super().__init__(view)
        self._view = view
        self._is_across = orientation is Qt.Orientation.Horizontal
        self._pointer: float | None = None
        self.length = 0.0
        """Of the image along it, in image pixels; there are no marks beyond."""

    def point(self, position: float | None) -> None:
        """Mark where the pointer is, in image pixels."""
        self._pointer = position
        self.update()

    def numbers(self) -> list[int]:
        """The numbers that are in sight now."""
        step = step_of(LABEL_ROOM / self._scale())
        return [mark for mark in self._marks(step) if mark % step == 0]

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        palette = self.palette()
        painter.fillRect(self.rect(), palette.color(QPalette.ColorRole.Window))
        painter.setPen(palette.color(QPalette.ColorRole.Mid))
        painter.drawLine(self._line(0, self._extent(), THICKNESS - 1))
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        font = painter.font()
        font.setPixelSize(FONT_PIXELS)
        painter.setFont(font)
        self._paint_marks(painter)
        if self._pointer is not None:
            painter.setPen(palette.color(QPalette.ColorRole.Highlight))
            painter.drawLine(self._across(self._place(self._pointer), THICKNESS))
        painter.end()

    def _paint_marks(self, painter: QPainter) -> None:
        step = step_of(LABEL_ROOM / self._scale())
        fine = step_of(min(TICK_ROOM / self._scale(), step))
        for mark in self._marks(fine if step % fine == 0 else step):
            place = self._place(mark)
            painter.drawLine(self._across(place, SHORT if mark % step else LONG))
            if mark % step == 0:
                self._paint_number(painter, place, str(mark))

    def _paint_number(self, painter: QPainter, place: float, text: str) -> None:
        area = QRect(3, 0, LABEL_ROOM, THICKNESS - 4)
        painter.save()
        if self._is_across:
            painter.translate(place, 0)
        else:
            painter.translate(0, place)
            painter.rotate(-90)
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()

    def _marks(self, step: int) -> Iterator[int]:
        """Multiples of ``step`` in sight, and on the image."""
        inverted, _ = self._view.viewportTransform().inverted()
        seen = inverted.mapRect(QRectF(self._view.viewport().rect()))
        low, high = (seen.left(), seen.right()) if self._is_across else (seen.top(), seen.bottom())
        first = ceil(max(low - LABEL_ROOM / self._scale(), 0) / step)
        yield from range(first * step, floor(min(high, self.length)) + 1, step)

    def _scale(self) -> float:
        return self._view.transform().m11()

    def _place(self, position: float) -> float:
        """Where a position in image pixels is along the ruler."""
        mapped = self._view.viewportTransform().map(QPointF(position, position))
        return round(mapped.x() if self._is_across else mapped.y())

    def _extent(self) -> int:
        return self.width() if self._is_across else self.height()

    def _across(self, place: float, length: int) -> QLineF:
        """A mark that begins at the picture."""
        first, last = THICKNESS - length, THICKNESS - 1
        if self._is_across:
            return QLineF(place, first, place, last)
        return QLineF(first, place, last, place)

    def _line(self, begin: float, end: float, at: float) -> QLineF:
        return QLineF(begin, at, end, at) if self._is_across else QLineF(at, begin, at, end)


class Rulers:
    """Both rulers of a view, which makes room for them.

    Args:
        view: Their parent.
    """

    def __init__(self, view: QGraphicsView) -> None:
        self._view = view
        self.above = Ruler(view, Qt.Orientation.Horizontal)
        self.left = Ruler(view, Qt.Orientation.Vertical)
        self._corner = QWidget(view)
        self._corner.setAutoFillBackground(True)
        self._corner.setBackgroundRole(QPalette.ColorRole.Window)
        self.are_shown = False
        self.show(False)

    @property
    def thickness(self) -> int:
        """Screen pixels that they take at the upper and at the left edge."""
        return THICKNESS if self.are_shown else 0

    def show(self, are_shown: bool) -> None:
        """Show or hide them."""
        self.are_shown = are_shown
        for widget in (self.above, self.left, self._corner):
            widget.setVisible(are_shown)
        self.place()

    def place(self) -> None:
        """Lie along the edges of the view, which may have another size."""
        width, height = self._view.width(), self._view.height()
        self._corner.setGeometry(0, 0, THICKNESS, THICKNESS)
        self.above.setGeometry(THICKNESS, 0, width - THICKNESS, THICKNESS)
        self.left.setGeometry(0, THICKNESS, THICKNESS, height - THICKNESS)

    def measure(self, width: float, height: float) -> None:
        """Another image is shown, of this size."""
        self.above.length, self.left.length = width, height
        self.refresh()

    def refresh(self) -> None:
        """Zoom or position are others."""
        if self.are_shown:
            self.above.update()
            self.left.update()

    def point(self, point: Point | None) -> None:
        """Mark where the pointer is, in image pixels; None when it left the canvas."""
        if self.are_shown:
            self.above.point(None if point is None else point[0])
            self.left.point(None if point is None else point[1])
