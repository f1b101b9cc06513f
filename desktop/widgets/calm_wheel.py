"""The wheel over a field that nobody is in scrolls the page, and changes nothing."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override


class _CalmWheel(QObject):
    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Wheel or not isinstance(watched, QWidget):
            return False
        if watched.hasFocus():
            return False
        # Ignored, it goes on to what scrolls.
        event.ignore()
        return True


def calm_wheel(field: QWidget) -> None:
    """Let the wheel change this field only while it has the focus, which the wheel cannot give."""
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    field.installEventFilter(_CalmWheel(field))
