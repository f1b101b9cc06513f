"""A sheet of keys over the window; any click or key closes it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMargins, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

Section = tuple[str, Sequence[tuple[str, str]]]
"""A title, and rows of what is done and its keys."""

MOST_COLUMNS, ROOM_FOR_A_COLUMN, WIDE_COLUMN = 3, 280, 380
BORDER = 2
MARGIN = 16
"""Pixels of the window that stay in sight around the sheet."""


class ShortcutSheet(QFrame):
    """Lies over its parent until closed.

    Args:
        sections: What to show, in order; spread over columns of about equal length.
        parent: The window.
    """

    def __init__(self, sections: Sequence[Section], parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self.setObjectName("card")
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._content = QWidget()
        columns = QHBoxLayout(self._content)
        columns.setContentsMargins(24, 16, 24, 16)
        columns.setSpacing(32)
        count = max(1, min(MOST_COLUMNS, parent.width() // ROOM_FOR_A_COLUMN))
        # Labels that wrap ask for less than they are easily read in.
        self._wanted_width = count * WIDE_COLUMN
        for sections_of_column in _columns(sections, count):
            columns.addLayout(_column(sections_of_column), 1)
        self._lay_out()

    def open(self) -> None:
        """Show the sheet in the middle of its parent, as large as it must be and may be."""
        room = self._window.size().shrunkBy(QMargins(MARGIN, MARGIN, MARGIN, MARGIN))
        width = min(max(self._content.sizeHint().width(), self._wanted_width), room.width())
        self.ensurePolished()
        border = self.width() - self.contentsRect().width() + 2 * BORDER
        height = self._content.heightForWidth(width - border) + border
        self.resize(width, min(height, room.height()))
        self.move(self._window.rect().center() - self.rect().center())
        self.show()
        self.raise_()
        self.setFocus()

    def _lay_out(self) -> None:
        area = QScrollArea()
        area.setWidget(self._content)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # What is under the keys is the sheet itself.
        area.viewport().setAutoFillBackground(False)
        self._content.setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(BORDER, BORDER, BORDER, BORDER)
        column.addWidget(area)

    @override
    def event(self, event: QEvent) -> bool:
        # While the sheet is read, keys close it and do nothing else.
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.close()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.close()


def _columns(sections: Sequence[Section], count: int) -> list[list[Section]]:
    total = sum(len(rows) + 2 for _, rows in sections)
    columns: list[list[Section]] = [[] for _ in range(count)]
    seen = 0
    for section in sections:
        columns[min(count - 1, seen * count // total)].append(section)
        seen += len(section[1]) + 2
    return columns


def _column(sections: Sequence[Section]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(8)
    for title, rows in sections:
        heading = QLabel(title)
        heading.setProperty("role", "section")
        column.addWidget(heading)
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        for index, (words, keys) in enumerate(rows):
            grid.addWidget(QLabel(words, wordWrap=True), index, 0)
            label = QLabel(keys)
            label.setProperty("role", "muted")
            grid.addWidget(label, index, 1, Qt.AlignmentFlag.AlignRight)
        column.addLayout(grid)
        column.addSpacing(8)
    column.addStretch(1)
    return column
