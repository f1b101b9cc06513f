"""The settings of one section, below each other."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop.pages.settings.devices import offered
from desktop.pages.settings.field_row import FieldRow
from desktop.pages.settings.fields import make_field
from desktop.pages.settings.notes import note_on
from desktop.settings.facts import translated, value_of
from desktop.settings.table import SECTION_TITLES, TABLE
from desktop.settings.vocabulary import Keys, Section
from desktop.widgets.labels import label
from engine.catalogue import default_models_dir
from engine.system.settings import Settings


class SectionPage(QScrollArea):
    """Rows for the fields of a section; what has a page of its own is added by whom it belongs to.

    Args:
        section: Which one.
        now: The settings as the dialog is opened.
        devices: What an engine has found to compute on.
    """

    changed = Signal(str, object)
    """Name of a field and its new value."""

    def __init__(self, section: Section, now: Settings, devices: Sequence[str]) -> None:
        super().__init__()
        self._opened_with = now
        found = offered(devices, now.device)
        self.rows = {
            spec.field: FieldRow(spec, make_field(spec, found, default_models_dir()))
            for spec in TABLE
            if spec.section is section and not isinstance(spec.kind, Keys)
        }
        self._lay_out(translated(SECTION_TITLES[section]))
        for field, row in self.rows.items():
            row.changed.connect(lambda value, field=field: self.changed.emit(field, value))
        self.show_settings(now)

    def show_settings(self, now: Settings) -> None:
        """Show what is set."""
        for field, row in self.rows.items():
            row.show_value(value_of(now, row.spec))
            row.say(note_on(field, self._opened_with, now))

    def add_below(self, widget: QWidget) -> None:
        """Put something below the rows, as high as there is room."""
        self.column.takeAt(self.column.count() - 1)
        self.column.addWidget(widget, 1)

    def _lay_out(self, title: str) -> None:
        content = QWidget()
        self.column = QVBoxLayout(content)
        self.column.setContentsMargins(24, 16, 24, 16)
        self.column.setSpacing(8)
        self.column.addWidget(label(title, "section"))
        self.column.addSpacing(8)
        for row in self.rows.values():
            self.column.addWidget(row)
        self.column.addStretch(1)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
