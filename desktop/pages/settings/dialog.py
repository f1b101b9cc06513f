"""Everything that can be set; each change is true at once."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.pages.settings.keys_panel import KeysPanel
from desktop.pages.settings.section_page import SectionPage
from desktop.settings import LiveSettings
from desktop.settings.facts import spec_of, translated
from desktop.settings.table import SECTION_TITLES
from desktop.settings.vocabulary import Section
from desktop.widgets.screen_room import within_screen
from engine.system.settings import Settings

SIZE = QSize(800, 600)
LIST_WIDTH = 160
ROW_HEIGHT = 32


class SettingsDialog(QDialog):
    """Sections at the left, fields at the right; there is nothing to confirm.

    Args:
        settings: What is changed.
        devices: What an engine has found to compute on; empty where none has looked.
        parent: The window.
    """

    def __init__(
        self, settings: LiveSettings, devices: Sequence[str] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("settings")
        self.setWindowTitle(self.tr("Settings"))
        self._settings = settings
        self.pages = {section: SectionPage(section, settings.now, devices) for section in Section}
        self.keys = KeysPanel()
        self.keys.show_settings(settings.now)
        self.pages[Section.KEYS].add_below(self.keys)
        self.list = QListWidget()
        self.list.setObjectName("sections")
        self._stack = QStackedWidget()
        self._fill()
        self._wire()
        self._lay_out()
        self.resize(within_screen(SIZE, self))

    def show_field(self, field: str) -> None:
        """Turn to the section of a field, and put the cursor into it."""
        spec = spec_of(field)
        self.show_section(spec.section)
        row = self.pages[spec.section].rows.get(field)
        if row is not None:
            row.field.setFocus()

    def show_section(self, section: Section) -> None:
        """Turn to a section."""
        self.list.setCurrentRow(list(Section).index(section))

    def section(self) -> Section:
        """The section that is seen."""
        return list(Section)[self.list.currentRow()]

    def _fill(self) -> None:
        for section, page in self.pages.items():
            item = QListWidgetItem(translated(SECTION_TITLES[section]), self.list)
            item.setSizeHint(QSize(0, ROW_HEIGHT))
            self._stack.addWidget(page)
        self.list.setCurrentRow(0)

    def _wire(self) -> None:
        self.list.currentRowChanged.connect(self._stack.setCurrentIndex)
        self._settings.changed.connect(self._follow)
        self.keys.changed.connect(lambda keys: self._change("keys", keys))
        for page in self.pages.values():
            page.changed.connect(self._change)

    def _change(self, field: str, value: object) -> None:
        try:
            self._settings.change(**{field: value})
        except OSError as error:
            self._refuse(field, error)

    def _refuse(self, field: str, error: OSError) -> None:
        self._follow(self._settings.now, self._settings.now)
        said = self.tr("The settings could not be saved, so all is as it was: {reason}.")
        spec = spec_of(field)
        page = self.pages[spec.section]
        shown_at = page.rows.get(field) or next(iter(page.rows.values()))
        shown_at.complain(said.format(reason=error.strerror or error))

    def _follow(self, _before: Settings, now: Settings) -> None:
        for page in self.pages.values():
            page.show_settings(now)
        self.keys.show_settings(now)

    def _lay_out(self) -> None:
        self.list.setFixedWidth(LIST_WIDTH)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        # The style's own icons are of another family.
        close.setIcon(QIcon())
        # Return ends the writing of a field, not the dialog.
        close.setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(self._stack, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 16)
        foot.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row, 1)
        column.addLayout(foot)
