"""How often which values occur, and two handles on them."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPalette, QPolygonF
from PySide6.QtWidgets import QWidget
from typing_extensions import override

GRIP = 6
"""Half the width of a handle's grip, and its height, in pixels."""
SMALLEST_SHARE = 1 / 500
"""Of the width, which always stays between the handles."""
SHADE = 120


class RangeHistogram(QWidget):
    """Bars, and a range of their values that is dragged at its ends."""

    dragged = Signal(float, float)
    """Both ends of the range, while one of them is dragged."""

    def __init__(self) -> None:
        super().__init__()
        self._bars: Sequence[float] = ()
        self._axis = (0.0, 1.0)
        self._range = (0.0, 1.0)
        self._held: int | None = None
        self.setCursor(Qt.CursorShape.SizeHorCursor)

    def set_bars(self, bars: Sequence[float], low: float, high: float) -> None:
        """Show bars of these heights (0 to 1), evenly from one value to another."""
        self._bars, self._axis = bars, (low, high)
        self.update()

    def set_range(self, low: float, high: float) -> None:
        """Put the handles to these values; what lies beyond the bars is at their end."""
        self._range = (low, high)
        self.update()

    def place_of(self, value: float) -> float:
        """Where a value is across the widget, in pixels."""
        low, high = self._axis
        share = min(max((value - low) / (high - low), 0.0), 1.0)
        return GRIP + share * (self.width() - 2 * GRIP)

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, 140)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            x = event.position().x()
            distances = [abs(x - self.place_of(value)) for value in self._range]
            # Where both lie at one place, the side decides.
            is_right = distances[1] < distances[0] or (
                distances[0] == distances[1] and x > self.place_of(self._range[1])
            )
            self._held = int(is_right)
            self._drag_to(x)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None:
            self._drag_to(event.position().x())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = None

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        palette = self.palette()
        plot = self._plot()
        painter.fillRect(plot, palette.color(QPalette.ColorRole.Base))
        self._paint_bars(painter, plot, palette.color(QPalette.ColorRole.PlaceholderText))
        self._paint_range(painter, plot)
        painter.setPen(palette.color(QPalette.ColorRole.Mid))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(plot.adjusted(0, 0, -1, -1))
        painter.end()

    def _paint_bars(self, painter: QPainter, plot: QRectF, color: QColor) -> None:
        width = plot.width() / max(len(self._bars), 1)
        for n, bar in enumerate(self._bars):
            height = bar * plot.height()
            left = plot.left() + n * width
            painter.fillRect(QRectF(left, plot.bottom() - height, width, height), color)

    def _paint_range(self, painter: QPainter, plot: QRectF) -> None:
        shade = self.palette().color(QPalette.ColorRole.Window)
        shade.setAlpha(SHADE)
        low, high = (self.place_of(value) for value in self._range)
        painter.fillRect(QRectF(plot.topLeft(), QPointF(low, plot.bottom())), shade)
        painter.fillRect(QRectF(QPointF(high, plot.top()), plot.bottomRight()), shade)
        accent = self.palette().color(
            QPalette.ColorRole.Highlight if self.isEnabled() else QPalette.ColorRole.Mid
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(accent)
        for x in (low, high):
            painter.setPen(accent)
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
            tip, base = QPointF(x, plot.bottom()), plot.bottom() + GRIP
            grip = [tip, QPointF(x - GRIP, base), QPointF(x + GRIP, base)]
            painter.drawPolygon(QPolygonF(grip))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _plot(self) -> QRectF:
        return QRectF(self.rect()).adjusted(GRIP, 0, -GRIP, -GRIP - 1)

    def _drag_to(self, x: float) -> None:
        low, high = self._axis
        share = (x - GRIP) / max(self.width() - 2 * GRIP, 1)
        value = low + min(max(share, 0.0), 1.0) * (high - low)
        room = (high - low) * SMALLEST_SHARE
        start, end = self._range
        if self._held:
            self._range = (start, max(value, start + room))
        else:
            self._range = (min(value, end - room), end)
        self.update()
        self.dragged.emit(*self._range)
