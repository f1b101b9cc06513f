"""Help, and facts about the program."""

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtGui import QAction

from desktop.actions.vocabulary import Act, ActionSpec, Menu, Scope

HELP: tuple[ActionSpec, ...] = (
    ActionSpec(
        Act.SHORTCUTS,
        QT_TRANSLATE_NOOP("Actions", "Keyboard shortcuts"),
        Menu.HELP,
        Scope.ALWAYS,
        ("?",),
    ),
    ActionSpec(
        Act.DOCTOR,
        QT_TRANSLATE_NOOP("Actions", "What this machine can do…"),
        Menu.HELP,
        Scope.ALWAYS,
    ),
    ActionSpec(
        Act.CHECK_UPDATES,
        QT_TRANSLATE_NOOP("Actions", "Check for a newer version…"),
        Menu.HELP,
        Scope.ALWAYS,
    ),
    ActionSpec(
        Act.ABOUT,
        QT_TRANSLATE_NOOP("Actions", "About Saegim"),
        Menu.HELP,
        Scope.ALWAYS,
        role=QAction.MenuRole.AboutRole,
    ),
)
