"""The class of the whole image, large over the picture, in a classification project."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget
from typing_extensions import override

from desktop.pages.annotate.image_in_hand import ImageInHand
from desktop.theme import tokens

MARGIN = 16


class LabelBanner(QFrame):
    """Lies over the lower edge of the canvas; shows the label, or the model's proposal dashed.

    Args:
        image: The image in hand.
        canvas: What the banner lies over.
    """

    def __init__(self, image: ImageInHand, canvas: QWidget) -> None:
        super().__init__(canvas)
        self._image = image
        self._canvas = canvas
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._text = QLabel()
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
        """Show the label of the image in hand."""
        label = next(iter(self._image.annotations.values()), None)
        proposal = next(iter(self._image.shown_suggestions()), None)
        shown = label or proposal
        self.setVisible(shown is not None)
        if shown is None:
            return
        color, name = self._image.look_of(shown.class_id)
        is_proposal = label is None and proposal is not None
        self._text.setText(f"{name} {proposal.score:.2f}" if is_proposal and proposal else name)
        line = "dashed" if is_proposal else "solid"
        self.setStyleSheet(
            f"LabelBanner {{ background: {tokens().raised}; border: 3px {line} {color};"
            " border-radius: 6px; }"
        )
        self._place()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        self.adjustSize()
        left = (self._canvas.width() - self.width()) // 2
        self.move(left, self._canvas.height() - self.height() - MARGIN)
