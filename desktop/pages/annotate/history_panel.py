"""What was done, step by step: a list to go back and forth in."""

from PySide6.QtCore import QDateTime, QEvent, QLocale, QModelIndex, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.models.history_list import Column, HistoryListModel
from desktop.widgets.labels import label
from desktop.widgets.row_table import dress_row_table

ROW_HEIGHT, MARK_WIDTH, ROOM = 24, 16, 6
_WIDE = QDateTime(2028, 12, 28, 20, 58, 58)
"""A moment whose date and time take much room."""
_GO = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OWN = (*_GO, Qt.Key.Key_Escape)


class StepView(QTableView):
    """A list whose own keys go before those of the window."""

    chosen = Signal(QModelIndex)
    left = Signal()

    def __init__(self, model: HistoryListModel) -> None:
        super().__init__()
        dress_row_table(self, model, ROW_HEIGHT)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        # A click leaves the keys with the picture.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self.chosen)
        header = self.horizontalHeader()
        header.setMinimumSectionSize(MARK_WIDTH)
        header.setSectionResizeMode(Column.WORDS, QHeaderView.ResizeMode.Stretch)
        # Widths that follow the contents would have Qt read all of them.
        for column, width in ((Column.MARK, MARK_WIDTH), (Column.WHEN, self._width_of_moments())):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, width)

    def _width_of_moments(self) -> int:
        short, locale = QLocale.FormatType.ShortFormat, QLocale()
        texts = locale.toString(_WIDE.date(), short), locale.toString(_WIDE.time(), short)
        return max(map(self.fontMetrics().horizontalAdvance, texts)) + 2 * ROOM

    @override
    def event(self, event: QEvent) -> bool:
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and event.key() in _OWN:
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _GO and self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class HistoryPanel(QWidget):
    """Reads nothing while it is hidden."""

    chosen = Signal(object)
    """The step that is gone to, or None for the beginning."""
    left = Signal()
    """The keys belong to the picture again."""

    def __init__(self, model: HistoryListModel) -> None:
        super().__init__()
        self._model = model
        self.view = StepView(model)
        self.view.chosen.connect(lambda index: self.chosen.emit(model.step_id(index.row())))
        self.view.left.connect(self.left)
        self.forget = QPushButton(self.tr("Forget old steps…"))
        self.forget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        model.present_moved.connect(self._show_present)
        self._lay_out()

    def reload(self) -> None:
        """Ask the project again what its history holds."""
        self._model.reload()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._model.watch(True)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._model.watch(False)

    def _show_present(self) -> None:
        present = self._model.index(self._model.present_row(), Column.WORDS)
        self.view.setCurrentIndex(present)
        self.view.scrollTo(present)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(8, 8, 8, 4)
        head.addWidget(label(self.tr("History"), "section"), 1)
        head.addWidget(self.forget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.view, 1)
