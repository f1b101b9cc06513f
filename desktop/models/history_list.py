"""The steps of the history as a Qt table: all ids at once, rows on demand."""

import bisect
import html
from collections import OrderedDict
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QDateTime,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont
from typing_extensions import override

from desktop.i18n import step_words
from desktop.project_session import ProjectSession
from desktop.theme import tokens
from engine.project.changes import Changes
from engine.project.rows import StepRow

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
CHUNK, KEPT_CHUNKS = 50, 32
MARK, SEPARATOR = "\u203a", " · "


class Column(IntEnum):
    """What stands in a row, from the left."""

    MARK = 0
    WORDS = 1
    WHEN = 2


class HistoryListModel(QAbstractTableModel):
    """The state before the first step, and then the steps, oldest first.

    Nothing is read while nobody looks at it.
    """

    present_moved = Signal()
    """Another row is the present one, or it lies elsewhere."""

    def __init__(self, session: ProjectSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._is_watched = False
        self._ids: list[int] = []
        self._undone: set[int] = set()
        self._present = 0
        self._chunks: OrderedDict[int, dict[int, StepRow]] = OrderedDict()
        session.changed.connect(self._follow)
        session.refreshed.connect(self.reload)

    def watch(self, is_watched: bool) -> None:
        """Keep up with the project from now on, or do not."""
        self._is_watched = is_watched
        self.reload()

    def reload(self) -> None:
        """Ask the project again, if anybody looks."""
        if self._is_watched:
            self.beginResetModel()
            self._ids, self._undone = self._session.store.history.ids()
            self._chunks.clear()
            self._find_present()
            self.endResetModel()
            self.present_moved.emit()

    def step_id(self, row: int) -> int | None:
        """The step in a row; None in the first one, where none is done."""
        return self._ids[row - 1] if row else None

    def present_row(self) -> int:
        """The row of the newest step that is done."""
        return self._present

    def is_undone(self, row: int) -> bool:
        """Whether the step in a row is undone."""
        return row > 0 and self._ids[row - 1] in self._undone

    @override
    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids) + 1

    @override
    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(Column)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = index.row(), Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                return self._tool_tip(row)
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(self._lines(row))
            case Qt.ItemDataRole.FontRole if row == self._present:
                font = QFont()
                font.setBold(True)
                return font
            case Qt.ItemDataRole.ForegroundRole:
                return QColor(self._color(row, column))
            case Qt.ItemDataRole.TextAlignmentRole if column is Column.WHEN:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case _:
                return None

    def _color(self, row: int, column: Column) -> str:
        if self.is_undone(row):
            return tokens().disabled
        return tokens().muted if column is Column.WHEN else tokens().text

    def _text(self, row: int, column: Column) -> str:
        if column is Column.MARK:
            return MARK if row == self._present else ""
        step = self._step(row)
        if column is Column.WORDS:
            return self.tr("Beginning") if step is None else SEPARATOR.join(_parts(step))
        return "" if step is None else _when(step.created_at)

    def _lines(self, row: int) -> list[str]:
        """Everything that is known of a step."""
        step = self._step(row)
        if step is None:
            lines = [self.tr("Beginning")]
        else:
            lines = [step_words(step.label), _moment(step.created_at)]
        if step is not None and step.objects:
            lines.append(self.tr("Objects: {count}").format(count=step.objects))
        if step is not None and step.image:
            lines.append(step.image)
        if self.is_undone(row):
            lines.append(self.tr("Undone; a click does it again"))
        return lines

    def _tool_tip(self, row: int) -> str:
        # Tool tips are taken for rich text, and names may hold anything.
        return "".join(f"<div>{html.escape(line)}</div>" for line in self._lines(row))

    def _step(self, row: int) -> StepRow | None:
        step_id = self.step_id(row)
        return None if step_id is None else self._chunk((row - 1) // CHUNK).get(step_id)

    def _chunk(self, number: int) -> dict[int, StepRow]:
        chunk = self._chunks.get(number)
        if chunk is None:
            ids = self._ids[number * CHUNK : (number + 1) * CHUNK]
            chunk = {step.id: step for step in self._session.store.history.described(ids)}
            self._chunks[number] = chunk
            if len(self._chunks) > KEPT_CHUNKS:
                self._chunks.popitem(last=False)
        return chunk

    def _follow(self, changes: Changes) -> None:
        step = changes.history_id
        if not self._is_watched or (step is None and not changes.replayed):
            return
        if step is not None and changes.replayed == frozenset({step}):
            self._undone ^= changes.replayed
            self._find_present()
            self._repaint(1, len(self._ids))
            self.present_moved.emit()
        elif step is not None and changes.joins:
            self._read_again(step)
        elif step is not None and not self._undone and step > self._newest():
            self._append(step)
            self.present_moved.emit()
        else:
            # A jump, or an edit that has dropped what was undone.
            self.reload()

    def _newest(self) -> int:
        return self._ids[-1] if self._ids else 0

    def _find_present(self) -> None:
        done = (row for row in range(len(self._ids), 0, -1) if not self.is_undone(row))
        self._present = next(done, 0)

    def _append(self, step: int) -> None:
        before = self._present
        self._present = row = len(self._ids) + 1
        self.beginInsertRows(ROOT, row, row)
        self._ids.append(step)
        self._chunks.pop((row - 1) // CHUNK, None)
        self.endInsertRows()
        self._repaint(before, before)

    def _read_again(self, step: int) -> None:
        row = bisect.bisect_left(self._ids, step) + 1
        if row < self.rowCount():
            self._chunks.pop((row - 1) // CHUNK, None)
            self._repaint(row, row)

    def _repaint(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(Column) - 1))


def _parts(step: StepRow) -> list[str]:
    several = f"{step.objects:n}" if step.objects and step.objects > 1 else ""
    parts = (step_words(step.label), several, step.image.rpartition("/")[2])
    return [part for part in parts if part]


def _local(iso: str) -> QDateTime:
    return QDateTime.fromString(iso, Qt.DateFormat.ISODate).toLocalTime()


def _when(iso: str) -> str:
    """The time of today's steps, the day of others."""
    moment = _local(iso)
    is_today = moment.date() == QDateTime.currentDateTime().date()
    part = moment.time() if is_today else moment.date()
    return QLocale().toString(part, QLocale.FormatType.ShortFormat)


def _moment(iso: str) -> str:
    return QLocale().toString(_local(iso), QLocale.FormatType.ShortFormat)
