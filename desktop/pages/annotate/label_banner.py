"""The class of the whole image, large over the picture, in a classification project."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget
from typing_extensions import override

from desktop.pages.annotate.current_image import CurrentImage
from desktop.theme import tokens

MARGIN = 16
LINE = 3
RADIUS = 6


class LabelBanner(QWidget):
    """Lies over the lower edge of the canvas; shows the label, or the model's proposal dashed.

    Args:
        image: The image in hand.
        canvas: What the banner lies over.
    """

    def __init__(self, image: CurrentImage, canvas: QWidget) -> None:
        super().__init__(canvas)
        self._image = image
        self._canvas = canvas
        self._color = ""
        self._is_proposal = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._text = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._text.setProperty("role", "page")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.addWidget(self._text)
        canvas.installEventFilter(self)
        image.content_changed.connect(self.refresh)
        self.refresh()

    def text(self) -> str:
        """What is shown; empty when there is nothing to show."""
        return "" if self.isHidden() else self._text.text()

    def refresh(self) -> None:
        """Show the label of the image in hand, or else the best proposal."""
        label = next(iter(self._image.annotations.values()), None)
        proposal = next(iter(self._image.shown_suggestions()), None)
        self.setVisible(label is not None or proposal is not None)
        if label is not None:
            self._say(label.class_id, "", is_proposal=False)
        elif proposal is not None:
            self._say(proposal.class_id, f" {proposal.score:.2f}", is_proposal=True)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        style = Qt.PenStyle.DashLine if self._is_proposal else Qt.PenStyle.SolidLine
        painter.setPen(QPen(QColor(self._color), LINE, style))
        painter.setBrush(QColor(tokens().raised))
        inset = LINE / 2
        frame = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(frame, RADIUS, RADIUS)
        painter.end()

    def _say(self, class_id: int, suffix: str, *, is_proposal: bool) -> None:
        self._color, name = self._image.look_of(class_id)
        self._is_proposal = is_proposal
        self._text.setText(name + suffix)
        self._place()
        self.update()

    def _place(self) -> None:
        self.adjustSize()
        left = (self._canvas.width() - self.width()) // 2
        self.move(left, self._canvas.height() - self.height() - MARGIN)
