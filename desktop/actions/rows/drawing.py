"""The tools, and what goes on while something is drawn."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

from desktop.actions.vocabulary import Act, ActionSpec, ContextMenu, Menu, Need, Scope

DRAWING: tuple[ActionSpec, ...] = (
    ActionSpec(
        Act.SELECT_TOOL,
        QT_TRANSLATE_NOOP("Actions", "Select and edit"),
        Menu.DRAW,
        Scope.DRAW,
        ("V", "Esc"),
    ),
    ActionSpec(
        Act.BOX_TOOL,
        QT_TRANSLATE_NOOP("Actions", "Box"),
        Menu.DRAW,
        Scope.DRAW,
        ("R",),
    ),
    ActionSpec(
        Act.ROTATED_BOX_TOOL,
        QT_TRANSLATE_NOOP("Actions", "Rotated box"),
        Menu.DRAW,
        Scope.DRAW,
        ("O",),
    ),
    ActionSpec(
        Act.POLYGON_TOOL,
        QT_TRANSLATE_NOOP("Actions", "Polygon"),
        Menu.DRAW,
        Scope.DRAW,
        ("P",),
    ),
    ActionSpec(
        Act.POLYLINE_TOOL,
        QT_TRANSLATE_NOOP("Actions", "Polyline"),
        Menu.DRAW,
        Scope.DRAW,
        ("L",),
    ),
    ActionSpec(
        Act.KEYPOINTS_TOOL,
        QT_TRANSLATE_NOOP("Actions", "Key points"),
        Menu.DRAW,
        Scope.DRAW,
        ("K",),
    ),
    ActionSpec(
        Act.BRUSH_TOOL,
        QT_TRANSLATE_NOOP("Actions", "Brush"),
        Menu.DRAW,
        Scope.DRAW,
        ("B",),
    ),
    ActionSpec(
        Act.ERASER_TOOL,
        QT_TRANSLATE_NOOP("Actions", "Eraser"),
        Menu.DRAW,
        Scope.DRAW,
        ("E",),
    ),
    ActionSpec(
        Act.SPLIT_TOOL,
        QT_TRANSLATE_NOOP("Actions", "Split by a line"),
        Menu.DRAW,
        Scope.DRAW,
        ("X",),
    ),
    ActionSpec(
        Act.SMART_TOOL,
        QT_TRANSLATE_NOOP("Actions", "Smart tool"),
        Menu.DRAW,
        Scope.DRAW,
        ("S",),
    ),
    ActionSpec(
        Act.SMALLER_BRUSH,
        QT_TRANSLATE_NOOP("Actions", "Smaller brush"),
        Menu.DRAW,
        Scope.DRAW,
        ("[",),
    ),
    ActionSpec(
        Act.LARGER_BRUSH,
        QT_TRANSLATE_NOOP("Actions", "Larger brush"),
        Menu.DRAW,
        Scope.DRAW,
        ("]",),
    ),
    ActionSpec(
        Act.SQUARE_BRUSH,
        QT_TRANSLATE_NOOP("Actions", "Square brush"),
        Menu.DRAW,
        Scope.DRAW,
        ("Shift+B",),
    ),
    ActionSpec(
        Act.FINISH,
        QT_TRANSLATE_NOOP("Actions", "Finish the draft, or accept the selected suggestions"),
        Menu.DRAW,
        Scope.DRAW,
        ("Return", "Enter", "N"),
        context=(ContextMenu.OBJECT,),
        need=Need.SUGGESTIONS,
        brief=QT_TRANSLATE_NOOP("Actions", "Accept"),
    ),
    ActionSpec(
        Act.NEXT_OBJECT,
        QT_TRANSLATE_NOOP("Actions", "Next object"),
        Menu.DRAW,
        Scope.DRAW,
        ("Tab", "Ctrl+Tab"),
    ),
)
