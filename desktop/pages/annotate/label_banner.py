"""What the whole image shows, large over it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget
from typing_extensions import override

from desktop.pages.annotate.current_image import CurrentImage
from desktop.theme import tokens
from engine.geometry.types import WholeImage

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
        """Show the labels of the image in hand, or else what a model proposes."""
        labels = self._image.labels()
        proposals = [
            s for s in self._image.shown_suggestions() if isinstance(s.geometry, WholeImage)
        ]
        self.setVisible(bool(labels or proposals))
        if labels:
            self._say([(label.class_id, "") for label in labels], is_proposal=False)
        elif proposals:
            shown = [(one.class_id, f" {one.score:.2f}") for one in proposals]
            self._say(shown, is_proposal=True)

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

    def _say(self, classes: Sequence[tuple[int, str]], *, is_proposal: bool) -> None:
        looks = [self._image.look_of(class_id) for class_id, _suffix in classes]
        self._color = looks[0][0]
        self._is_proposal = is_proposal
        names = [name + suffix for (_, name), (_, suffix) in zip(looks, classes, strict=True)]
        self._text.setText(", ".join(names))
        self._place()
        self.update()

    def _place(self) -> None:
        self.adjustSize()
        left = (self._canvas.width() - self.width()) // 2
        self.move(left, self._canvas.height() - self.height() - MARGIN)
