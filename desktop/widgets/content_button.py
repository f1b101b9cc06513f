"""A button that holds labels: as large as they need, with the look of any other button."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.theme import icon
from desktop.widgets.icon_label import IconLabel
from desktop.widgets.labels import label, paragraph

ICON = 24


class ContentButton(QPushButton):
    """Asks its layout how large it should be, which a plain button does not.

    Args:
        content: What is in it; clicks go through to the button.
    """

    def __init__(self, content: QBoxLayout) -> None:
        super().__init__()
        self._content = content
        self.setLayout(content)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @override
    def sizeHint(self) -> QSize:
        return self._content.totalSizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        return self._content.totalMinimumSize()

    @override
    def heightForWidth(self, width: int) -> int:
        return self._content.totalHeightForWidth(width)


def card_button(icon_name: str, title: str, text: str) -> ContentButton:
    """An icon, a title, and what is behind it in a sentence."""
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(label(title))
    words.addWidget(paragraph(text, "muted"))
    row = QHBoxLayout()
    row.setContentsMargins(16, 8, 16, 8)
    row.setSpacing(16)
    row.addWidget(IconLabel(icon(icon_name), ICON))
    row.addLayout(words, 1)
    button = ContentButton(row)
    button.setAccessibleName(title)
    button.setAccessibleDescription(text)
    return button
