"""A trained model to take away: which one, with what, and the button."""

import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QFileDialog, QHeaderView, QPushButton

from desktop.jobs.background import Progress
from desktop.jobs.model_script import make_script
from desktop.pages.deploy.annotations_panel import with_suffix
from desktop.pages.deploy.export_line import ExportLine
from desktop.pages.deploy.format_choice import INDENT
from desktop.pages.deploy.model_table import ModelTable
from desktop.pages.deploy.section import DeploySection
from desktop.widgets.labels import paragraph
from desktop.widgets.row_table import row_table
from engine.formats.model_card import SCRIPT
from engine.formats.model_package import export_model
from engine.project.rows import ModelRow, RunRow
from engine.project.runs import card_path
from engine.project.store import Store

ROW_HEIGHT = 28
MOST_ROWS = 6
"""Models that are seen at once; the others are scrolled to."""
SUFFIX = ".zip"


class ModelPanel(DeploySection):
    """Asks where to, and exports.

    Args:
        store: The open project.
    """

    def __init__(self, store: Store) -> None:
        super().__init__(
            self.tr("Model"),
            self.tr("No model yet: train one first."),
            self.tr("Train"),
        )
        self._name = store.name
        self._folder = store.root
        self.models = ModelTable()
        self.table = row_table(self.models, ROW_HEIGHT)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.horizontalScrollBar().rangeChanged.connect(self._fit_height)
        self.with_script = QCheckBox(self.tr("With TorchScript"))
        self.export_button = QPushButton(self.tr("Export…"))
        self.export_button.setProperty("role", "primary")
        self.export_button.clicked.connect(self._ask)
        self.line = ExportLine(store.path)
        self.line.busy_changed.connect(self.export_button.setDisabled)
        self._arrange()

    def show_models(self, models: Sequence[ModelRow], runs: Sequence[RunRow]) -> None:
        """Show these; the newest is chosen."""
        self.set_empty(not models)
        if self.models.show_models(models, runs):
            self.table.selectRow(0)
            self._fit_height()

    def chosen(self) -> ModelRow:
        """The model that is chosen; there must be one."""
        return self.models.model(self._row())

    def export_to(self, path: Path, *, overwrite: bool = False) -> None:
        """Export the chosen model as a zip file."""
        model, with_script = self.chosen(), self.with_script.isChecked()
        text = self.tr("{path}: weights, card, and how to use them.").format(path=path.name)

        def work(store: Store, progress: Progress) -> str:
            with tempfile.TemporaryDirectory(prefix="saegim-") as folder:
                script = Path(folder) / SCRIPT if with_script else None
                if script is not None:
                    make_script(card_path(store, model), script, progress)
                export_model(store, model, path, script=script, overwrite=overwrite)
            return text

        self._folder = path.parent
        self.line.start(self.tr("Exporting the model"), path, work)

    def _fit_height(self) -> None:
        """Leave room for the rows, and for the bar below them where there is one."""
        bar = self.table.horizontalScrollBar()
        below = bar.sizeHint().height() if bar.maximum() > bar.minimum() else 0
        rows = min(self.models.rowCount(), MOST_ROWS)
        self.table.setFixedHeight(rows * ROW_HEIGHT + below)

    def _row(self) -> int:
        rows = self.table.selectionModel().selectedRows()
        return rows[0].row() if rows else 0

    def _ask(self) -> None:
        # A run may be called anything, a file may not.
        run = re.sub(r'[<>:"/\\|?*]', "-", self.models.run_name(self._row()))
        answer, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Export the model"),
            str(self._folder / f"{self._name}-{run}{SUFFIX}"),
            self.tr("Models (*.zip)"),
        )
        if answer:
            path = with_suffix(Path(answer), SUFFIX)
            # The dialog has asked about the name that was typed, and about no other.
            self.export_to(path, overwrite=path == Path(answer))

    def _arrange(self) -> None:
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        text = self.tr(
            "A zip file with the weights, a card (classes, sizes, figures, licence, how it was "
            "made), and how to use it without this program."
        )
        script = paragraph(
            self.tr("One file more, which PyTorch runs alone; making it takes a moment."), "muted"
        )
        script.setContentsMargins(INDENT, 0, 0, 8)
        self.body.addWidget(paragraph(text, "muted"))
        self.body.addWidget(self.table)
        self.body.addWidget(self.with_script)
        self.body.addWidget(script)
        self.body.addWidget(self.export_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.line)
