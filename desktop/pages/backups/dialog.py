"""File → Restore a backup: the copies there are, and the way back to one."""

from collections.abc import Sequence

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from desktop.widgets.dialog import Dialog
from desktop.widgets.labels import paragraph
from engine.project.backups import Backup, Content, content_of

SIZE = (560, 420)


class BackupsDialog(Dialog):
    """Damaged backups are listed, too, and cannot be chosen.

    Args:
        backups: Newest first.
        parent: The window.
    """

    chosen = Signal(object)
    """The ``Backup`` to go back to."""

    def __init__(self, backups: Sequence[Backup], parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Restore a backup"), parent)
        self._backups = backups
        self.column.addWidget(
            paragraph(
                self.tr(
                    "A backup is made once a day, and before anything large. Going back to one "
                    "keeps the project as it is now beside it."
                )
                if backups
                else self.tr(
                    "There is no backup yet: one is made once a day, and before anything large."
                ),
                "muted",
            )
        )
        self.table = QTableWidget(len(backups), 3)
        self.column.addWidget(self.table, 1)
        self.restore_button = self.add_button(self.tr("Restore"), primary=True)
        self.restore_button.clicked.connect(self._choose)
        self.table.itemSelectionChanged.connect(self._enable)
        self.table.itemDoubleClicked.connect(self._choose)
        self._fill()
        self._enable()
        self.resize(*SIZE)

    def _fill(self) -> None:
        table = self.table
        table.setHorizontalHeaderLabels(
            [self.tr("Made"), self.tr("Images"), self.tr("Annotations")]
        )
        if (first := table.horizontalHeaderItem(0)) is not None:
            first.setTextAlignment(Qt.AlignmentFlag.AlignLeft)
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for row, backup in enumerate(self._backups):
            self._fill_row(row, backup, content_of(backup))
        table.setVisible(bool(self._backups))
        if self._backups:
            table.selectRow(0)

    def _fill_row(self, row: int, backup: Backup, content: Content | None) -> None:
        moment = QDateTime.fromSecsSinceEpoch(int(backup.made_at.timestamp()))
        made = QLocale().toString(moment, QLocale.FormatType.ShortFormat)
        damaged = self.tr("damaged")
        counts = [damaged, ""] if content is None else [content.images, content.annotations]
        for column, text in enumerate((made, *counts)):
            item = QTableWidgetItem(str(text))
            if content is None:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            if column:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.table.setItem(row, column, item)

    def _enable(self) -> None:
        self.restore_button.setEnabled(bool(self.table.selectedItems()))

    def _choose(self) -> None:
        rows = self.table.selectionModel().selectedRows()
        if rows:
            self.accept()
            self.chosen.emit(self._backups[rows[0].row()])
