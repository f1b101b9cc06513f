"""Which row of how many: reads *12 / 94*, and is typed into to go to another one."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

FRAME = 20
"""Pixels around the words."""
LONGEST = 40
"""Characters, of the words or typed ones: Python makes no number of thousands of digits."""


class ImageNumber(QLineEdit):
    """As wide as its words; while it has the focus it holds the number only."""

    entered = Signal(int)
    """A number from 1 to the number of rows."""

    def __init__(self) -> None:
        super().__init__()
        self._row: int | None = None
        self._count = 0
        self.setMaxLength(LONGEST)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.returnPressed.connect(self._enter)

    def show_place(self, row: int | None, count: int) -> None:
        """Show which row of how many is in hand."""
        self._row, self._count = row, count
        if not self.hasFocus():
            self._show_words()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.setText(self._number())
        # Only after the click that brought the focus, which would put the cursor somewhere.
        QTimer.singleShot(0, self, self.selectAll)
        self.selectAll()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_words()

    def _enter(self) -> None:
        typed = self.text().strip()
        if typed.isdecimal() and self._count:
            self.entered.emit(max(1, min(int(typed), self._count)))

    def _show_words(self) -> None:
        number = self._number()
        self.setText(f"{number or 0} / {self._count:n}")
        self.setFixedWidth(self.fontMetrics().horizontalAdvance(self.text()) + FRAME)

    def _number(self) -> str:
        return "" if self._row is None else str(self._row + 1)
