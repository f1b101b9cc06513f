"""The tags of an image: each a button that takes it away, and a line for a new one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QToolButton, QVBoxLayout, QWidget

from desktop.theme import icon
from desktop.widgets.flow_row import FlowRow
from desktop.widgets.labels import plain_tip
from desktop.widgets.menu_text import menu_text
from engine.project.rows import TagRow

WIDEST = 96
"""Pixels of a tag: it has room in the narrowest panel."""


class TagLine(QWidget):
    """Says which tags the image is to have."""

    added = Signal(str)
    removed = Signal(int)
    left = Signal()
    """Typing is over."""

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[QToolButton] = []
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("New tag"))
        self.line.returnPressed.connect(self._add)
        self._chips: FlowRow | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self.line)

    def show_tags(self, tags: Sequence[TagRow], others: Sequence[TagRow]) -> None:
        """Show the tags of the image; ``others`` are proposed while one types."""
        completer = QCompleter([tag.name for tag in others], self.line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.line.setCompleter(completer)
        if self._chips is not None:
            self._chips.deleteLater()
        self._chips = FlowRow()
        self._column.insertWidget(0, self._chips)
        self.buttons = [self._button(tag) for tag in tags]
        self._chips.add(*self.buttons)
        self._chips.setVisible(bool(tags))

    def _button(self, tag: TagRow) -> QToolButton:
        button = QToolButton()
        button.setText(menu_text(self._shortened(tag.name)))
        button.setIcon(icon("x"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        button.setToolTip(plain_tip(self.tr("Take the tag {name} away").format(name=tag.name)))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.removed.emit(tag.id))
        return button

    def _shortened(self, name: str) -> str:
        """A button that is wider than the panel would push the fields out of it."""
        return self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, WIDEST)

    def _add(self) -> None:
        name = self.line.text().strip()
        self.line.clear()
        if name:
            self.added.emit(name)
        else:
            self.left.emit()
