"""One sentence across the top of the window, with at most one button: never a box."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton

from desktop.theme import icon

Tone = Literal["info", "warning", "danger"]
ICONS: dict[Tone, str] = {"info": "info", "warning": "triangle-alert", "danger": "circle-alert"}


class MessageBar(QFrame):
    """Hidden until something is to be said; a new sentence replaces the old one."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("message_bar")
        self._icon = QLabel()
        self._text = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._button = QPushButton()
        self._on_click: Callable[[], object] | None = None
        self._button.clicked.connect(self._click)
        close = QToolButton()
        close.setIcon(icon("x"))
        close.setToolTip(self.tr("Close"))
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        row.addWidget(close)
        self.hide()

    def say(
        self,
        text: str,
        tone: Tone = "info",
        button: str = "",
        on_click: Callable[[], object] | None = None,
    ) -> None:
        """Show a sentence, and a button that hides it and calls ``on_click``."""
        self._text.setText(text)
        self._icon.setPixmap(icon(ICONS[tone]).pixmap(16, 16))
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._on_click = on_click
        self.setProperty("tone", tone)
        self.style().polish(self)
        self.show()

    def text(self) -> str:
        """What is said now; empty when hidden."""
        return "" if self.isHidden() else self._text.text()

    def _click(self) -> None:
        self.hide()
        if self._on_click is not None:
            self._on_click()
