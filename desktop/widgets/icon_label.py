"""An icon that stands by itself, in the colours of the moment."""

from PySide6.QtGui import QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override


class IconLabel(QWidget):
    """Painted anew when light changes to dark, which a pixmap in a label is not.

    Args:
        picture: What is shown.
        side: Its width and height in pixels.
    """

    def __init__(self, icon: QIcon, side: int) -> None:
        super().__init__()
        self._icon = icon
        self.setFixedSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._icon.paint(painter, self.rect())
        painter.end()
