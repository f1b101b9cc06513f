"""What is seen of an image, and around it."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

from desktop.actions.vocabulary import Act, ActionSpec, ContextMenu, Menu, Need, Scope

VIEW: tuple[ActionSpec, ...] = (
    ActionSpec(
        Act.FIT,
        QT_TRANSLATE_NOOP("Actions", "Fit the picture"),
        Menu.VIEW,
        Scope.ANNOTATE,
        ("F",),
    ),
    ActionSpec(
        Act.ACTUAL_SIZE,
        QT_TRANSLATE_NOOP("Actions", "100 %"),
        Menu.VIEW,
        Scope.ANNOTATE,
        ("Ctrl+0",),
    ),
    ActionSpec(
        Act.ZOOM_IN,
        QT_TRANSLATE_NOOP("Actions", "Zoom in"),
        Menu.VIEW,
        Scope.ANNOTATE,
        ("Ctrl++", "Ctrl+="),
    ),
    ActionSpec(
        Act.ZOOM_OUT,
        QT_TRANSLATE_NOOP("Actions", "Zoom out"),
        Menu.VIEW,
        Scope.ANNOTATE,
        ("Ctrl+-",),
    ),
    ActionSpec(
        Act.HIDE_ALL,
        QT_TRANSLATE_NOOP("Actions", "Hide all objects"),
        Menu.VIEW,
        Scope.DRAW,
        ("H",),
    ),
    ActionSpec(
        Act.HIDE_SELECTED,
        QT_TRANSLATE_NOOP("Actions", "Hide the selected objects"),
        Menu.VIEW,
        Scope.DRAW,
        ("Shift+H",),
        context=(ContextMenu.OBJECT,),
        need=Need.SELECTION,
        brief=QT_TRANSLATE_NOOP("Actions", "Hide"),
    ),
    ActionSpec(
        Act.VALUE_RANGE,
        QT_TRANSLATE_NOOP("Actions", "Value range…"),
        Menu.VIEW,
        Scope.ANNOTATE,
        context=(ContextMenu.IMAGE,),
        need=Need.ONE_IMAGE,
    ),
    ActionSpec(
        Act.LEFT_PANEL,
        QT_TRANSLATE_NOOP("Actions", "Image list"),
        Menu.VIEW,
        Scope.ANNOTATE,
        ("F9",),
    ),
    ActionSpec(
        Act.RIGHT_PANEL,
        QT_TRANSLATE_NOOP("Actions", "Classes and objects"),
        Menu.VIEW,
        Scope.ANNOTATE,
        ("F10",),
    ),
    ActionSpec(
        Act.CHECKS,
        QT_TRANSLATE_NOOP("Actions", "Checks of annotations"),
        Menu.VIEW,
        Scope.ANNOTATE,
    ),
    ActionSpec(
        Act.HISTORY,
        QT_TRANSLATE_NOOP("Actions", "History"),
        Menu.VIEW,
        Scope.ANNOTATE,
    ),
)
