"""Asks how images of more than 8 bits are shown, with what comes of it."""

from math import floor, log10

from PySide6.QtCore import Qt, Signal
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

from desktop.canvas.image_source import DecodedImage
from desktop.pages.annotate.value_effect import ValueEffect
from desktop.widgets.labels import paragraph
from engine.protocol.specs import AUTOMATIC, ValueRange, ValueRangeRule

LARGEST = 1e12
FEWEST_DECIMALS, MOST_DECIMALS = 3, 12
WIDTH = 640


class ValueRangeDialog(QDialog):
    """Asks for the rule, and shows what it makes of the image in hand.

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
        self.setMinimumWidth(WIDTH)
        self.automatic = QRadioButton(self.tr("Automatic: from each picture's own values"))
        self.full = QRadioButton(self.tr("Full: all values that a picture could have"))
        self.fixed = QRadioButton(self.tr("The same for all pictures, from black to white:"))
        self.low, self.high = _number(), _number()
        self.high.setValue(65535)
        self.effect = ValueEffect()
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        for button in self.buttons.buttons():
            # The style's own icons are of another family.
            button.setIcon(QIcon())
        self._lay_out()
        self._wire()
        self._show(rule)

    def rule(self) -> ValueRangeRule:
        """What is chosen."""
        if self.fixed.isChecked():
            return ValueRange(self.low.value(), self.high.value())
        return "full" if self.full.isChecked() else AUTOMATIC

    def show_image(self, image: DecodedImage) -> None:
        """Show what the rule makes of an image that is read by now."""
        self.effect.show_image(image)
        span = self.effect.span()
        if span is not None:
            for number in (self.low, self.high):
                number.setDecimals(decimals_for(span))
        own = self.effect.range_by(self.rule())
        if own is not None and not self.fixed.isChecked():
            self._set_numbers(own.low, own.high)
        self._check()

    def _wire(self) -> None:
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.accepted.connect(lambda: self.chosen.emit(self.rule()))
        for number in (self.low, self.high):
            number.valueChanged.connect(self._check)
        for button in (self.automatic, self.full, self.fixed):
            button.toggled.connect(self._check)
        self.effect.dragged.connect(self._take)

    def _show(self, rule: ValueRangeRule) -> None:
        if isinstance(rule, ValueRange):
            self._set_numbers(rule.low, rule.high)
            self.fixed.setChecked(True)
        else:
            (self.automatic if rule == AUTOMATIC else self.full).setChecked(True)
        self._check()

    def _set_numbers(self, low: float, high: float) -> None:
        self.low.setValue(low)
        self.high.setValue(high)

    def _take(self, low: float, high: float) -> None:
        """Somebody drags a handle: that is a range of their own."""
        self.fixed.setChecked(True)
        self._set_numbers(low, high)

    def _check(self) -> None:
        is_fixed = self.fixed.isChecked()
        self.low.setEnabled(is_fixed)
        self.high.setEnabled(is_fixed)
        usable = not is_fixed or self.low.value() < self.high.value()
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(usable)
        if usable:
            self.effect.show_rule(self.rule())

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
        column.addWidget(self.effect)
        for button in (self.automatic, self.full, self.fixed):
            column.addWidget(button)
        column.addLayout(numbers)
        column.addSpacing(8)
        column.addWidget(self.buttons)


def decimals_for(span: float) -> int:
    """How many decimals tell a thousandth of a span."""
    return min(max(FEWEST_DECIMALS, 3 - floor(log10(span))), MOST_DECIMALS)


def _number() -> QDoubleSpinBox:
    number = QDoubleSpinBox()
    number.setRange(-LARGEST, LARGEST)
    number.setDecimals(FEWEST_DECIMALS)
    number.setGroupSeparatorShown(True)
    return number
