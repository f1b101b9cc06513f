"""A table that looks like a list: rows to pick, without grid and headers."""

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView


def row_table(model: QAbstractItemModel, row_height: int) -> QTableView:
    """A view of the model with rows of this height in pixels; keys stay with the canvas."""
    view = QTableView()
    dress_row_table(view, model, row_height)
    return view


def dress_row_table(view: QTableView, model: QAbstractItemModel, row_height: int) -> None:
    """Make a view one of ``row_table``."""
    view.setModel(model)
    view.horizontalHeader().hide()
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(row_height)
    view.setShowGrid(False)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
