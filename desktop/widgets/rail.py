"""The rail of pages on the left: an icon and a word each."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout, QWidget

from desktop.theme import icon

WIDTH = 88
ICON = QSize(20, 20)


class Rail(QFrame):
    """One checkable button for each page."""

    chosen = Signal(object)
    """The page a person wants to see."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setFixedWidth(WIDTH)
        self._buttons: dict[QWidget, QToolButton] = {}
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 8, 8, 8)
        self._column.setSpacing(4)
        self._column.addStretch(1)

    def add(self, page: QWidget, name: str, icon_name: str) -> None:
        """Add a page below the others."""
        button = QToolButton()
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

    def clear(self) -> None:
        """Take all pages off."""
        for button in self._buttons.values():
            self._group.removeButton(button)
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons.clear()
