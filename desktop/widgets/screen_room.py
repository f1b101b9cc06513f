"""No window larger than its screen: a small laptop at 200 % has room for 960 by 540 only."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

FRAME = QSize(16, 40)
"""What systems put around a window; how much it is, they say only once it is seen."""


def within_screen(wanted: QSize, window: QWidget) -> QSize:
    """The size, or as much of it as there is room for on the window's screen."""
    return wanted.boundedTo(window.screen().availableSize() - FRAME)
