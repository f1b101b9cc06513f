"""The formats that fit a project, one of them chosen."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QRadioButton, QVBoxLayout, QWidget

from desktop.pages.deploy import words
from desktop.widgets.labels import label, paragraph
from engine.formats.spec import Format
from engine.formats.table import FORMATS

INDENT = 24
"""Pixels by which a sentence stands under its format's name."""


class FormatChoice(QWidget):
    """Shows name and sentence of each format, with something to choose if there are several."""

    changed = Signal()
    """Another format is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Format, ...] = ()
        self._buttons = {row.name: QRadioButton(words.title(row)) for row in FORMATS}
        self._titles = {row.name: label(words.title(row)) for row in FORMATS}
        self._sentences = {row.name: paragraph(words.sentence(row), "muted") for row in FORMATS}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for name, button in self._buttons.items():
            button.toggled.connect(lambda on: self.changed.emit() if on else None)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            column.addWidget(self._titles[name])
            column.addWidget(self._sentences[name])

    @property
    def buttons(self) -> dict[str, QRadioButton]:
        """The buttons of the formats that fit, by name."""
        return {row.name: self._buttons[row.name] for row in self._rows}

    def show_formats(self, rows: Sequence[Format]) -> None:
        """Offer these, the usual one first; what was chosen stays so if it is among them."""
        self._rows = tuple(rows)
        for name, button in self._buttons.items():
            fits = name in self.buttons
            button.setVisible(fits and len(rows) > 1)
            self._titles[name].setVisible(fits and len(rows) == 1)
            _show_sentence(self._sentences[name], fits, indented=len(rows) > 1)
        if rows and not any(button.isChecked() for button in self.buttons.values()):
            self.buttons[rows[0].name].setChecked(True)

    def chosen(self) -> Format:
        """The format that is chosen."""
        return next(row for row in self._rows if self._buttons[row.name].isChecked())


def _show_sentence(sentence: QLabel, fits: bool, *, indented: bool) -> None:
    sentence.setContentsMargins(INDENT if indented else 0, 0, 0, 8)
    sentence.setVisible(fits)
