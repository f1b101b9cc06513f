"""Which model labels, and which images: asked where there is a choice."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QRadioButton, QWidget

from desktop.pages.deploy.model_table import ModelTable
from desktop.widgets.dialog import Dialog
from desktop.widgets.labels import label, paragraph
from desktop.widgets.row_table import row_table
from engine.project.autolabel import wanted_images
from engine.project.rows import ModelRow
from engine.project.store import Store

WIDTH = 600
ROW_HEIGHT = 28
MOST_ROWS = 5
"""Models that are seen at once; the others are scrolled to."""


class AutoLabelDialog(Dialog):
    """The newest model is chosen, and the images that it has not looked at.

    Args:
        store: The open project; it has a model.
        parent: The window.
    """

    chosen = Signal(object, bool)
    """The ``ModelRow``, and whether images that it has looked at are to be looked at again."""

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Auto-label"), parent)
        self._store = store
        self.models = ModelTable()
        self.models.show_models(store.models.rows(), store.runs.rows())
        self.table = row_table(self.models, ROW_HEIGHT)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.fresh = QRadioButton()
        self.every = QRadioButton()
        self.start_button = self.add_button(self.tr("Auto-label"), primary=True)
        self.start_button.clicked.connect(self._choose)
        self.close_button.setText(self.tr("Cancel"))
        self._arrange()
        self.table.selectionModel().selectionChanged.connect(self._count)
        self.table.selectRow(0)
        self.setMinimumWidth(WIDTH)

    def model(self) -> ModelRow:
        """The model that is chosen."""
        rows = self.table.selectionModel().selectedRows()
        return self.models.model(rows[0].row() if rows else 0)

    def _count(self) -> None:
        model = self.model()
        left, every = (
            self._store.images.count(wanted_images(model, again=again)) for again in (False, True)
        )
        self.fresh.setText(
            self.tr("Pictures that it has not looked at yet: {count}").format(count=left)
        )
        self.every.setText(
            self.tr("All pictures that are not reviewed: {count}").format(count=every)
        )
        self.fresh.setEnabled(left > 0)
        (self.fresh if left else self.every).setChecked(True)
        self.start_button.setEnabled(every > 0)

    def _choose(self) -> None:
        model, again = self.model(), self.every.isChecked()
        self.accept()
        self.chosen.emit(model, again)

    def _arrange(self) -> None:
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.setFixedHeight(min(self.models.rowCount(), MOST_ROWS) * ROW_HEIGHT)
        self.column.addWidget(label(self.tr("With which model?"), "section"))
        self.column.addWidget(self.table)
        self.column.addWidget(label(self.tr("On which pictures?"), "section"))
        self.column.addWidget(self.fresh)
        self.column.addWidget(self.every)
        note = self.tr("What it finds becomes suggestions. Your own work is never replaced.")
        self.column.addWidget(paragraph(note, "muted"))
