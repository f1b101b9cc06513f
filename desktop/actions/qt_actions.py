"""The table as ``QAction``, and its words in the window's language."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from desktop.actions.table import MENU_TITLES, TABLE
from desktop.actions.vocabulary import Act, ActionSpec, Menu, Scope


def title(menu: Menu) -> str:
    """A menu's name in the window's language."""
    return QCoreApplication.translate("Actions", str(MENU_TITLES[menu]))


def words(spec: ActionSpec) -> str:
    """An action's name in the window's language."""
    return QCoreApplication.translate("Actions", str(spec.text)).format(number=spec.number)


class Actions:
    """The table's rows as ``QAction`` of one window."""

    def __init__(self, window: QWidget) -> None:
        self._actions = {spec.act: _make(spec, window) for spec in TABLE}
        window.addActions(list(self._actions.values()))

    def __getitem__(self, act: Act) -> QAction:
        return self._actions[act]

    def on(self, act: Act, slot: Callable[[], object], owner: QObject) -> None:
        """Call ``slot`` when the action is triggered, as long as ``owner`` lives."""
        connection = self._actions[act].triggered.connect(lambda: slot())
        owner.destroyed.connect(lambda: QObject.disconnect(connection))

    def enable(self, scopes: frozenset[Scope]) -> None:
        """Make the actions of these scopes usable, and no others.

        Keys of one letter belong to whatever page is seen, so they must not reach the others.
        """
        for spec in TABLE:
            self._actions[spec.act].setEnabled(spec.scope in scopes)


def _make(spec: ActionSpec, window: QWidget) -> QAction:
    action = QAction(words(spec), window)
    action.setObjectName(spec.act)
    action.setMenuRole(spec.role)
    if not spec.by_page:
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
    action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
    # A letter held down must not fire again and again; stepping through images may.
    action.setAutoRepeat(spec.act in (Act.NEXT_IMAGE, Act.PREVIOUS_IMAGE, Act.UNDO, Act.REDO))
    keys = key_text(spec)
    action.setToolTip(f"{words(spec)} ({keys})" if keys else words(spec))
    return action


def key_text(spec: ActionSpec) -> str:
    """The keys of a row as people read them, e.g. ``D, →``."""
    names = [
        QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in spec.keys
    ]
    return ", ".join(dict.fromkeys(names))
