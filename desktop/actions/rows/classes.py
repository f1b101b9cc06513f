"""Choosing a class."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

from desktop.actions.vocabulary import Act, ActionSpec, ContextMenu, Menu, Scope

CLASSES: tuple[ActionSpec, ...] = (
    ActionSpec(
        Act.CLASS_1,
        QT_TRANSLATE_NOOP("Actions", "Class {number}"),
        Menu.CLASS,
        Scope.ANNOTATE,
        ("1",),
        number=1,
    ),
    ActionSpec(
        Act.CLASS_2,
        QT_TRANSLATE_NOOP("Actions", "Class {number}"),
        Menu.CLASS,
        Scope.ANNOTATE,
        ("2",),
        number=2,
    ),
    ActionSpec(
        Act.CLASS_3,
        QT_TRANSLATE_NOOP("Actions", "Class {number}"),
        Menu.CLASS,
        Scope.ANNOTATE,
        ("3",),
        number=3,
    ),
    ActionSpec(
        Act.CLASS_4,
        QT_TRANSLATE_NOOP("Actions", "Class {number}"),
        Menu.CLASS,
        Scope.ANNOTATE,
        ("4",),
        number=4,
    ),
    ActionSpec(
        Act.CLASS_5,
        QT_TRANSLATE_NOOP("Actions", "Class {number}"),
        Menu.CLASS,
        Scope.ANNOTATE,
        ("5",),
        number=5,
    ),
    ActionSpec(
        Act.CLASS_6,
        QT_TRANSLATE_NOOP("Actions", "Class {number}"),
        Menu.CLASS,
        Scope.ANNOTATE,
        ("6",),
        number=6,
    ),
    ActionSpec(
        Act.CLASS_7,
        QT_TRANSLATE_NOOP("Actions", "Class {number}"),
        Menu.CLASS,
        Scope.ANNOTATE,
        ("7",),
        number=7,
    ),
    ActionSpec(
        Act.CLASS_8,
        QT_TRANSLATE_NOOP("Actions", "Class {number}"),
        Menu.CLASS,
        Scope.ANNOTATE,
        ("8",),
        number=8,
    ),
    ActionSpec(
        Act.CLASS_9,
        QT_TRANSLATE_NOOP("Actions", "Class {number}"),
        Menu.CLASS,
        Scope.ANNOTATE,
        ("9",),
        number=9,
    ),
    ActionSpec(
        Act.FIND_CLASS,
        QT_TRANSLATE_NOOP("Actions", "Find a class"),
        Menu.CLASS,
        Scope.ANNOTATE,
        ("0",),
    ),
    ActionSpec(
        Act.ADD_CLASS,
        QT_TRANSLATE_NOOP("Actions", "Add a class"),
        Menu.CLASS,
        Scope.ANNOTATE,
        context=(ContextMenu.CLASS,),
    ),
    ActionSpec(
        Act.RENAME_CLASS,
        QT_TRANSLATE_NOOP("Actions", "Rename the class"),
        Menu.CLASS,
        Scope.ANNOTATE,
        ("F2",),
        context=(ContextMenu.CLASS,),
    ),
    ActionSpec(
        Act.RECOLOR_CLASS,
        QT_TRANSLATE_NOOP("Actions", "Colour of the class…"),
        Menu.CLASS,
        Scope.ANNOTATE,
        context=(ContextMenu.CLASS,),
    ),
)
