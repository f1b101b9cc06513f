"""The widgets that a value is chosen with, one kind for each kind of the table."""

from collections.abc import Sequence
from pathlib import Path
from typing import assert_never

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from desktop.pages.settings.devices import device_words
from desktop.settings.checks import existing_part
from desktop.settings.facts import range_of, translated
from desktop.settings.vocabulary import (
    Address,
    Choice,
    DeviceChoice,
    FolderChoice,
    Keys,
    Number,
    SettingSpec,
)
from desktop.widgets.calm_wheel import calm_wheel
from desktop.widgets.number_box import indent_number

EDITOR_WIDTH = 240


class Field(QWidget):
    """Shows a value and says when a person has chosen another one."""

    edited = Signal(object)
    is_wide = False
    """Whether it takes all the room there is."""

    def __init__(self, editor: QWidget) -> None:
        super().__init__()
        self.setFocusProxy(editor)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addWidget(editor)

    def show_value(self, value: object) -> None:
        """Show what is set, without saying that it was edited."""
        raise NotImplementedError


class ChoiceField(Field):
    """One of a few values."""

    def __init__(self, words: Sequence[tuple[str, str]]) -> None:
        self.box = QComboBox()
        calm_wheel(self.box)
        self.box.setMinimumWidth(EDITOR_WIDTH)
        super().__init__(self.box)
        for value, text in words:
            self.box.addItem(text, value)
        self.box.activated.connect(lambda _index: self.edited.emit(self.box.currentData()))

    def show_value(self, value: object) -> None:
        """Show what is set; it is added to what can be chosen if it is not there."""
        if self.box.findData(value) < 0:
            self.box.addItem(str(value), value)
        self.box.setCurrentIndex(self.box.findData(value))


class NumberField(Field):
    """A number with its unit."""

    def __init__(self, kind: Number, low: float, high: float) -> None:
        self.box = QDoubleSpinBox()
        super().__init__(self.box)
        indent_number(self.box)
        calm_wheel(self.box)
        self.box.setFixedWidth(EDITOR_WIDTH // 2)
        self.box.setDecimals(kind.decimals)
        self.box.setRange(low, high)
        self.box.setSingleStep(kind.step)
        self.box.setSuffix(f" {translated(kind.unit)}")
        # A number that is half typed must not be saved.
        self.box.setKeyboardTracking(False)
        self.box.valueChanged.connect(lambda value: self.edited.emit(value))

    def show_value(self, value: object) -> None:
        """Show what is set."""
        self.box.blockSignals(True)
        self.box.setValue(float(str(value)))
        self.box.blockSignals(False)


class TextField(Field):
    """A text, with a button to choose a folder where one will do."""

    is_wide = True

    def __init__(self, placeholder: str, *, with_folders: bool) -> None:
        self.line = QLineEdit(placeholderText=placeholder)
        super().__init__(self.line)
        self._shown = ""
        self.line.editingFinished.connect(self._finish)
        if with_folders:
            self.choose = QPushButton(self.tr("Choose…"))
            self.choose.setAutoDefault(False)
            self.choose.clicked.connect(self._choose)
            self._row.addWidget(self.choose)

    def show_value(self, value: object) -> None:
        """Show what is set."""
        self._shown = str(value)
        self.line.setText(self._shown)

    def _finish(self) -> None:
        # It also comes when the focus leaves a field that nobody has touched.
        text = self.line.text().strip()
        if text != self._shown:
            self._shown = text
            self.edited.emit(text)

    def _choose(self) -> None:
        begin = existing_part(Path(self.line.text() or self.line.placeholderText()))
        folder = QFileDialog.getExistingDirectory(self, self.tr("Choose a folder"), str(begin))
        if folder:
            self.line.setText(str(Path(folder)))
            self._finish()


def make_field(spec: SettingSpec, devices: Sequence[str], default_folder: Path) -> Field:
    """The widget of a row.

    Args:
        spec: The row; not the one of the keys, which have a page of their own.
        devices: What an engine has found to compute on.
        default_folder: Where models are kept if nobody says otherwise.
    """
    match spec.kind:
        case Choice():
            return ChoiceField([(value, translated(words)) for value, words in spec.kind.words])
        case DeviceChoice():
            return ChoiceField([(device, device_words(device)) for device in ("auto", *devices)])
        case Number():
            return NumberField(spec.kind, *range_of(spec))
        case FolderChoice():
            return TextField(str(default_folder), with_folders=True)
        case Address():
            return TextField(spec.kind.example, with_folders=spec.kind.or_folder)
        case Keys():
            raise TypeError(spec.field)
        case _:
            assert_never(spec.kind)
