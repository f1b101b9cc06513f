"""The images of a project as a Qt list: ids first, rows on demand."""

import dataclasses
import html
from collections import OrderedDict
from collections.abc import Collection

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QImage
from typing_extensions import override

from desktop.errors import words
from desktop.jobs.thumbnails import Thumbnails
from desktop.models.state_words import state_meaning
from desktop.project_session import ProjectSession
from engine.project.changes import Changes
from engine.project.rows import UNFINISHED, ImageFilter, ImageRow
from engine.protocol.requests import Readiness

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
CHUNK = 200
KEPT_CHUNKS = 32
ENTRY_ROLE = Qt.ItemDataRole.UserRole
READINESS: dict[Readiness, object] = {
    "ready": QT_TRANSLATE_NOOP("SmartTool", "Small dot: the smart tool is ready for it"),
    "encoding": QT_TRANSLATE_NOOP("SmartTool", "Small ring: the smart tool looks at it"),
}


@dataclasses.dataclass(frozen=True)
class ImageEntry:
    """What the list shows of one image."""

    image: ImageRow
    objects: int
    suggestions: int
    """Of objects."""
    readiness: Readiness
    labels: tuple[str, ...] = ()
    """Names of the classes that the whole image is labelled with."""
    proposed: tuple[str, ...] = ()
    """Names of those that a model suggested."""
    trouble: str = ""
    """Code of what is wrong with its file."""


class ImageListModel(QAbstractListModel):
    """Holds the ids that pass the filter; reads rows in chunks around what is looked at."""

    def __init__(
        self, session: ProjectSession, thumbnails: Thumbnails, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._thumbnails = thumbnails
        self._filter = ImageFilter()
        self._ids: list[int] = []
        self._rows: dict[int, int] = {}
        self._pending: set[int] = set()
        self._chunks: OrderedDict[int, dict[int, ImageEntry]] = OrderedDict()
        self._readiness: dict[str, Readiness] = {}
        self._trouble: dict[int, str] = {}
        thumbnails.loaded.connect(self._repaint)
        thumbnails.troubled.connect(self.set_trouble)
        session.changed.connect(self._refresh)
        session.refreshed.connect(self.reload)
        self.reload()

    @property
    def filter(self) -> ImageFilter:
        """Which images are listed, in which order."""
        return self._filter

    def set_filter(self, image_filter: ImageFilter) -> None:
        """List other images."""
        self._filter = image_filter
        self._read_ids()

    def reload(self) -> None:
        """Ask the project again."""
        self._pending = set(self._session.store.images.ids(ImageFilter(states=UNFINISHED)))
        self._read_ids()

    def _read_ids(self) -> None:
        self.beginResetModel()
        store = self._session.store
        self._ids = store.images.ids(self._filter)
        self._rows = {image_id: row for row, image_id in enumerate(self._ids)}
        self._chunks.clear()
        self.endResetModel()

    def image_id(self, row: int) -> int | None:
        """The image in a row, or None outside the list."""
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def row_of(self, image_id: int) -> int | None:
        """The row of an image, or None if the filter hides it."""
        return self._rows.get(image_id)

    def next_to_look_at(self, image_id: int | None) -> int | None:
        """The next listed image that nobody has reviewed, from the start again after the end."""
        start = self._rows.get(image_id, -1) + 1 if image_id is not None else 0
        order = self._ids[start:] + self._ids[:start]
        waiting = (other for other in order if other in self._pending and other != image_id)
        return next(waiting, None)

    def following(self, image_id: int, count: int) -> list[int]:
        """The ``count`` images after one, as far as there are any."""
        start = self._rows.get(image_id, -1) + 1
        return self._ids[start : start + count]

    def nearest_without(self, image_id: int, gone: Collection[int]) -> int | None:
        """The listed image after this one, or else before it, that is none of those."""
        start, gone = self._rows.get(image_id, 0), frozenset(gone)
        order = self._ids[start:] + self._ids[:start][::-1]
        return next((other for other in order if other not in gone), None)

    def set_readiness(self, key: str, readiness: Readiness) -> None:
        """Show how far the smart tool is with the image of this key."""
        self._readiness[key] = readiness
        for entries in list(self._chunks.values()):
            for image_id, entry in entries.items():
                if entry.image.key == key:
                    entries[image_id] = dataclasses.replace(entry, readiness=readiness)
                    self._repaint(image_id)

    def set_trouble(self, image_id: int, code: str) -> None:
        """Mark what is wrong with an image's file, by its code; nothing by an empty one."""
        if self._trouble.get(image_id, "") == code:
            return
        self._trouble[image_id] = code
        for entries in self._chunks.values():
            if image_id in entries:
                entries[image_id] = dataclasses.replace(entries[image_id], trouble=code)
        self._repaint(image_id)

    def check_again(self) -> None:
        """Look at the files again with which something was wrong."""
        for image_id in [image_id for image_id, code in self._trouble.items() if code]:
            self._thumbnails.forget(image_id)
            self.set_trouble(image_id, "")

    def entry(self, row: int) -> ImageEntry | None:
        """What is shown in a row."""
        image_id = self.image_id(row)
        if image_id is None:
            return None
        return self._chunk(row // CHUNK).get(image_id)

    @override
    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entry(index.row())
        if entry is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return entry.image.path.rpartition("/")[2]
            case Qt.ItemDataRole.ToolTipRole:
                return self._tool_tip(entry)
            case Qt.ItemDataRole.DecorationRole:
                return self._thumbnail(entry.image)
            case _ if role == ENTRY_ROLE:
                return entry
            case _:
                return None

    def _tool_tip(self, entry: ImageEntry) -> str:
        """Everything in a row that is a mark or a number, in words."""
        path = entry.image.path
        lines = [words(entry.trouble, {"path": path}) if entry.trouble else path]
        lines.append(state_meaning(entry.image.state))
        if entry.objects:
            lines.append(self.tr("Objects: {count}").format(count=entry.objects))
        if entry.labels:
            lines.append(self.tr("Labels: {names}").format(names=", ".join(entry.labels)))
        if entry.suggestions or entry.proposed:
            parts = [str(entry.suggestions)] if entry.suggestions else []
            named = ", ".join([*entry.proposed, *parts])
            lines.append(self.tr("Suggested by a model (+): {names}").format(names=named))
        if entry.readiness in READINESS:
            lines.append(QCoreApplication.translate("SmartTool", str(READINESS[entry.readiness])))
        # Tool tips are taken for rich text, and names may hold anything.
        return "".join(f"<div>{html.escape(line)}</div>" for line in lines)

    def _thumbnail(self, image: ImageRow) -> QImage | None:
        path = self._session.store.images.path(image)
        return self._thumbnails.get(image, path)

    def _chunk(self, number: int) -> dict[int, ImageEntry]:
        chunk = self._chunks.get(number)
        if chunk is None:
            chunk = self._read(self._ids[number * CHUNK : (number + 1) * CHUNK])
            self._chunks[number] = chunk
            if len(self._chunks) > KEPT_CHUNKS:
                self._chunks.popitem(last=False)
        return chunk

    def _read(self, ids: list[int]) -> dict[int, ImageEntry]:
        store = self._session.store
        names = {row.id: row.name for row in store.classes.rows()}
        annotations, suggestions = store.annotations.counts(ids), store.suggestions.counts(ids)
        labels = store.image_labels.of_images(ids)
        proposed = store.image_labels.suggested_for(ids)

        def named(class_ids: list[int]) -> tuple[str, ...]:
            return tuple(names[class_id] for class_id in class_ids if class_id in names)

        def entry(image: ImageRow) -> ImageEntry:
            mine, theirs = labels.get(image.id, []), proposed.get(image.id, [])
            return ImageEntry(
                image,
                annotations.get(image.id, 0) - len(mine),
                suggestions.get(image.id, 0) - len(theirs),
                self._readiness.get(image.key, "none"),
                named(mine),
                named(theirs),
                self._trouble.get(image.id, ""),
            )

        return {image.id: entry(image) for image in store.images.rows(ids)}

    def _refresh(self, changes: Changes) -> None:
        for image_id in changes.updated.images:
            if self._trouble.pop(image_id, ""):
                self._thumbnails.forget(image_id)
        if changes.added.images or changes.removed.images:
            self.reload()
            return
        if changes.updated.classes and self._ids:
            self._chunks.clear()
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))
        touched = changes.touched_images | changes.updated.images
        if len(touched) > CHUNK:
            self.reload()
            return
        for image in self._session.store.images.rows(sorted(touched)):
            (self._pending.add if image.state in UNFINISHED else self._pending.discard)(image.id)
        # An image that no longer passes the filter stays where it is until the filter is set
        # again: a list that loses rows under the hand makes people lose their place.
        rows = [self._rows[image_id] for image_id in touched if image_id in self._rows]
        for row in rows:
            self._chunks.pop(row // CHUNK, None)
        for row in rows:
            self.dataChanged.emit(self.index(row), self.index(row))

    def _repaint(self, image_id: int) -> None:
        row = self._rows.get(image_id)
        if row is not None:
            self.dataChanged.emit(self.index(row), self.index(row))
