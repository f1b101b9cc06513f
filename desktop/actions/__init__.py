"""Everything that has a key or a place in a menu."""

from desktop.actions.qt_actions import Actions, key_text, title, words
from desktop.actions.table import TABLE
from desktop.actions.vocabulary import CLASS_ACTS, Act, Menu, Scope

__all__ = ["CLASS_ACTS", "TABLE", "Act", "Actions", "Menu", "Scope", "key_text", "title", "words"]
