"""Choosing classes, adding them and changing how they look."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

from desktop.actions.vocabulary import CLASS_ACTS, Act, ActionSpec, ContextMenu, Menu, Scope

CLASSES: tuple[ActionSpec, ...] = (
    *(
        ActionSpec(
            act,
            QT_TRANSLATE_NOOP("Actions", "Class {number}"),
            Menu.CLASS,
            Scope.ANNOTATE,
            (str(number),),
            number=number,
        )
        for number, act in enumerate(CLASS_ACTS, start=1)
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
        Act.SKELETON,
        QT_TRANSLATE_NOOP("Actions", "Key points of the class…"),
        Menu.CLASS,
        Scope.ANNOTATE,
        context=(ContextMenu.CLASS,),
    ),
    ActionSpec(
        Act.CLASS_ATTRIBUTES,
        QT_TRANSLATE_NOOP("Actions", "Attributes of the class…"),
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
