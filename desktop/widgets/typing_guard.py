"""While somebody types, keys without Ctrl or Alt belong to the text and not to the window."""

from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from typing_extensions import override

WITH_A_MODIFIER = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class TypingGuard(QObject):
    """Qt lets a field keep letters, but gives Return, Tab and Escape to shortcuts.

    The guard watches only the field that has the focus, not every event of the program.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        cast("QApplication", QApplication.instance()).focusChanged.connect(self._follow)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.modifiers() & WITH_A_MODIFIER:
            return False
        event.accept()
        return True

    def _follow(self, old: QWidget | None, now: QWidget | None) -> None:
        if isinstance(now, QLineEdit | QPlainTextEdit | QAbstractSpinBox):
            # Installing it again only moves it to the front.
            now.installEventFilter(self)
