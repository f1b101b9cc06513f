"""The table as ``QAction``, and its words in the window's language."""

from collections.abc import Callable
from weakref import WeakKeyDictionary

from PySide6.QtCore import QCoreApplication, QMetaObject, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from desktop.actions.keys import SPACE, KeyMap, shown
from desktop.actions.table import MENU_TITLES, TABLE
from desktop.actions.vocabulary import Act, ActionSpec, Menu, Scope


def title(menu: Menu) -> str:
    """A menu's name in the window's language."""
    return QCoreApplication.translate("Actions", str(MENU_TITLES[menu]))


def words(spec: ActionSpec) -> str:
    """An action's name in the window's language."""
    return QCoreApplication.translate("Actions", str(spec.text)).format(number=spec.number)


def brief_words(spec: ActionSpec) -> str:
    """An action's name in a context menu."""
    return QCoreApplication.translate("Actions", str(spec.brief)) if spec.brief else words(spec)


class Actions(QObject):
    """The table's rows as ``QAction`` of one window."""

    keys_changed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.keys = KeyMap()
        self._names = {spec.act: words(spec) for spec in TABLE}
        self._actions = {spec.act: _make(spec, window) for spec in TABLE}
        self._connections: WeakKeyDictionary[QObject, list[QMetaObject.Connection]] = (
            WeakKeyDictionary()
        )
        self.use(self.keys)
        window.addActions(list(self._actions.values()))

    def __getitem__(self, act: Act) -> QAction:
        return self._actions[act]

    def use(self, keys: KeyMap) -> None:
        """Give the actions these keys, in menus and tool tips, too."""
        self.keys = keys
        # All at once would leave a key with two owners for a moment, which Qt complains about.
        for action in self._actions.values():
            action.setShortcuts([])
        for act in self._actions:
            self._dress(act)
        self.keys_changed.emit()

    def key_text(self, act: Act) -> str:
        """The keys of an action as people read them, e.g. ``D, →``; empty without any."""
        return ", ".join(dict.fromkeys(map(shown, self.keys.of(act))))

    def sections(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The menus that have keys: their titles, and the actions' names and keys."""
        menus = [
            (title(menu), [spec for spec in TABLE if spec.menu is menu and self.keys.of(spec.act)])
            for menu in Menu
        ]
        return [
            (name, [(words(spec), self.key_text(spec.act)) for spec in specs])
            for name, specs in menus
            if specs
        ]

    def hint(self, act: Act) -> str:
        """How to say in a sentence what to use: the first key, or the action's name without one."""
        keys = self.keys.of(act)
        return shown(keys[0]) if keys else f"“{self._names[act]}”"

    def rename(self, act: Act, name: str) -> None:
        """Call an action otherwise, e.g. with what it would do now."""
        self._names[act] = name
        self._dress(act)

    def tap(self, key: str) -> None:
        """Do what a key means that Qt does not watch, if that can be used now."""
        act = self.keys.holder(key)
        if act is not None:
            self._actions[act].trigger()

    def on(self, act: Act, slot: Callable[[], object], owner: QObject) -> None:
        """Call ``slot`` when the action is triggered, as long as ``owner`` lives."""
        connection = self._actions[act].triggered.connect(lambda: slot())
        self._connections.setdefault(owner, []).append(connection)
        owner.destroyed.connect(lambda: QObject.disconnect(connection))

    def release(self, root: QObject) -> None:
        """Call nothing of an object and what it owns any more, before it goes away."""
        for owner in {root, *root.findChildren(QObject)} & set(self._connections):
            for connection in self._connections.pop(owner):
                QObject.disconnect(connection)

    def enable(self, scopes: frozenset[Scope]) -> None:
        """Make the actions of these scopes usable, and no others.

        Keys of one letter belong to whatever page is seen, so they must not reach the others.
        """
        for spec in TABLE:
            self._actions[spec.act].setEnabled(spec.scope in scopes)

    def _dress(self, act: Act) -> None:
        action, name, text = self._actions[act], self._names[act], self.key_text(act)
        keys = self.keys.of(act)
        action.setShortcuts([QKeySequence(key) for key in keys if key != SPACE])
        # In a menu, what follows a tab goes into the column of keys, without claiming the key.
        action.setText(f"{name}\t{text}" if SPACE in keys else name)
        action.setToolTip(f"{name} ({text})" if text else name)


def _make(spec: ActionSpec, window: QWidget) -> QAction:
    action = QAction(window)
    action.setObjectName(spec.act)
    action.setMenuRole(spec.role)
    action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
    # A letter held down must not fire again and again; stepping through images may.
    action.setAutoRepeat(spec.act in (Act.NEXT_IMAGE, Act.PREVIOUS_IMAGE, Act.UNDO, Act.REDO))
    return action
