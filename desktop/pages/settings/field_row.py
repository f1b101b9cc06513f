"""One setting in the dialog: its name, its widget, what it is about, and what is wrong with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.pages.settings.fields import Field
from desktop.settings.checks import problem
from desktop.settings.facts import default_of, translated
from desktop.settings.vocabulary import SettingSpec
from desktop.widgets.labels import label, paragraph


class FieldRow(QWidget):
    """Lets only values out that can be right.

    Args:
        spec: The row of the table.
        field: Its widget.
    """

    changed = Signal(object)
    """The new value."""

    def __init__(self, spec: SettingSpec, field: Field) -> None:
        super().__init__()
        self.spec = spec
        self.field = field
        self.problem = paragraph(role="danger")
        self.note = paragraph(role="muted")
        self.reset = QPushButton(self.tr("Reset to default"))
        self.reset.setProperty("role", "link")
        self.reset.setAutoDefault(False)
        self.reset.clicked.connect(self._reset)
        keeps_its_place = self.reset.sizePolicy()
        keeps_its_place.setRetainSizeWhenHidden(True)
        self.reset.setSizePolicy(keeps_its_place)
        field.edited.connect(self._take)
        self._lay_out()

    def show_value(self, value: object) -> None:
        """Show what is set."""
        self.field.show_value(value)
        self.complain(problem(self.spec, value))
        self.reset.setVisible(value != default_of(self.spec))

    def complain(self, sentence: str) -> None:
        """Say what is wrong; empty if nothing is."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def say(self, note: str) -> None:
        """Say something that is good to know here."""
        self.note.setText(note)
        self.note.setVisible(bool(note))

    def _reset(self) -> None:
        # What is written here may be wrong, and so never have been set.
        self.show_value(default_of(self.spec))
        self.changed.emit(default_of(self.spec))

    def _take(self, value: object) -> None:
        sentence = problem(self.spec, value)
        self.complain(sentence)
        if sentence:
            # What is set is not the default, maybe, but what is written here is not either.
            self.reset.setVisible(True)
        else:
            self.changed.emit(value)

    def _lay_out(self) -> None:
        name = label(translated(self.spec.label))
        name.setBuddy(self.field)
        about = translated(self.spec.help)
        self.field.setToolTip(about)
        self.field.setAccessibleName(name.text())
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.field, int(self.field.is_wide))
        row.addWidget(self.reset)
        if not self.field.is_wide:
            row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 16)
        column.setSpacing(4)
        column.addWidget(name)
        column.addLayout(row)
        for below in (paragraph(about, "muted"), self.problem, self.note):
            column.addWidget(below)
        self.note.hide()
        self.problem.hide()
