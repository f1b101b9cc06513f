"""What the doctor found, from top to bottom: a verdict, what is wrong, and all the rest."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.pages.doctor.facts import Fact
from desktop.pages.doctor.problem_row import ProblemRow
from desktop.widgets.labels import label, paragraph


class FindingsView(QScrollArea):
    """Filled anew for each examination."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows: Sequence[ProblemRow] = ()

    def fill(self, summary: str, problems: Sequence[ProblemRow], rows: Sequence[Fact]) -> None:
        """Replace what is shown."""
        page = _Page()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        column.addWidget(paragraph(summary))
        for problem in problems:
            column.addWidget(problem)
        column.addSpacing(8)
        column.addLayout(_table(rows))
        column.addStretch(1)
        self.rows = problems
        self.setWidget(page)


class _Page(QWidget):
    @override
    def minimumSizeHint(self) -> QSize:
        # The height for the width is all the scroll area has to know: what labels would need at
        # their favourite width is more, and would be scrolled through as emptiness.
        return QSize(0, 0)


def _table(rows: Sequence[Fact]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    for number, row in enumerate(rows):
        for column, part in enumerate((label(row.caption, "muted"), _value(row.value))):
            part.setAlignment(Qt.AlignmentFlag.AlignTop)
            grid.addWidget(part, number, column)
    return grid


def _value(text: str) -> QLabel:
    value = paragraph(text)
    value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return value
