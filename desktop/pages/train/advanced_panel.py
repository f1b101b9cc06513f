"""Everything about a training that can be set, each with one sentence and its default."""

from collections.abc import Iterator
from typing import Any

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QWidget,
)

from desktop.widgets.calm_wheel import calm_wheel
from desktop.widgets.labels import paragraph
from desktop.widgets.number_box import indent_number
from engine.protocol.specs import Phase, Recipe, Trainable

EDITOR_WIDTH = 112
TRAINABLES: tuple[Trainable, ...] = ("head", "all")


class AdvancedPanel(QWidget):
    """Edits a recipe, a seed and a device; starts from a suggestion."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._suggested: Recipe | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self._notes: dict[QWidget, tuple[QLabel, str]] = {}
        self.epochs = {"head": QSpinBox(), "all": QSpinBox()}
        self.rates = {"head": QDoubleSpinBox(), "all": QDoubleSpinBox()}
        self.batch_size = QSpinBox()
        self.image_size = QSpinBox()
        self.seed = QSpinBox()
        self.device = QComboBox()
        self._add_schedule_rows()
        self._add_other_rows()
        self.set_devices(())
        restore = QPushButton(self.tr("Use the defaults"))
        restore.clicked.connect(self.reset)
        self._grid.addWidget(restore, 2 * len(self._notes), 0, 1, 2)

    def suggest(self, recipe: Recipe) -> None:
        """Start from this recipe; what was set by hand for the same task stays until ``reset``."""
        before = self._suggested
        if recipe == before:
            return
        untouched = before is None or self.recipe() == before or recipe.task != before.task
        self._suggested = recipe
        self._name_defaults()
        if untouched:
            self.reset()

    def reset(self) -> None:
        """Go back to the suggestion."""
        self.blockSignals(True)
        for editor, value in self._defaults():
            editor.setValue(value)
        self.device.setCurrentIndex(0)
        self.blockSignals(False)
        self.changed.emit()

    def recipe(self) -> Recipe | None:
        """The recipe as it is set; None before there is a suggestion or without any epoch."""
        suggested = self._suggested
        if suggested is None:
            return None
        phases = tuple(p for p in map(self._edited, suggested.phases) if p.epochs > 0)
        if not phases:
            return None
        return msgspec.structs.replace(
            suggested,
            phases=phases,
            batch_size=self.batch_size.value(),
            image_size=self.image_size.value(),
        )

    def chosen_device(self) -> str:
        """Return the device as a job spec names it."""
        return str(self.device.currentData())

    def set_devices(self, devices: tuple[str, ...]) -> None:
        """Offer these devices."""
        chosen = self.device.currentData()
        self.device.clear()
        self.device.addItem(self.tr("Automatic"), "auto")
        for name in devices:
            self.device.addItem(name, name)
        self.device.setCurrentIndex(max(0, self.device.findData(chosen)))

    def _edited(self, phase: Phase) -> Phase:
        return msgspec.structs.replace(
            phase,
            epochs=self.epochs[phase.trainable].value(),
            learning_rate=self.rates[phase.trainable].value(),
        )

    def _add_schedule_rows(self) -> None:
        for trainable in TRAINABLES:
            self.epochs[trainable].setRange(0, 1000)
            _prepare_rate(self.rates[trainable])
        self._add(
            self.tr("Epochs, head only"),
            self.epochs["head"],
            self.tr("Rounds in which only the last layers learn; 0 leaves this phase out."),
        )
        self._add(
            self.tr("Epochs, whole network"),
            self.epochs["all"],
            self.tr("Rounds in which all layers learn; 0 leaves this phase out."),
        )
        self._add(
            self.tr("Learning rate, head only"),
            self.rates["head"],
            self.tr("Size of a step; too large and the loss jumps, too small and nothing moves."),
        )
        self._add(
            self.tr("Learning rate, whole network"),
            self.rates["all"],
            self.tr("That of the last layers; earlier layers take smaller steps."),
        )

    def _add_other_rows(self) -> None:
        self.batch_size.setRange(1, 1024)
        self.image_size.setRange(32, 2048)
        self.image_size.setSingleStep(32)
        self.seed.setRange(0, 2**31 - 1)
        self._add(
            self.tr("Batch size"),
            self.batch_size,
            self.tr("Pictures looked at for one step; more need more memory."),
        )
        self._add(
            self.tr("Image size"),
            self.image_size,
            self.tr("Pixels of the longer side; small objects need more, time grows with it."),
        )
        self._add(
            self.tr("Seed"),
            self.seed,
            self.tr("Another number shuffles differently: it shows how much is chance."),
        )
        self._add(
            self.tr("Device"), self.device, self.tr("What computes: the fastest one there is.")
        )

    def _add(self, name: str, editor: QWidget, note: str) -> None:
        row = 2 * len(self._notes)
        editor.setMinimumWidth(EDITOR_WIDTH)
        editor.setToolTip(note)
        calm_wheel(editor)
        below = paragraph(note, "muted")
        below.setContentsMargins(0, 0, 0, 8)
        self._grid.addWidget(paragraph(name), row, 0)
        # As wide as its words, where these are long.
        self._grid.addWidget(editor, row, 1, Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(below, row + 1, 0, 1, 2)
        self._notes[editor] = (below, note)
        match editor:
            case QSpinBox() | QDoubleSpinBox():
                indent_number(editor)
                editor.valueChanged.connect(self.changed)
            case QComboBox():
                editor.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
                editor.currentIndexChanged.connect(self.changed)
            case _:
                raise TypeError(type(editor))

    def _defaults(self) -> Iterator[tuple[Any, float]]:
        """Each editor of a number with what is suggested."""
        recipe = self._suggested
        if recipe is None:
            return
        for trainable in TRAINABLES:
            phase = _phase(recipe, trainable)
            yield self.epochs[trainable], phase.epochs if phase else 0
            if phase is not None:
                yield self.rates[trainable], phase.learning_rate
        yield self.batch_size, recipe.batch_size
        yield self.image_size, recipe.image_size
        yield self.seed, 0

    def _name_defaults(self) -> None:
        named = {editor: editor.textFromValue(value) for editor, value in self._defaults()}
        for editor, value in {**named, self.device: self.device.itemText(0)}.items():
            below, note = self._notes[editor]
            below.setText(" ".join([note, self.tr("Default: {value}.").format(value=value)]))


def _phase(recipe: Recipe, trainable: Trainable) -> Phase | None:
    return next((phase for phase in recipe.phases if phase.trainable == trainable), None)


def _prepare_rate(editor: QDoubleSpinBox) -> None:
    editor.setDecimals(6)
    editor.setRange(0.000001, 1.0)
    editor.setStepType(QDoubleSpinBox.StepType.AdaptiveDecimalStepType)
