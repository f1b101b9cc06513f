"""The keys of all actions: find one, change it, or take all changes back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.actions import KeyMap
from desktop.pages.settings.key_strip import KeyStrip
from desktop.pages.settings.key_tree import KeyTree
from engine.system.settings import Settings


class KeysPanel(QWidget):
    """Says what ``Settings.keys`` is to be."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.filter = QLineEdit(placeholderText=self.tr("Filter by name or key"))
        self.filter.setClearButtonEnabled(True)
        self.reset_all = QPushButton(self.tr("Reset all keys"))
        self.reset_all.setAutoDefault(False)
        self.tree = KeyTree()
        self.strip = KeyStrip()
        self.filter.textChanged.connect(self.tree.filter)
        self.reset_all.clicked.connect(lambda: self.changed.emit({}))
        self.tree.picked.connect(self.strip.show_subject)
        self.tree.itemActivated.connect(lambda _item, _column: self.strip.recorder.setFocus())
        self.strip.wanted.connect(lambda keys: self.changed.emit(keys.overrides()))
        # A recorder that kept the focus would swallow the keys that lead out of it.
        self.strip.recorded.connect(lambda: self.tree.setFocus(Qt.FocusReason.OtherFocusReason))
        self._lay_out()

    def show_settings(self, now: Settings) -> None:
        """Show the keys that are set."""
        keys = KeyMap.of_settings(now)
        self.tree.show_keys(keys)
        self.strip.show_keys(keys)
        self.reset_all.setEnabled(bool(now.keys))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.filter, 1)
        row.addWidget(self.reset_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.tree, 1)
        column.addWidget(self.strip)
