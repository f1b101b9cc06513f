"""The project's models: name of the run, task, main metric, when it was made."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)
from typing_extensions import override

from desktop.pages.train.run_list import result_words, when_words
from engine.project.rows import ModelRow, RunRow
from engine.tasks.table import find_task

TOP = QModelIndex()
AnyIndex = QModelIndex | QPersistentModelIndex


class ModelTable(QAbstractTableModel):
    """Newest first."""

    def __init__(self) -> None:
        super().__init__()
        self._models: list[ModelRow] = []
        self._names: dict[str, str] = {}

    def show_models(self, models: Sequence[ModelRow], runs: Sequence[RunRow]) -> bool:
        """Show these, given oldest first; whether that is another list than before."""
        listed, names = list(reversed(models)), {run.id: run.name for run in runs}
        if (listed, names) == (self._models, self._names):
            return False
        self.beginResetModel()
        self._models, self._names = listed, names
        self.endResetModel()
        return True

    def model(self, row: int) -> ModelRow:
        """The model of a row."""
        return self._models[row]

    def run_name(self, row: int) -> str:
        """What the run of a row is called."""
        return self._names.get(self._models[row].run_id, "")

    @override
    def rowCount(self, parent: AnyIndex = TOP) -> int:
        return 0 if parent.isValid() else len(self._models)

    @override
    def columnCount(self, parent: AnyIndex = TOP) -> int:
        return 4

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        card = self._models[index.row()].card
        texts = (
            self.run_name(index.row()),
            QCoreApplication.translate("Tasks", find_task(card.task).title),
            result_words(card),
            when_words(card.created_at),
        )
        return texts[index.column()]
