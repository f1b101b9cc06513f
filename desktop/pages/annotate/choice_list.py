"""Editor of what there is to choose from."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.widgets.labels import label
from engine.system.text import unused_name

HEIGHT = 120
NAME = Qt.ItemDataRole.UserRole
"""Of an item: the name that is kept, whatever is being typed."""


class ChoiceList(QWidget):
    """Names to edit in place, to add and to take away."""

    changed = Signal(list, dict)
    """The names, and old to new ones of those that were renamed."""

    def __init__(self) -> None:
        super().__init__()
        self._counts: Mapping[str, int] = {}
        self.list = QListWidget()
        self.list.setObjectName("rows")
        self.list.setFixedHeight(HEIGHT)
        self.list.itemChanged.connect(self._rename)
        self.list.currentRowChanged.connect(self._offer)
        self.add = QPushButton(self.tr("Add a choice"))
        self.add.clicked.connect(self._add)
        self.remove = QPushButton(self.tr("Remove"))
        self.remove.clicked.connect(self._remove)
        buttons = QHBoxLayout()
        for button in (self.add, self.remove):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label(self.tr("Choices"), "muted"))
        column.addWidget(self.list)
        column.addLayout(buttons)

    def show_choices(self, names: Sequence[str], counts: Mapping[str, int]) -> None:
        """Show names; ``counts`` is how many objects have each of them."""
        self._counts = counts
        place = self.list.currentRow()
        self.list.blockSignals(True)
        self.list.clear()
        for name in names:
            item = QListWidgetItem(name)
            item.setData(NAME, name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            self.list.addItem(item)
        self.list.setCurrentRow(min(place, len(names) - 1))
        self.list.blockSignals(False)
        self._offer()

    def names(self) -> list[str]:
        """The names that are kept."""
        return [self.list.item(n).data(NAME) for n in range(self.list.count())]

    def _offer(self) -> None:
        place, names = self.list.currentRow(), self.names()
        is_chosen = 0 <= place < len(names)
        self.remove.setEnabled(is_chosen and len(names) > 1)
        count = self._counts.get(names[place], 0) if is_chosen else 0
        words = self.tr("Remove · objects that have it: {count}").format(count=count)
        self.remove.setText(words if count else self.tr("Remove"))

    def _add(self) -> None:
        names = self.names()
        self.changed.emit([*names, unused_name(self.tr("Choice"), set(names))], {})
        self.list.setCurrentRow(self.list.count() - 1)
        self.list.edit(self.list.currentIndex())

    def _remove(self) -> None:
        place = self.list.currentRow()
        self.changed.emit([n for at, n in enumerate(self.names()) if at != place], {})

    def _rename(self, item: QListWidgetItem) -> None:
        old, new = item.data(NAME), item.text().strip()
        others = [name for name in self.names() if name != old]
        if not new or new in others:
            item.setText(old)
        elif new != old:
            names = [new if name == old else name for name in self.names()]
            self.changed.emit(names, {old: new})
