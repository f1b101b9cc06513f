"""Menus inside a menu, made when the first row of the table belongs into them."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu

from desktop.actions.table import SUBMENU_TITLES
from desktop.actions.vocabulary import ActionSpec, Submenu


class Submenus:
    """Finds the place of a row in a menu."""

    def __init__(self, menu: QMenu) -> None:
        self._menu = menu
        self._made: dict[Submenu, QMenu] = {}

    def of(self, spec: ActionSpec) -> QMenu:
        """The menu that a row's entry belongs into."""
        if spec.submenu is None:
            return self._menu
        if spec.submenu not in self._made:
            title = str(SUBMENU_TITLES[spec.submenu])
            made = self._menu.addMenu(QCoreApplication.translate("Actions", title))
            self._made[spec.submenu] = made
        return self._made[spec.submenu]

    def disable_useless(self) -> None:
        """Disable the menus of which no entry can be used."""
        for menu in self._made.values():
            menu.setEnabled(any(action.isEnabled() for action in menu.actions()))
