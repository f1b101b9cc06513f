"""What was measured of each class, below the curve."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
)

from desktop.widgets.bar_delegate import COLOR_ROLE, SHARE_ROLE, BarDelegate
from desktop.widgets.labels import paragraph
from desktop.widgets.plot_content import line_color
from engine.protocol.specs import ClassMetrics

FIRST_COLOR = 2
"""The metrics' lines in the curve begin with this one."""


class ClassMetricsPanel(QStackedWidget):
    """A row for each class, a column for each figure; a click on a header sorts."""

    def __init__(self) -> None:
        super().__init__()
        nothing = paragraph(self.tr("What each class reached is known at the end."), "muted")
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.addWidget(nothing)
        self.table = _table()
        self.addWidget(self.table)
        self._shown: ClassMetrics = {}

    def show_classes(self, classes: ClassMetrics) -> None:
        """Show these; nothing as long as nothing is known."""
        self.setCurrentIndex(1 if classes else 0)
        if classes == self._shown:
            return
        self._shown = classes
        names = list(dict.fromkeys(name for figures in classes.values() for name in figures))
        self.table.setSortingEnabled(False)
        self.table.setColumnCount(1 + len(names))
        self.table.setHorizontalHeaderLabels([self.tr("Class"), *names])
        self.table.setRowCount(len(classes))
        for row, (class_name, figures) in enumerate(classes.items()):
            self.table.setItem(row, 0, QTableWidgetItem(class_name))
            for column, name in enumerate(names, start=1):
                self.table.setItem(row, column, _item(figures.get(name), column - 1))
        self.table.setSortingEnabled(True)


def _item(value: float | None, number: int) -> QTableWidgetItem:
    item = QTableWidgetItem("" if value is None else f"{value:.3f}")
    item.setData(SHARE_ROLE, value)
    item.setData(COLOR_ROLE, line_color(FIRST_COLOR + number))
    return item


def _table() -> QTableWidget:
    table = QTableWidget()
    table.setItemDelegate(BarDelegate(table))
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    table.setShowGrid(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(28)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    # As they came, until a header is clicked.
    table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
    return table
