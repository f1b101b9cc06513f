"""A label of one line that shortens its text when there is no room for all of it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel
from typing_extensions import override

SHORTEST = 8
"""Characters that are always shown."""


class ElidedLabel(QLabel):
    """Its whole text decides how wide it would like to be, and a few letters how narrow it gets.

    Args:
        text: The whole text.
        mode: Where it is shortened.
    """

    def __init__(
        self, text: str = "", mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight
    ) -> None:
        super().__init__(textFormat=Qt.TextFormat.PlainText)
        self._whole = text
        self._mode = mode
        self.setText(text)

    def set_whole(self, text: str) -> None:
        """Replace the text."""
        if text != self._whole:
            self._whole = text
            self.setText(text)
            self.updateGeometry()

    def whole(self) -> str:
        """The text, whether there is room for all of it or not."""
        return self._whole

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._width_of(self._whole), super().sizeHint().height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._width_of(self._whole[:SHORTEST]), super().sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._shorten()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        # The style sheet may have changed the font since the last size.
        self._shorten()
        super().paintEvent(event)

    def _shorten(self) -> None:
        text = self.fontMetrics().elidedText(self._whole, self._mode, self.contentsRect().width())
        if text != self.text():
            self.setText(text)

    def _width_of(self, text: str) -> int:
        margins = self.contentsMargins()
        # One more than measured: the next pixel's share of the last letter must not shorten it.
        return self.fontMetrics().horizontalAdvance(text) + 1 + margins.left() + margins.right()
