"""A page that has one thing to say."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

WIDEST = 560


class NoticePage(QWidget):
    """A title and a sentence in the middle."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setSpacing(16)
        self._column.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def say(self, title: str, sentence: str) -> None:
        """Show them."""
        for text, role in ((title, "page"), (sentence, "muted")):
            label = QLabel(text, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
            label.setProperty("role", role)
            label.setFixedWidth(WIDEST)
            self._column.addWidget(label)
