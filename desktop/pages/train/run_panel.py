"""The right column: the run that is shown, its curves, and what else there is to see of it."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QSplitter,
    QStackedLayout,
    QStackedWidget,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.pages.train.class_metrics_panel import ClassMetricsPanel
from desktop.pages.train.curve_panel import CurvePanel
from desktop.pages.train.followed_run import FollowedRun
from desktop.pages.train.images_drawing import FindImage
from desktop.pages.train.images_panel import ImagesPanel
from desktop.pages.train.run_header import RunHeader
from desktop.pages.train.run_list import RunList
from desktop.widgets.labels import paragraph


class RunPanel(QWidget):
    """Shows one run, and lets the person choose which.

    Args:
        runs: The project's runs.
        find_image: Where an image of a run's data set lies.
    """

    run_chosen = Signal(str)
    """A run's id."""
    seen = Signal()
    """The panel has come into sight: what was not drawn meanwhile is to be drawn."""

    def __init__(self, runs: RunList, find_image: FindImage) -> None:
        super().__init__()
        self._runs = runs
        self.header = RunHeader()
        self.curves = CurvePanel()
        self.images = ImagesPanel(find_image)
        self.classes = ClassMetricsPanel()
        self.tabs = QTabWidget()
        self._upper = QStackedWidget()
        self.table = _table(runs)
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self._arrange()
        self.show_nothing()

    def show_nothing(self) -> None:
        """There is no run yet."""
        self._stack.setCurrentIndex(0)

    def show_no_choice(self) -> None:
        """None of the runs is chosen; the list is there to choose from."""
        self._stack.setCurrentIndex(1)
        self._upper.setCurrentIndex(1)
        self._offer_details(False)
        self.tabs.setCurrentWidget(self.table)

    def show_run(self, run: FollowedRun, *, has_model: bool) -> None:
        """Draw this run as far as it is; call again when it has grown."""
        self._stack.setCurrentIndex(1)
        self._upper.setCurrentIndex(0)
        self._offer_details(True)
        self.header.show_run(run, has_model=has_model)
        self.curves.show_curve(run.curve)
        self.images.show_images(run.folder, run.curve.validation_images)
        done = run.curve.done
        self.classes.show_classes({} if done is None else done.class_metrics)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.seen.emit()

    def show_figures(self, run: FollowedRun) -> None:
        """Show how time has passed; nothing else has changed."""
        self.header.show_run(run, has_model=False)

    def mark_in_list(self, run_id: str) -> None:
        """Select a run in the list without choosing it."""
        selection = self.table.selectionModel()
        selection.blockSignals(True)
        self.table.selectRow(self._runs.row_of(run_id))
        selection.blockSignals(False)
        self.table.viewport().update()

    def _choose(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.run_chosen.emit(self._runs.entry(current.row()).row.id)

    def _offer_details(self, offered: bool) -> None:
        for page in (self.images, self.classes):
            self.tabs.setTabEnabled(self.tabs.indexOf(page), offered)

    def _arrange(self) -> None:
        chosen = QWidget()
        upper_column = QVBoxLayout(chosen)
        upper_column.setContentsMargins(16, 16, 16, 8)
        upper_column.setSpacing(8)
        upper_column.addWidget(self.header)
        upper_column.addWidget(self.curves, 1)
        self._upper.addWidget(chosen)
        self._upper.addWidget(_centred(self.tr("Choose a run in the list.")))
        tabs = self.tabs
        tabs.setDocumentMode(True)
        tabs.addTab(self.table, self.tr("Runs"))
        tabs.addTab(self.images, self.tr("Validation pictures"))
        tabs.addTab(self.classes, self.tr("Classes"))
        tabs.setMinimumHeight(96)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._upper)
        splitter.addWidget(tabs)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([520, 120])
        nothing = _centred(self.tr("The curve of the first run appears here."))
        self._stack = QStackedLayout(self)
        self._stack.addWidget(nothing)
        self._stack.addWidget(splitter)


def _centred(text: str) -> QLabel:
    made = paragraph(text, "muted")
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return made


def _table(runs: RunList) -> QTableView:
    table = QTableView()
    table.setModel(runs)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setShowGrid(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(28)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    return table
