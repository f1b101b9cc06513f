"""A note of several lines, which is kept when it is left."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit
from typing_extensions import override

from engine.project.rows import LONGEST_NOTE

LINES = 3
BORDER = 2
"""Pixels of the border, and between it and the text."""


class NoteEdit(QPlainTextEdit):
    """Tells the text when the keys go elsewhere; Escape or Ctrl+Enter give them back."""

    given = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("note")
        self.setTabChangesFocus(True)
        margin = round(self.document().documentMargin()) + BORDER
        self.setFixedHeight(LINES * self.fontMetrics().lineSpacing() + 2 * margin)

    def show_text(self, text: str, placeholder: str) -> None:
        """Show a note; ``placeholder`` where there is none."""
        self.setPlaceholderText(placeholder)
        # What is being typed is not taken away because something else of the image changes.
        if not (self.hasFocus() and self.document().isModified()) and self.toPlainText() != text:
            self.setPlainText(text)

    def take(self) -> None:
        """Tell the text if it was changed."""
        if self.document().isModified():
            self.document().setModified(False)
            self.given.emit(self.toPlainText().strip()[:LONGEST_NOTE])

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.take()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        is_done = is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape or is_done:
            self.left.emit()
        else:
            super().keyPressEvent(event)
