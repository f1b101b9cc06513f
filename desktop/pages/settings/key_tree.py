"""All actions with their keys, under the names of their menus."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem
from typing_extensions import override

from desktop.actions import TABLE, Act, KeyMap, Menu, shown, title, words
from desktop.actions.fixed import FIXED, FixedKey

LOWEST = 160
NUMBER = Qt.ItemDataRole.UserRole
Subject = Act | FixedKey


class KeyTree(QTreeWidget):
    """Picks an action; the keys are changed below it."""

    picked = Signal(object)
    """An ``Act`` or a ``FixedKey``; None when nothing is picked."""

    def __init__(self) -> None:
        super().__init__()
        self.setColumnCount(2)
        self.setHeaderLabels([self.tr("Action"), self.tr("Keys")])
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setIndentation(16)
        self.setMinimumHeight(LOWEST)
        self._items: dict[Act, QTreeWidgetItem] = {}
        self._groups: list[tuple[QTreeWidgetItem, list[QTreeWidgetItem]]] = []
        self._subjects: list[Subject] = []
        self._fill()
        self._color_headings()
        self.expandAll()
        self.setItemsExpandable(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.header().setStretchLastSection(False)
        self.currentItemChanged.connect(lambda now, _before: self.picked.emit(self._pick_of(now)))

    def show_keys(self, keys: KeyMap) -> None:
        """Show these keys; a person's own are bold."""
        for act, item in self._items.items():
            item.setText(1, ", ".join(dict.fromkeys(map(shown, keys.of(act)))))
            font = QFont(self.font())
            font.setBold(act in keys.own)
            item.setFont(1, font)

    def filter(self, text: str) -> None:
        """Leave only what has this text in its name or is one of its keys."""
        wanted = text.strip().casefold()
        for heading, children in self._groups:
            for child in children:
                child.setHidden(not _fits(child, wanted))
            heading.setHidden(all(child.isHidden() for child in children))

    def pick(self, act: Act) -> None:
        """Pick an action, as if a person had clicked it."""
        self.setCurrentItem(self._items[act])

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._color_headings()

    def _color_headings(self) -> None:
        for heading, _ in self._groups:
            heading.setForeground(0, self.palette().placeholderText())

    def _fill(self) -> None:
        for menu in Menu:
            self._add_group(title(menu))
            for spec in TABLE:
                if spec.menu is menu:
                    self._items[spec.act] = self._add(words(spec), "", spec.act)
        self._add_group(self.tr("Fixed"))
        for fixed in FIXED:
            self._add(_translated(fixed.text), _translated(fixed.keys), fixed)

    def _add_group(self, name: str) -> None:
        heading = QTreeWidgetItem(self, [name])
        heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
        heading.setFirstColumnSpanned(True)
        self._groups.append((heading, []))

    def _add(self, name: str, keys: str, subject: Subject) -> QTreeWidgetItem:
        heading, children = self._groups[-1]
        item = QTreeWidgetItem(heading, [name, keys])
        item.setData(0, NUMBER, len(self._subjects))
        children.append(item)
        self._subjects.append(subject)
        return item

    def _pick_of(self, item: QTreeWidgetItem | None) -> Subject | None:
        number = None if item is None else item.data(0, NUMBER)
        return None if number is None else self._subjects[number]


def _fits(item: QTreeWidgetItem, wanted: str) -> bool:
    keys = item.text(1).casefold()
    return not wanted or wanted in item.text(0).casefold() or wanted in keys.split(", ")


def _translated(text: object) -> str:
    return QCoreApplication.translate("Actions", str(text))
