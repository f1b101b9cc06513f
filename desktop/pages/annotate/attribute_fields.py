"""Fields for the values of attributes: one row a kind."""

from collections.abc import Collection, Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale, Qt, Signal
from PySide6.QtGui import QDoubleValidator
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from engine.project.attribute_kinds import LONGEST_TEXT, AttributeKindName, AttributeValue

Values = Collection[AttributeValue | None]
"""The different values that objects have; None for those without one."""

SEVERAL = QT_TRANSLATE_NOOP("Attributes", "several values")
NO_VALUE = "\N{EN DASH}"
DECIMALS = 6


class AttributeField(QWidget):
    """Shows the values of one attribute, and tells the one that a person gives.

    Args:
        title: What the attribute is called.
        choices: What there is to choose from, for a kind that has choices.
    """

    given = Signal(object)
    """The value, or None to take it away."""
    has_title = False
    """Whether it shows the title itself."""

    def __init__(self, title: str, choices: Collection[str] = ()) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._build(title, choices)

    def show_values(self, values: Values) -> None:
        """Show what objects have; several different values are shown as such."""
        raise NotImplementedError

    def take(self) -> None:
        """Tell the value that is being typed, if any is."""

    def _build(self, title: str, choices: Collection[str]) -> None:
        raise NotImplementedError


class TickField(AttributeField):
    """A box to tick; half ticked for objects of which some have it."""

    has_title = True

    def show_values(self, values: Values) -> None:
        """Tick it for objects that all have it."""
        state = Qt.CheckState.Checked if True in values else Qt.CheckState.Unchecked
        if len(values) > 1:
            state = Qt.CheckState.PartiallyChecked
        self.box.setCheckState(state)

    def _build(self, title: str, choices: Collection[str]) -> None:
        self.box = QCheckBox(title)
        self.box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.box.clicked.connect(self._tell)
        self._row.addWidget(self.box)

    def _tell(self) -> None:
        # A click on a half ticked box ticks it.
        is_ticked = self.box.checkState() is not Qt.CheckState.Unchecked
        self.box.setTristate(False)
        self.given.emit(True if is_ticked else None)


class ChoiceField(AttributeField):
    """A list to choose from; its first entry is no value."""

    def show_values(self, values: Values) -> None:
        """Choose the value that all objects have."""
        known = next(iter(values)) if len(values) == 1 else ""
        self.box.setCurrentIndex(0 if known is None else self.box.findData(known))

    def _build(self, title: str, choices: Collection[str]) -> None:
        self.box = QComboBox()
        self.box.setAccessibleName(title)
        self.box.setPlaceholderText(_several())
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.addItem(NO_VALUE, None)
        for choice in choices:
            self.box.addItem(choice, choice)
        self.box.activated.connect(lambda: self.given.emit(self.box.currentData()))
        self._row.addWidget(self.box)


class LineField(AttributeField):
    """A line to type into; what is typed counts when it is left."""

    def show_values(self, values: Values) -> None:
        """Show the value that all objects have, unless another one is being typed."""
        if self.edit.isModified() and self.edit.hasFocus():
            return
        known = next(iter(values)) if len(values) == 1 else None
        self.edit.setText(self._text(known))
        self.edit.setPlaceholderText(_several() if len(values) > 1 else "")
        self.edit.setModified(False)

    def _build(self, title: str, choices: Collection[str]) -> None:
        self.edit = QLineEdit()
        self.edit.setAccessibleName(title)
        self.edit.editingFinished.connect(self.take)
        self._row.addWidget(self.edit)

    @override
    def take(self) -> None:
        if self.edit.isModified():
            self.edit.setModified(False)
            self.given.emit(self._value(self.edit.text()))

    def _text(self, value: AttributeValue | None) -> str:
        raise NotImplementedError

    def _value(self, text: str) -> AttributeValue | None:
        raise NotImplementedError


class TextField(LineField):
    """A text of one line."""

    def _build(self, title: str, choices: Collection[str]) -> None:
        super()._build(title, choices)
        self.edit.setMaxLength(LONGEST_TEXT)

    def _text(self, value: AttributeValue | None) -> str:
        return "" if value is None else str(value)

    def _value(self, text: str) -> AttributeValue | None:
        return text.strip() or None


class NumberField(LineField):
    """A number, written as the person's language writes numbers."""

    def _build(self, title: str, choices: Collection[str]) -> None:
        super()._build(title, choices)
        validator = QDoubleValidator(-1e15, 1e15, DECIMALS, self.edit)
        validator.setNotation(QDoubleValidator.Notation.StandardNotation)
        self.edit.setValidator(validator)
        # Nobody is told that an empty line is finished: it is no number.
        self.edit.textEdited.connect(lambda text: text or self.take())

    def _text(self, value: AttributeValue | None) -> str:
        if value is None or isinstance(value, str):
            return ""
        locale = QLocale()
        locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
        # Fifteen figures are all that a number of eight bytes surely keeps.
        return locale.toString(float(value), "g", 15)

    def _value(self, text: str) -> AttributeValue | None:
        number, is_number = QLocale().toDouble(text)
        if not is_number:
            return None
        return int(number) if number.is_integer() else number


FIELDS: Mapping[AttributeKindName, type[AttributeField]] = {
    "tick": TickField,
    "choice": ChoiceField,
    "number": NumberField,
    "text": TextField,
}


def _several() -> str:
    return QCoreApplication.translate("Attributes", str(SEVERAL))
