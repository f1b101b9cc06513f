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
        Act.POLYGON_TOOL,
        QT_TRANSLATE_NOOP("Actions", "Polygon"),
        Menu.DRAW,
        Scope.DRAW,
        ("P",),
    ),
    ActionSpec(
        Act.SMART_TOOL,
        QT_TRANSLATE_NOOP("Actions", "Smart tool"),
        Menu.DRAW,
        Scope.DRAW,
        ("S",),
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
