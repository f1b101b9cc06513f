"""The project's runs as a table."""

import dataclasses
from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QDateTime,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from typing_extensions import override

from desktop.pages.train import words
from desktop.pages.train.curve_lines import metric_name, metric_text
from desktop.pages.train.run_curve import main_metrics
from engine.project.rows import RunRow
from engine.protocol.run_folder import ACTIVE, ENDED, RunFolder, RunStatus
from engine.protocol.specs import ModelCard

COLUMNS = 4
TOP = QModelIndex()
AnyIndex = QModelIndex | QPersistentModelIndex


@dataclasses.dataclass(frozen=True)
class RunEntry:
    """A run with what its folder says."""

    row: RunRow
    folder: RunFolder
    status: RunStatus
    card: ModelCard | None


class RunList(QAbstractTableModel):
    """Newest first; states are read again by ``refresh``, those of ended runs only once."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[RunEntry] = []

    def show_runs(self, runs: Sequence[tuple[RunRow, RunFolder]]) -> None:
        """Show these, given oldest first; runs whose folder is gone are left out."""
        known = {entry.row.id: entry for entry in self._entries}
        present = [(row, folder) for row, folder in reversed(runs) if folder.path.is_dir()]
        self.beginResetModel()
        self._entries = [known.get(row.id) or _read(row, folder) for row, folder in present]
        self.endResetModel()

    def refresh(self, run_id: str = "") -> None:
        """Look again at the runs that had not ended, and at one that is known to have changed."""
        for place, entry in enumerate(self._entries):
            if entry.status in ENDED and entry.row.id != run_id:
                continue
            now = _read(entry.row, entry.folder)
            if now != entry:
                self._entries[place] = now
                self.dataChanged.emit(self.index(place, 0), self.index(place, COLUMNS - 1))

    def entries(self) -> tuple[RunEntry, ...]:
        """All runs, newest first."""
        return tuple(self._entries)

    def active(self) -> list[RunEntry]:
        """The runs that are going, newest first."""
        return [entry for entry in self._entries if entry.status in ACTIVE]

    def entry(self, row: int) -> RunEntry:
        """Return the run of a row."""
        return self._entries[row]

    def row_of(self, run_id: str) -> int:
        """The row of a run; -1 if it is not in the list."""
        ids = [entry.row.id for entry in self._entries]
        return ids.index(run_id) if run_id in ids else -1

    @override
    def rowCount(self, parent: AnyIndex = TOP) -> int:
        return 0 if parent.isValid() else len(self._entries)

    @override
    def columnCount(self, parent: AnyIndex = TOP) -> int:
        return COLUMNS

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation == Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        titles = (self.tr("Run"), self.tr("State"), self.tr("Result"), self.tr("Started"))
        return titles[section]

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        entry = self._entries[index.row()]
        texts = (
            entry.row.name,
            words.status_words(entry.status),
            result_words(entry.card),
            when_words(entry.row.created_at),
        )
        return texts[index.column()]


def result_words(card: ModelCard | None) -> str:
    """The main metric of a model."""
    if card is None:
        return ""
    name = next(iter(main_metrics(card.task, card.metrics)), None)
    return f"{metric_name(name)} {metric_text(name, card.metrics[name])}" if name else ""


def _read(row: RunRow, folder: RunFolder) -> RunEntry:
    return RunEntry(row, folder, folder.status(), folder.model_card())


def when_words(iso: str) -> str:
    """A moment given in ISO 8601, as people of this place write it."""
    moment = QDateTime.fromString(iso, Qt.DateFormat.ISODate).toLocalTime()
    return QLocale().toString(moment, QLocale.FormatType.ShortFormat)
