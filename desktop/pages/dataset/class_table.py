"""How often each class occurs, and in which part."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from typing_extensions import override

from desktop.widgets.bar_delegate import COLOR_ROLE, SHARE_ROLE
from engine.project.rows import ClassRow
from engine.protocol.specs import Split

AnyIndex = QModelIndex | QPersistentModelIndex
TOP = QModelIndex()
PARTS: tuple[Split, ...] = ("train", "val", "test")
ALL = 1
"""The column of the sum, which has the bar."""


class ClassTable(QAbstractTableModel):
    """Classes in their order; annotations on finished images are counted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._classes: list[ClassRow] = []
        self._counts: Mapping[int, Mapping[Split | None, int]] = {}

    def show_counts(
        self, classes: Sequence[ClassRow], counts: Mapping[int, Mapping[Split | None, int]]
    ) -> None:
        """Show these."""
        self.beginResetModel()
        self._classes, self._counts = list(classes), counts
        self.endResetModel()

    @override
    def rowCount(self, parent: AnyIndex = TOP) -> int:
        return 0 if parent.isValid() else len(self._classes)

    @override
    def columnCount(self, parent: AnyIndex = TOP) -> int:
        return 2 + len(PARTS)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation == Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        titles = (
            self.tr("Class"),
            self.tr("Annotations"),
            self.tr("Train"),
            self.tr("Validation"),
            self.tr("Test"),
        )
        return titles[section]

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._classes[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, index.column())
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            return QColor(row.color)
        if index.column() != ALL:
            return None
        if role == COLOR_ROLE:
            return row.color
        return self._share(row) if role == SHARE_ROLE else None

    def _text(self, row: ClassRow, column: int) -> str:
        if column == 0:
            return row.name
        if column == ALL:
            return str(self._total(row))
        return str(self._counts.get(row.id, {}).get(PARTS[column - 2], 0))

    def _share(self, row: ClassRow) -> float:
        most = max((self._total(other) for other in self._classes), default=0)
        return self._total(row) / most if most else 0.0

    def _total(self, row: ClassRow) -> int:
        return sum(self._counts.get(row.id, {}).values())
