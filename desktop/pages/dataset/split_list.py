"""Images with the part they belong to: ids first, rows on demand."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from desktop.pages.dataset import words
from engine.project.rows import FINISHED, ImageFilter, ImageRow
from engine.project.store import Store

AnyIndex = QModelIndex | QPersistentModelIndex
TOP = QModelIndex()
CHUNK = 200
KEPT_CHUNKS = 16


class SplitList(QAbstractTableModel):
    """Finished images, which are the ones that a part matters for."""

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._ids: list[int] = []
        self._chunks: dict[int, list[ImageRow]] = {}

    def reload(self) -> None:
        """Ask the project again."""
        self.beginResetModel()
        self._ids = self._store.images.ids(ImageFilter(states=FINISHED))
        self._chunks.clear()
        self.endResetModel()

    def image_id(self, row: int) -> int:
        """Return the image of a row."""
        return self._ids[row]

    @override
    def rowCount(self, parent: AnyIndex = TOP) -> int:
        return 0 if parent.isValid() else len(self._ids)

    @override
    def columnCount(self, parent: AnyIndex = TOP) -> int:
        return 2

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation == Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("Image"), self.tr("Part"))[section]

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        row = self._row(index.row())
        if row is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        return (row.path, words.split_words(row.split))[index.column()]

    def _row(self, place: int) -> ImageRow | None:
        number, offset = divmod(place, CHUNK)
        if number not in self._chunks:
            if len(self._chunks) >= KEPT_CHUNKS:
                self._chunks.pop(next(iter(self._chunks)))
            ids = self._ids[number * CHUNK : (number + 1) * CHUNK]
            self._chunks[number] = self._store.images.rows(ids)
        rows = self._chunks[number]
        # Fewer rows than ids: another window has just deleted some, and a reload is on its way.
        return rows[offset] if offset < len(rows) else None
