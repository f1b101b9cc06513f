"""All of the image, small, with the part of it that is in sight."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QToolButton, QWidget
from typing_extensions import override

from desktop.canvas import painting
from desktop.canvas.adjustment import PLAIN, Adjustment
from desktop.canvas.recoloring import recolored
from desktop.canvas.surface import CanvasSurface
from desktop.theme import icon

if TYPE_CHECKING:
    from desktop.canvas.image_source import DecodedImage

SIDE = 160
MARGIN = 8
BUTTON = 24
SMALLEST_FRAME = 6
"""Screen pixels a side of the frame, at least: it is to be seen, and caught."""
OUTSIDE = QColor(0, 0, 0, 110)


class Overview(QWidget):
    """Lies in the lower right corner of the canvas where not all of the image is in sight.

    A press or a drag brings what is there to the middle of the view; folded, it is a button.

    Args:
        canvas: What it lies over.
    """

    fold_wanted = Signal(bool)
    """Whether it is to be folded: its button was clicked."""

    def __init__(self, canvas: CanvasSurface) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._small = QImage()
        self._small_of: tuple[DecodedImage, Adjustment] | None = None
        self._is_folded = False
        self.button = QToolButton(self)
        self.button.setObjectName("overlay")
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.setCursor(Qt.CursorShape.ArrowCursor)
        self.button.setFixedSize(BUTTON, BUTTON)
        self.button.clicked.connect(lambda: self.fold_wanted.emit(not self._is_folded))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        canvas.moved.connect(self._follow)
        canvas.image.changed.connect(self._follow)
        canvas.image_layer.changed.connect(self._follow)
        canvas.installEventFilter(self)
        self.fold(False)

    def fold(self, is_folded: bool) -> None:
        """Leave only a button of it, or show it again."""
        self._is_folded = is_folded
        self.button.setIcon(icon("map" if is_folded else "minus"))
        said = self.tr("Show all of the picture, small") if is_folded else self.tr("Fold")
        self.button.setToolTip(said)
        self._follow()

    def frame(self) -> QRectF:
        """The part in sight, in pixels of this widget."""
        share = self._share()
        seen = self._canvas.navigator.in_sight() & QRectF(QPointF(), self._canvas.image.size)
        inside = QRectF(seen.topLeft() * share, seen.size() * share)
        aside = max(SMALLEST_FRAME - inside.width(), 0) / 2
        above = max(SMALLEST_FRAME - inside.height(), 0) / 2
        return inside.adjusted(-aside, -above, aside, above)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._show_there(event.position())

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._show_there(event.position())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area, frame = QRectF(self.rect()), self.frame()
        painter.fillRect(area, self.palette().color(QPalette.ColorRole.Window))
        if not self._is_folded:
            painter.drawImage(area, self._drawn())
            for part in _around(frame, area):
                painter.fillRect(part, OUTSIDE)
            for color, width in ((painting.BLACK, 3), (painting.WHITE, 1)):
                painter.setPen(QPen(color, width))
                painter.drawRect(frame)
        painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
        painter.drawRect(area.adjusted(0, 0, -1, -1))
        painter.end()

    def _share(self) -> float:
        """Pixels of this widget per image pixel."""
        size = self._canvas.image.size
        return SIDE / max(size.width(), size.height(), 1.0)

    def _show_there(self, position: QPointF) -> None:
        self._canvas.navigator.center_on(position / self._share())

    def _drawn(self) -> QImage:
        """The coarsest level, in the colours of the canvas."""
        image, adjustment = self._canvas.image.decoded, self._canvas.image_layer.adjustment
        if image is None:
            return QImage()
        if self._small_of != (image, adjustment):
            smooth = Qt.TransformationMode.SmoothTransformation
            coarsest = image.levels[-1]
            small = coarsest.scaled(self.size(), Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
            small.convertTo(QImage.Format.Format_RGB32)
            self._small = small if adjustment == PLAIN else recolored(small, adjustment)
            self._small_of = image, adjustment
        return self._small

    def _follow(self) -> None:
        size = self._canvas.image.size
        is_all_seen = self._canvas.navigator.in_sight().contains(QRectF(QPointF(), size))
        self.setVisible(not size.isEmpty() and not is_all_seen)
        if self.isVisible():
            self._place()
            self.update()

    def _place(self) -> None:
        shown = (self._canvas.image.size * self._share()).toSize()
        size = QSize(BUTTON, BUTTON) if self._is_folded else shown
        self.resize(size.expandedTo(QSize(BUTTON, BUTTON)))
        corner = self._canvas.rect().bottomRight() - QPoint(MARGIN, MARGIN)
        self.move(corner - self.rect().bottomRight())
        self.button.move(self.width() - BUTTON, 0)


def _around(frame: QRectF, area: QRectF) -> list[QRectF]:
    """The parts of an area that a frame leaves out."""
    above = QRectF(area.topLeft(), QPointF(area.right(), frame.top()))
    below = QRectF(QPointF(area.left(), frame.bottom()), area.bottomRight())
    left = QRectF(QPointF(area.left(), frame.top()), frame.bottomLeft())
    right = QRectF(frame.topRight(), QPointF(area.right(), frame.bottom()))
    return [above, below, left, right]
