"""Right clicks, as a window system sends them, and what comes up."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

RIGHT = Qt.MouseButton.RightButton


def right_click(widget: QWidget, position: QPoint) -> QMenu | None:
    """Click with the right button; the menu that comes up, if one does."""
    QTest.mousePress(widget, RIGHT, pos=position)
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, position, widget.mapToGlobal(position)
    )
    QApplication.sendEvent(widget, event)
    QTest.mouseRelease(widget, RIGHT, pos=position)
    menu = QApplication.activePopupWidget()
    return menu if isinstance(menu, QMenu) else None


def entries(menu: QMenu | None) -> dict[str, QAction]:
    """The entries by their words, without the keys."""
    assert menu is not None
    named = [action for action in menu.actions() if not action.isSeparator()]
    return {action.text().partition("\t")[0]: action for action in named}


def enabled(menu: QMenu | None) -> set[str]:
    """The words of the entries that can be used."""
    return {words for words, action in entries(menu).items() if action.isEnabled()}


def choose(menu: QMenu | None, words: str) -> None:
    """Take an entry, as a click on it does."""
    action = entries(menu)[words]
    assert action.isEnabled()
    assert menu is not None
    menu.close()
    action.trigger()
