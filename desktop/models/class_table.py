"""The label classes of a project as a Qt table."""

from collections.abc import Iterable

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from typing_extensions import override

from desktop.project_session import ProjectSession
from desktop.theme import swatch
from engine.project.changes import Changes
from engine.project.rows import ClassRow

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
KEY_COLUMN, NAME_COLUMN, COUNT_COLUMN = range(3)


class ClassTableModel(QAbstractTableModel):
    """Key, name with colour, and number of annotations of each class.

    A class of whole images has a tick where the image in hand is labelled with it.
    """

    renamed = Signal(int, str)
    """A person typed another name for the class with this id; the page makes it a command."""

    def __init__(self, session: ProjectSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._classes: list[ClassRow] = []
        self._counts: dict[int, int] = {}
        self._labels: frozenset[int] = frozenset()
        session.changed.connect(self._refresh)
        session.refreshed.connect(self.reload)
        self.reload()

    def reload(self) -> None:
        """Ask the project again."""
        self.beginResetModel()
        self._classes = list(self._session.store.classes.rows())
        self._counts = self._session.store.classes.counts()
        self.endResetModel()

    def show_labels(self, class_ids: Iterable[int]) -> None:
        """Tick the classes that the image in hand is labelled with."""
        labels = frozenset(class_ids)
        if labels != self._labels and self._classes:
            self._labels = labels
            last = self.index(len(self._classes) - 1, NAME_COLUMN)
            self.dataChanged.emit(self.index(0, NAME_COLUMN), last)

    def classes(self) -> tuple[ClassRow, ...]:
        """The classes, in the project's order."""
        return tuple(self._classes)

    def row_of(self, class_id: int | None) -> int | None:
        """The row of a class."""
        return next((row for row, c in enumerate(self._classes) if c.id == class_id), None)

    def count(self, class_id: int) -> int:
        """How many annotations a class has."""
        return self._counts.get(class_id, 0)

    @override
    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._classes)

    @override
    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else 3

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == NAME_COLUMN else flags

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._classes[index.row()]
        match role, index.column():
            case Qt.ItemDataRole.DisplayRole, 0:
                return f"  {row.key or ''}"
            case ((Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole), 1):
                return row.name
            case Qt.ItemDataRole.DisplayRole, 2:
                return f"{self.count(row.id):n}  "
            case Qt.ItemDataRole.DecorationRole, 1:
                return swatch(row.color)
            case Qt.ItemDataRole.CheckStateRole, 1 if row.is_image_level:
                is_on = row.id in self._labels
                return Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.ToolTipRole, _:
                return self._tool_tip(row, index.column())
            case Qt.ItemDataRole.TextAlignmentRole, 2:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case _:
                return None

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        name = str(value).strip()
        row = self._classes[index.row()]
        if not name or name == row.name:
            return False
        self.renamed.emit(row.id, name)
        return True

    def _tool_tip(self, row: ClassRow, column: int) -> str:
        """What a key, a tick, a colour or a number means here."""
        if column == COUNT_COLUMN:
            return self.tr("How often the project has it, on all images")
        if row.is_image_level:
            return self.tr("For whole images: the tick says that the image in hand has it")
        if column == KEY_COLUMN and row.key:
            said = self.tr("The key {key} gives this class to what is drawn or selected")
            return said.format(key=row.key)
        return self.tr("For objects: the chosen class is that of what is drawn next")

    def _refresh(self, changes: Changes) -> None:
        if changes.added.classes or changes.updated.classes or changes.removed.classes:
            self.reload()
        elif any(kind.annotations for kind in (changes.added, changes.updated, changes.removed)):
            self._counts = self._session.store.classes.counts()
            if self._classes:
                last = self.index(len(self._classes) - 1, COUNT_COLUMN)
                self.dataChanged.emit(self.index(0, COUNT_COLUMN), last)
