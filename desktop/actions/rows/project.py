"""The project as a whole: its file, its images, its export."""

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtGui import QAction

from desktop.actions.vocabulary import Act, ActionSpec, Menu, Scope

PROJECT: tuple[ActionSpec, ...] = (
    ActionSpec(
        Act.NEW_PROJECT,
        QT_TRANSLATE_NOOP("Actions", "New project…"),
        Menu.FILE,
        Scope.ALWAYS,
        ("Ctrl+N",),
    ),
    ActionSpec(
        Act.OPEN_PROJECT,
        QT_TRANSLATE_NOOP("Actions", "Open…"),
        Menu.FILE,
        Scope.ALWAYS,
        ("Ctrl+O",),
    ),
    ActionSpec(
        Act.ADD_IMAGES,
        QT_TRANSLATE_NOOP("Actions", "Add pictures…"),
        Menu.FILE,
        Scope.PROJECT,
        ("Ctrl+I",),
    ),
    ActionSpec(
        Act.EXPORT,
        QT_TRANSLATE_NOOP("Actions", "Export annotations…"),
        Menu.FILE,
        Scope.PROJECT,
        ("Ctrl+Shift+E",),
    ),
    ActionSpec(
        Act.RESTORE,
        QT_TRANSLATE_NOOP("Actions", "Restore a backup…"),
        Menu.FILE,
        Scope.PROJECT,
    ),
    ActionSpec(
        Act.CLOSE_PROJECT,
        QT_TRANSLATE_NOOP("Actions", "Close project"),
        Menu.FILE,
        Scope.PROJECT,
        ("Ctrl+W",),
    ),
    ActionSpec(
        Act.QUIT,
        QT_TRANSLATE_NOOP("Actions", "Quit"),
        Menu.FILE,
        Scope.ALWAYS,
        ("Ctrl+Q",),
        role=QAction.MenuRole.QuitRole,
    ),
)
