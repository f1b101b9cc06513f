"""The left column: what will be learned, on what, with what, how long, and the button."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.pages.dataset.labelled_offer import LabelledOffer
from desktop.pages.dataset.words import training_words, warning_words
from desktop.pages.train import words
from desktop.pages.train.advanced_panel import AdvancedPanel
from desktop.pages.train.class_list import ClassList
from desktop.pages.train.plan import Plan
from desktop.widgets.calm_wheel import calm_wheel
from desktop.widgets.fold_out import FoldOut
from desktop.widgets.labels import label, paragraph
from engine.project.rows import FINISHED

MOST_WARNINGS = 4


class PlanPanel(QWidget):
    """Shows a plan; reads as one sentence from top to bottom.

    Args:
        offer: Of more to learn from.
    """

    train_requested = Signal()
    measure_requested = Signal()
    fetch_requested = Signal()
    annotate_requested = Signal()
    task_chosen = Signal()
    """Something else is to be learned (``chosen_task``)."""

    def __init__(self, offer: LabelledOffer) -> None:
        super().__init__()
        self.offer = offer
        self._plan: Plan | None = None
        self._has_weights = True
        self._busy = False
        self.advanced = AdvancedPanel()
        self.advanced.changed.connect(self._refresh_button)
        self.train_button = _button(self.tr("Train"), self.train_requested, "primary")
        self.measure_button = _button(self.tr("Measure"), self.measure_requested)
        self.fetch_button = _button(self.tr("Fetch it"), self.fetch_requested)
        self.annotate_button = _button(self.tr("Annotate"), self.annotate_requested, "primary")
        self.tasks = QComboBox()
        calm_wheel(self.tasks)
        self.tasks.activated.connect(self._choose_task)
        self._task = paragraph()
        self._classes = ClassList()
        self._losses = paragraph("", "muted")
        self._images = paragraph()
        self._splits = paragraph("", "muted")
        self._warnings = paragraph("", "warning")
        self._model = paragraph()
        self._reasons = paragraph("", "muted")
        self._missing = paragraph("", "warning")
        self._time = paragraph()
        self._body, self._empty = self._make_body(), self._make_empty()
        self._arrange()
        self.show_time("")

    def show_plan(self, plan: Plan, *, has_weights: bool) -> None:
        """Say this."""
        self._plan, self._has_weights = plan, has_weights
        is_empty = not any(plan.data.states[state] for state in FINISHED)
        self._empty.setVisible(is_empty)
        self._body.setHidden(is_empty)
        self.train_button.setHidden(is_empty)
        self.advanced.suggest(plan.suggested.recipe)
        self.offer.show_counts(plan.data.labelled, plan.data.finished)
        self._offer_tasks(plan)
        self._say_what(plan)
        self._say_on_what(plan)
        self._say_with_what(plan)
        self._refresh_button()

    def chosen_task(self) -> str | None:
        """Name of the task that is chosen; None before there is a choice."""
        return self.tasks.currentData()

    def show_time(self, text: str, *, can_measure: bool = True) -> None:
        """Say how long it will take; empty means that nobody knows yet."""
        self._time.setText(text or self.tr("Not known before it is measured."))
        self.measure_button.setVisible(can_measure)

    def show_fetching(self, text: str) -> None:
        """Say how far the weights are; empty when nothing is fetched."""
        self.fetch_button.setEnabled(not text)
        if text:
            self._missing.setText(text)

    def set_busy(self, busy: bool) -> None:
        """A run is just being started."""
        self._busy = busy
        self._refresh_button()

    def text(self) -> str:
        """All that is said, line by line."""
        return "\n".join(part.text() for part in self._body.findChildren(QLabel))

    def can_train(self) -> bool:
        """Whether a run can be started from what is shown."""
        plan = self._plan
        return (
            plan is not None
            and plan.task.name == self.chosen_task()
            and plan.data.finished > 0
            and not plan.is_blocked
            and self._has_weights
            and not self._busy
            and self.advanced.recipe() is not None
        )

    def _choose_task(self) -> None:
        self._refresh_button()
        self.task_chosen.emit()

    def _offer_tasks(self, plan: Plan) -> None:
        self.tasks.clear()
        for task in plan.tasks:
            self.tasks.addItem(QCoreApplication.translate("Tasks", task.title), task.name)
        self.tasks.setCurrentIndex(self.tasks.findData(plan.task.name))
        self.tasks.setVisible(len(plan.tasks) > 1)

    def _say_what(self, plan: Plan) -> None:
        self._task.setText(QCoreApplication.translate("Tasks", plan.task.plan))
        self._classes.show_classes(plan.data)
        text = words.loss_words(plan.losses)
        self._losses.setText(text)
        self._losses.setVisible(bool(text))

    def _say_on_what(self, plan: Plan) -> None:
        self._images.setText(self.tr("Reviewed images: {count}").format(count=plan.data.finished))
        self._splits.setText(training_words(plan.data.figures(), plan.data.splits[None]))
        said = [warning_words(warning) for warning in plan.warnings]
        if len(said) > MOST_WARNINGS:
            rest = len(said) - MOST_WARNINGS
            said = [*said[:MOST_WARNINGS], self.tr("{count} more like this.").format(count=rest)]
        self._warnings.setText("\n".join(said))
        self._warnings.setVisible(bool(said))

    def _say_with_what(self, plan: Plan) -> None:
        name = words.architecture_words(plan.suggested.recipe.architecture)
        self._model.setText(name)
        self._reasons.setText("\n".join(map(words.reason_words, plan.suggested.reasons)))
        self._missing.setText(self.tr("{model} is not on this machine yet.").format(model=name))
        self._missing.setHidden(self._has_weights)
        self.fetch_button.setHidden(self._has_weights)

    def _refresh_button(self) -> None:
        self.train_button.setEnabled(self.can_train())

    def _make_body(self) -> QWidget:
        body = QWidget()
        column = _column(body)
        for caption, parts in (
            (
                self.tr("What will be learned"),
                (self.tasks, self._task, self._classes, self._losses),
            ),
            (self.tr("On what"), (self._images, self._splits, self._warnings)),
            (
                self.tr("With what"),
                (self._model, self._reasons, self._missing, self.fetch_button),
            ),
            (self.tr("How long"), (self._time, self.measure_button)),
        ):
            column.addWidget(label(caption, "section"))
            for part in parts:
                column.addWidget(part)
            column.addSpacing(8)
        column.addWidget(FoldOut(self.tr("Advanced"), self.advanced))
        column.addStretch(1)
        return body

    def _make_empty(self) -> QWidget:
        empty = QWidget()
        column = _column(empty)
        text = self.tr("No image is reviewed yet: label some, then a model can learn from them.")
        column.addWidget(paragraph(text))
        column.addWidget(self.annotate_button)
        empty.hide()
        return empty

    def _arrange(self) -> None:
        inner = QWidget()
        inner_column = _column(inner)
        inner_column.setContentsMargins(16, 16, 16, 8)
        inner_column.addWidget(label(self.tr("Train"), "page"))
        inner_column.addWidget(self._empty)
        inner_column.addWidget(self.offer)
        inner_column.addWidget(self._body)
        inner_column.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 8, 16, 16)
        foot.addWidget(self.train_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scroll, 1)
        column.addLayout(foot)


def _button(text: str, signal: object, role: str = "") -> QPushButton:
    made = QPushButton(text)
    made.setProperty("role", role)
    made.clicked.connect(signal)
    return made


def _column(parent: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(parent)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    return column
