"""The Dataset page: what there is, how it is divided, and what is missing."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.models.project_reading import ProjectReading
from desktop.models.state_words import state_words
from desktop.pages.dataset.class_table import ALL, ClassTable
from desktop.pages.dataset.labelled_offer import LabelledOffer
from desktop.pages.dataset.split_list import SplitList
from desktop.pages.dataset.summary import Summary, summarise
from desktop.pages.dataset.terms import SPLITS, explained
from desktop.pages.dataset.words import split_words, training_words, warning_words
from desktop.project_session import ProjectSession
from desktop.widgets.bar_delegate import BarDelegate
from desktop.widgets.figure_row import FigureRow
from desktop.widgets.info_button import InfoButton
from desktop.widgets.labels import label, paragraph
from engine.project.rows import ImageState
from engine.project.store import Store
from engine.protocol.specs import Split
from engine.tasks.figures import warnings_of
from engine.tasks.spec import TaskSpec

NARROWEST, ROOM_FOR_BOTH = 560, 860
CHOICES: tuple[Split | None, ...] = ("train", "val", "test", None)


class DatasetPage(QWidget):
    """Counts, and the parts that images belong to.

    Args:
        session: The open project.
        parent: Qt owner.
    """

    annotate_requested = Signal()

    def __init__(self, session: ProjectSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.classes = ClassTable(self)
        self.split_list = SplitList(session.store, self)
        self.states = FigureRow([state_words(state).capitalize() for state in ImageState])
        self.splits = FigureRow([split_words(split).capitalize() for split in CHOICES])
        self.offer = LabelledOffer(session)
        self.planned = paragraph("", "muted")
        self.warnings = paragraph("", "warning")
        self.assign_button = QPushButton(self.tr("Assign parts"))
        self.assign_button.setToolTip(
            self.tr("By photo group, so that near-copies stay together; chosen parts stay.")
        )
        self.assign_button.clicked.connect(lambda: session.do(lambda store: store.splits.assign()))
        self.image_table = _table(self.split_list)
        self.move_buttons = {split: self._move_button(split) for split in CHOICES}
        self.annotate_button = QPushButton(self.tr("Annotate"))
        self._empty = self._make_empty()
        self.reading = ProjectReading(session, self, self._begin)
        self.reading.read.connect(lambda content: self._show(*content))
        self._arrange()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reading.refresh()

    def _begin(self) -> Callable[[], object]:
        self.split_list.reload()
        store = self._session.store
        return lambda: _read(store)

    def _show(self, summary: Summary, task: TaskSpec, planned: Summary) -> None:
        self.states.show_values([str(summary.states[state]) for state in ImageState])
        self.splits.show_values([str(summary.splits[split]) for split in CHOICES])
        self.classes.show_counts(summary.classes, summary.counts)
        figures, waiting = planned.figures(), planned.splits[None]
        self.planned.setText(
            self.tr("A training on them now: {parts}").format(
                parts=training_words(figures, waiting)
            )
        )
        self.planned.setVisible(summary.finished > 0)
        said = [warning_words(code) for code in warnings_of(figures, task.least_classes)]
        self.warnings.setText("\n".join(said))
        self.warnings.setVisible(bool(said) and summary.finished > 0)
        self.assign_button.setEnabled(summary.splits[None] > 0)
        self._empty.setVisible(summary.finished == 0)
        self.offer.show_counts(summary.labelled, summary.finished)

    def _move_button(self, split: Split | None) -> QPushButton:
        button = QPushButton(split_words(split).capitalize())
        button.clicked.connect(lambda: self._move(split))
        return button

    def _move(self, split: Split | None) -> None:
        rows = self.image_table.selectionModel().selectedRows()
        ids = [self.split_list.image_id(index.row()) for index in rows]
        if ids:
            self._session.do(lambda store: store.splits.set(ids, split))

    def _enable_buttons(self) -> None:
        has_selection = self.image_table.selectionModel().hasSelection()
        for button in self.move_buttons.values():
            button.setEnabled(has_selection)

    def _arrange(self) -> None:
        selection = self.image_table.selectionModel()
        selection.selectionChanged.connect(self._enable_buttons)
        self.split_list.modelReset.connect(self._enable_buttons)
        self._enable_buttons()
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._halves.setContentsMargins(16, 16, 16, 16)
        self._halves.setSpacing(24)
        self._halves.addLayout(self._left(), 3)
        self._halves.addLayout(self._right(), 2)
        self.setMinimumWidth(NARROWEST)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._halves.setDirection(beside if self.width() >= ROOM_FOR_BOTH else below)

    def _left(self) -> QVBoxLayout:
        class_view = _table(self.classes)
        class_view.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        class_view.setItemDelegateForColumn(ALL, BarDelegate(class_view))
        column = _column()
        column.addWidget(label(self.tr("Dataset"), "page"))
        column.addWidget(self._empty)
        column.addWidget(self.offer)
        column.addWidget(label(self.tr("Images"), "section"))
        column.addWidget(self.states)
        caption = QHBoxLayout()
        caption.addWidget(label(self.tr("Parts of the reviewed images"), "section"))
        caption.addWidget(InfoButton(explained(SPLITS)))
        caption.addStretch(1)
        column.addLayout(caption)
        column.addWidget(self.splits)
        column.addWidget(self.planned)
        column.addWidget(self.assign_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.warnings)
        column.addWidget(label(self.tr("Classes on reviewed images"), "section"))
        column.addWidget(class_view, 1)
        return column

    def _right(self) -> QVBoxLayout:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(label(self.tr("Move to"), "muted"))
        for button in self.move_buttons.values():
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = _column()
        column.addWidget(label(self.tr("Reviewed images"), "section"))
        column.addWidget(self.image_table, 1)
        column.addLayout(buttons)
        return column

    def _make_empty(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        text = paragraph(self.tr("No image is reviewed yet; only those are trained on."))
        self.annotate_button.setProperty("role", "primary")
        self.annotate_button.clicked.connect(self.annotate_requested)
        column.addWidget(text)
        column.addWidget(self.annotate_button, 0, Qt.AlignmentFlag.AlignLeft)
        box.hide()
        return box


def _read(store: Store) -> tuple[Summary, TaskSpec, Summary]:
    """What there is, the task that is proposed, and what it would learn from."""
    task = store.usual_task()
    return summarise(store), task, summarise(store, task)


def _table(model: SplitList | ClassTable) -> QTableView:
    table = QTableView()
    table.setModel(model)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(28)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setMinimumSectionSize(56)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    stretched = ALL if isinstance(model, ClassTable) else 0
    header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
    return table


def _column() -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(8)
    return column
