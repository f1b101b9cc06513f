"""The objects of one image as a Qt table."""

import dataclasses
from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from typing_extensions import override

from desktop.theme import swatch, tokens

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


@dataclasses.dataclass(frozen=True)
class ObjectEntry:
    """A row: an annotation or a suggestion.

    ``key`` is the canvas's key of it; ``origin`` says who made it, or the score of a suggestion;
    ``tip``, the text of a tool tip, says it in full.
    """

    key: int
    class_name: str
    color: str
    origin: str
    tip: str
    is_suggestion: bool


class AnnotationTableModel(QAbstractTableModel):
    """Class and origin of each object, in the order given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[ObjectEntry, ...] = ()

    def set_entries(self, entries: Sequence[ObjectEntry]) -> None:
        """Show other objects; views are told of the rows that differ alone."""
        before, after = self._entries, tuple(entries)
        if len(before) == len(after):
            self._entries = after
            self._tell_changed(before)
            return
        self.beginResetModel()
        self._entries = after
        self.endResetModel()

    def key(self, row: int) -> int:
        """The canvas's key of the object in a row."""
        return self._entries[row].key

    def rows_of(self, keys: Sequence[int]) -> list[int]:
        """The rows of objects, as far as they are shown."""
        wanted = frozenset(keys)
        return [row for row, entry in enumerate(self._entries) if entry.key in wanted]

    @override
    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._entries)

    @override
    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else 2

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self._entries[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return entry.class_name if index.column() == 0 else f"{entry.origin}  "
            case Qt.ItemDataRole.ToolTipRole:
                return entry.tip
            case Qt.ItemDataRole.ForegroundRole if index.column() == 1:
                return QColor(tokens().muted)
            case Qt.ItemDataRole.DecorationRole if index.column() == 0:
                return swatch(entry.color, hollow=entry.is_suggestion)
            case Qt.ItemDataRole.TextAlignmentRole if index.column() == 1:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case _:
                return None

    def _tell_changed(self, before: tuple[ObjectEntry, ...]) -> None:
        pairs = enumerate(zip(before, self._entries, strict=True))
        rows = [row for row, (a, b) in pairs if a is not b and a != b]
        if rows:
            self.dataChanged.emit(self.index(rows[0], 0), self.index(rows[-1], 1))
