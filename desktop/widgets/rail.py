"""The rail of pages on the left: an icon and a word each."""

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.theme import icon, tokens
from desktop.widgets.labels import plain_tip

WIDTH = 88
ICON = QSize(20, 20)

DOT_RADIUS = 4.0


class RailButton(QToolButton):
    """A page's button; a dot says that something is going on there."""

    def __init__(self) -> None:
        super().__init__()
        self._news = ""

    def news(self) -> str:
        """What is going on there; empty if nothing is."""
        return self._news

    def tell(self, news: str) -> None:
        """Say what is going on there."""
        self._news = news
        self.setToolTip(plain_tip(news))
        self.setAccessibleDescription(news)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._news:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens().accent))
        centre = QPointF(self.width() / 2 + ICON.width() / 2 + DOT_RADIUS, 8 + DOT_RADIUS)
        painter.drawEllipse(centre, DOT_RADIUS, DOT_RADIUS)
        painter.end()


class Rail(QFrame):
    """One checkable button for each page."""

    chosen = Signal(object)
    """The page a person wants to see."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setFixedWidth(WIDTH)
        self._buttons: dict[QWidget, RailButton] = {}
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 8, 8, 8)
        self._column.setSpacing(4)
        self._column.addStretch(1)

    def add(self, page: QWidget, name: str, icon_name: str) -> None:
        """Add a page below the others."""
        button = RailButton()
        button.setText(name)
        button.setIcon(icon(icon_name))
        button.setIconSize(ICON)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setCheckable(True)
        button.setFixedWidth(WIDTH - 16)
        button.clicked.connect(lambda: self.chosen.emit(page))
        self._group.addButton(button)
        self._buttons[page] = button
        self._column.insertWidget(self._column.count() - 1, button)

    def mark(self, page: QWidget) -> None:
        """Show which page is seen."""
        if page in self._buttons:
            self._buttons[page].setChecked(True)

    def tell(self, page: QWidget, news: str) -> None:
        """Say what is going on at a page; empty if nothing is."""
        button = self._buttons.get(page)
        if button is not None and button.news() != news:
            button.tell(news)

    def clear(self) -> None:
        """Take all pages off."""
        for button in self._buttons.values():
            self._group.removeButton(button)
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons.clear()
