"""Everything that has a key or a place in a menu."""

from desktop.actions.context_menu import fill_menu
from desktop.actions.keys import SPACE, KeyMap, may_have, normal, shown
from desktop.actions.presets import PRESETS
from desktop.actions.qt_actions import Actions, title, words
from desktop.actions.table import TABLE
from desktop.actions.vocabulary import (
    CLASS_ACTS,
    Act,
    ActionSpec,
    ContextMenu,
    Menu,
    Need,
    Scope,
)

__all__ = [
    "CLASS_ACTS",
    "PRESETS",
    "SPACE",
    "TABLE",
    "Act",
    "ActionSpec",
    "Actions",
    "ContextMenu",
    "KeyMap",
    "Menu",
    "Need",
    "Scope",
    "fill_menu",
    "may_have",
    "normal",
    "shown",
    "title",
    "words",
]
