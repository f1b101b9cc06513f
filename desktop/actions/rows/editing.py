"""Changing what is marked, and the settings."""

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtGui import QAction

from desktop.actions.vocabulary import Act, ActionSpec, ContextMenu, Menu, Need, Scope

EDITING: tuple[ActionSpec, ...] = (
    ActionSpec(
        Act.UNDO,
        QT_TRANSLATE_NOOP("Actions", "Undo"),
        Menu.EDIT,
        Scope.PROJECT,
        ("Ctrl+Z",),
    ),
    ActionSpec(
        Act.REDO,
        QT_TRANSLATE_NOOP("Actions", "Redo"),
        Menu.EDIT,
        Scope.PROJECT,
        ("Ctrl+Shift+Z", "Ctrl+Y"),
    ),
    ActionSpec(
        Act.COPY,
        QT_TRANSLATE_NOOP("Actions", "Copy"),
        Menu.EDIT,
        Scope.DRAW,
        ("Ctrl+C",),
        context=(ContextMenu.OBJECT,),
        need=Need.OBJECTS,
    ),
    ActionSpec(
        Act.PASTE,
        QT_TRANSLATE_NOOP("Actions", "Paste"),
        Menu.EDIT,
        Scope.DRAW,
        ("Ctrl+V",),
        context=(ContextMenu.OBJECT,),
        need=Need.COPIED,
    ),
    ActionSpec(
        Act.PASTE_AT_POINTER,
        QT_TRANSLATE_NOOP("Actions", "Paste at the pointer"),
        Menu.EDIT,
        Scope.DRAW,
        ("Ctrl+Shift+V",),
        context=(ContextMenu.OBJECT,),
        need=Need.COPIED,
    ),
    ActionSpec(
        Act.SELECT_ALL,
        QT_TRANSLATE_NOOP("Actions", "Select all"),
        Menu.EDIT,
        Scope.DRAW,
        ("Ctrl+A",),
        context=(ContextMenu.OBJECT,),
        need=Need.CONTENT,
    ),
    ActionSpec(
        Act.DUPLICATE,
        QT_TRANSLATE_NOOP("Actions", "Duplicate"),
        Menu.EDIT,
        Scope.DRAW,
        ("Ctrl+D",),
        context=(ContextMenu.OBJECT,),
        need=Need.OBJECTS,
    ),
    ActionSpec(
        Act.REPEAT_PREVIOUS,
        QT_TRANSLATE_NOOP("Actions", "Repeat the previous image's annotations"),
        Menu.EDIT,
        Scope.DRAW,
        ("Ctrl+P",),
        context=(ContextMenu.IMAGE,),
        need=Need.ONE_IMAGE,
    ),
    ActionSpec(
        Act.DELETE,
        QT_TRANSLATE_NOOP("Actions", "Delete"),
        Menu.EDIT,
        Scope.ANNOTATE,
        ("Del", "Backspace"),
        context=(ContextMenu.OBJECT,),
        need=Need.SELECTION,
    ),
    ActionSpec(
        Act.SETTINGS,
        QT_TRANSLATE_NOOP("Actions", "Settings…"),
        Menu.EDIT,
        Scope.ALWAYS,
        ("Ctrl+,",),
        role=QAction.MenuRole.PreferencesRole,
    ),
)
