"""Context menus out of the table of actions."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu

from desktop.actions.keys import shown
from desktop.actions.qt_actions import Actions, brief_words
from desktop.actions.submenus import Submenus
from desktop.actions.table import TABLE
from desktop.actions.vocabulary import ContextMenu, Need


def fill_menu(
    menu: QMenu, actions: Actions, place: ContextMenu, has: Callable[[Need], bool] = lambda _: True
) -> None:
    """Add the rows that belong into a context menu, with their keys.

    Args:
        menu: Gets the entries.
        actions: What they do.
        place: Which rows.
        has: Whether there is what a row needs; without it the entry is disabled.
    """
    specs = [spec for spec in TABLE if place in spec.context]
    submenus = Submenus(menu)
    for before, spec in zip([None, *specs], specs, strict=False):
        if before is not None and before.menu is not spec.menu:
            menu.addSeparator()
        keys = actions.keys.of(spec.act)
        # After a tab stands the column of keys; a shortcut of its own would rival the window's.
        entry = submenus.of(spec).addAction(
            brief_words(spec) + (f"\t{shown(keys[0])}" if keys else "")
        )
        action = actions[spec.act]
        entry.setEnabled(action.isEnabled() and (spec.need is None or has(spec.need)))
        entry.triggered.connect(action.trigger)
    submenus.disable_useless()
