"""How images of more than 8 bits are shown: asked, and changed for the whole project."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop.actions import Act, Actions
from desktop.jobs.background import BackgroundTask
from desktop.project_session import ProjectSession
from desktop.widgets.labels import paragraph
from desktop.widgets.progress_line import ProgressLine
from engine.project.changes import Changes
from engine.protocol.specs import AUTOMATIC, ValueRange, ValueRangeRule

LARGEST = 1e12


class ValueRangeDialog(QDialog):
    """Asks for the rule.

    Args:
        rule: The rule of the project.
        parent: The window.
    """

    chosen = Signal(object)
    """The ``ValueRangeRule``."""

    def __init__(self, rule: ValueRangeRule, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Value range"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(440)
        self.automatic = QRadioButton(self.tr("Automatic: from each picture's own values"))
        self.full = QRadioButton(self.tr("Full: all values that a picture could have"))
        self.fixed = QRadioButton(self.tr("The same for all pictures, from black to white:"))
        self.low, self.high = _number(), _number()
        self.high.setValue(65535)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        for button in self.buttons.buttons():
            # The style's own icons are of another family.
            button.setIcon(QIcon())
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.accepted.connect(lambda: self.chosen.emit(self.rule()))
        for number in (self.low, self.high):
            number.valueChanged.connect(self._check)
        self.fixed.toggled.connect(self._check)
        self._lay_out()
        self._show(rule)

    def rule(self) -> ValueRangeRule:
        """What is chosen."""
        if self.fixed.isChecked():
            return ValueRange(self.low.value(), self.high.value())
        return "full" if self.full.isChecked() else AUTOMATIC

    def _show(self, rule: ValueRangeRule) -> None:
        if isinstance(rule, ValueRange):
            self.low.setValue(rule.low)
            self.high.setValue(rule.high)
            self.fixed.setChecked(True)
        else:
            (self.automatic if rule == AUTOMATIC else self.full).setChecked(True)
        self._check()

    def _check(self) -> None:
        is_fixed = self.fixed.isChecked()
        self.low.setEnabled(is_fixed)
        self.high.setEnabled(is_fixed)
        usable = not is_fixed or self.low.value() < self.high.value()
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(usable)

    def _lay_out(self) -> None:
        numbers = QHBoxLayout()
        numbers.setContentsMargins(24, 0, 0, 0)
        numbers.setSpacing(8)
        numbers.addWidget(self.low, 1)
        numbers.addWidget(QLabel("\u2013"))
        numbers.addWidget(self.high, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(8)
        told = self.tr(
            "Pictures of more than 8 bits have more tones than a screen. Models see what is shown."
        )
        column.addWidget(paragraph(told, "muted"))
        column.addSpacing(8)
        for button in (self.automatic, self.full, self.fixed):
            column.addWidget(button)
        column.addLayout(numbers)
        column.addSpacing(16)
        column.addWidget(self.buttons)


class ValueRangeChange(QObject):
    """Changes the rule in the background: every picture of more than 8 bits is measured again."""

    said = Signal(str)

    def __init__(self, session: ProjectSession, progress: ProgressLine, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._progress = progress
        self._page = parent
        self._task: BackgroundTask | None = None
        progress.cancelled.connect(self.cancel)

    def bind(self, actions: Actions) -> None:
        """Give the action its meaning."""
        actions.on(Act.VALUE_RANGE, self.ask, self)

    def ask(self) -> ValueRangeDialog | None:
        """Show the dialog; nothing while a change is going on."""
        if self._task is not None:
            return None
        rule = self._session.store.images.value_range_rule()
        dialog = ValueRangeDialog(rule, self._page.window())
        dialog.chosen.connect(self.apply)
        dialog.open()
        return dialog

    def apply(self, rule: ValueRangeRule) -> None:
        """Set the rule."""
        store = self._session.store
        self._progress.begin(self.tr("Measuring the pictures"))
        self._task = BackgroundTask(lambda report: store.images.set_value_range(rule, report), self)
        self._task.progressed.connect(self._progress.advance)
        self._task.finished.connect(self._finish)
        self._task.failed.connect(self._session.failed)
        self._task.ended.connect(self._end)
        self._task.start()

    def cancel(self) -> None:
        """Stop measuring; the rule stays what it was."""
        if self._task is not None:
            self._task.cancel()

    def _finish(self, changes: Changes) -> None:
        self._session.adopt(changes)
        said = self.tr("Pictures that are shown differently now: {count}")
        self.said.emit(said.format(count=len(changes.updated.images)))

    def _end(self) -> None:
        self._task = None
        self._progress.end()


def _number() -> QDoubleSpinBox:
    number = QDoubleSpinBox()
    number.setRange(-LARGEST, LARGEST)
    number.setDecimals(3)
    number.setGroupSeparatorShown(True)
    return number
