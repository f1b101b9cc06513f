"""The frame of our dialogs: the grid's margins, and buttons without the style's own icons."""

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

StandardButton = QDialogButtonBox.StandardButton


class Dialog(QDialog):
    """A column to fill, and a row of buttons below it; Close is there from the start.

    Args:
        title: Of its window.
        parent: The window it belongs to.
    """

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.column = QVBoxLayout()
        self.column.setSpacing(8)
        self.buttons = QDialogButtonBox(StandardButton.Close)
        self.close_button = self.buttons.button(StandardButton.Close)
        # The style's own icons are of another family.
        self.close_button.setIcon(QIcon())
        self.buttons.rejected.connect(self.reject)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 24, 24, 16)
        outer.setSpacing(24)
        outer.addLayout(self.column, 1)
        outer.addWidget(self.buttons)

    def add_button(self, text: str, *, primary: bool = False) -> QPushButton:
        """A further button in the row; it does not close the dialog."""
        button = self.buttons.addButton(text, QDialogButtonBox.ButtonRole.ActionRole)
        if primary:
            button.setProperty("role", "primary")
            button.setDefault(True)
            # The row has given the button its style by now.
            button.style().polish(button)
        return button

    def fit(self, width: int) -> None:
        """Be this wide in pixels, and just as high as the words need then."""
        self.setFixedWidth(width)
        if (layout := self.layout()) is not None:
            layout.activate()
            self.setFixedHeight(layout.totalHeightForWidth(width))
