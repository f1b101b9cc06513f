"""What can be made of the selected objects."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

from desktop.actions.vocabulary import Act, ActionSpec, ContextMenu, Menu, Need, Scope, Submenu


def _row(
    act: Act, text: object, submenu: Submenu | None, need: Need, keys: tuple[str, ...] = ()
) -> ActionSpec:
    context = (ContextMenu.OBJECT,)
    menu, scope = Menu.OBJECT, Scope.DRAW
    return ActionSpec(act, text, menu, scope, keys, submenu=submenu, context=context, need=need)


OBJECTS: tuple[ActionSpec, ...] = (
    _row(
        Act.TO_BOX,
        QT_TRANSLATE_NOOP("Actions", "Box"),
        Submenu.CONVERT,
        Need.OBJECTS,
    ),
    _row(
        Act.TO_ROTATED_BOX,
        QT_TRANSLATE_NOOP("Actions", "Rotated box"),
        Submenu.CONVERT,
        Need.OBJECTS,
    ),
    _row(
        Act.TO_POLYGON,
        QT_TRANSLATE_NOOP("Actions", "Polygon"),
        Submenu.CONVERT,
        Need.OBJECTS,
    ),
    _row(
        Act.TO_MASK,
        QT_TRANSLATE_NOOP("Actions", "Mask"),
        Submenu.CONVERT,
        Need.OBJECTS,
    ),
    _row(
        Act.UNITE,
        QT_TRANSLATE_NOOP("Actions", "Unite"),
        Submenu.COMBINE,
        Need.SEVERAL,
    ),
    _row(
        Act.SUBTRACT,
        QT_TRANSLATE_NOOP("Actions", "Cut the others out of the first"),
        Submenu.COMBINE,
        Need.SEVERAL,
    ),
    _row(
        Act.INTERSECT,
        QT_TRANSLATE_NOOP("Actions", "Keep what is common"),
        Submenu.COMBINE,
        Need.SEVERAL,
    ),
    _row(
        Act.FILL_HOLES,
        QT_TRANSLATE_NOOP("Actions", "Fill holes"),
        Submenu.REPAIR,
        Need.MASKS,
    ),
    _row(
        Act.LARGEST_PART,
        QT_TRANSLATE_NOOP("Actions", "Keep the largest part"),
        Submenu.REPAIR,
        Need.MASKS,
    ),
    _row(
        Act.SMOOTH,
        QT_TRANSLATE_NOOP("Actions", "Smooth"),
        Submenu.REPAIR,
        Need.MASKS,
    ),
    _row(
        Act.SIMPLIFY,
        QT_TRANSLATE_NOOP("Actions", "Simplify…"),
        None,
        Need.OUTLINES,
    ),
    _row(
        Act.POINTS_VISIBLE,
        QT_TRANSLATE_NOOP("Actions", "Visible"),
        Submenu.POINTS,
        Need.KEYPOINTS,
    ),
    _row(
        Act.POINTS_OCCLUDED,
        QT_TRANSLATE_NOOP("Actions", "Occluded"),
        Submenu.POINTS,
        Need.KEYPOINTS,
    ),
    _row(
        Act.POINTS_ABSENT,
        QT_TRANSLATE_NOOP("Actions", "Absent"),
        Submenu.POINTS,
        Need.KEYPOINTS,
    ),
    _row(
        Act.ALIGN_LEFT,
        QT_TRANSLATE_NOOP("Actions", "Left edges"),
        Submenu.ALIGN,
        Need.SEVERAL,
    ),
    _row(
        Act.ALIGN_CENTER,
        QT_TRANSLATE_NOOP("Actions", "Centres, side by side"),
        Submenu.ALIGN,
        Need.SEVERAL,
    ),
    _row(
        Act.ALIGN_RIGHT,
        QT_TRANSLATE_NOOP("Actions", "Right edges"),
        Submenu.ALIGN,
        Need.SEVERAL,
    ),
    _row(
        Act.ALIGN_TOP,
        QT_TRANSLATE_NOOP("Actions", "Top edges"),
        Submenu.ALIGN,
        Need.SEVERAL,
    ),
    _row(
        Act.ALIGN_MIDDLE,
        QT_TRANSLATE_NOOP("Actions", "Centres, above each other"),
        Submenu.ALIGN,
        Need.SEVERAL,
    ),
    _row(
        Act.ALIGN_BOTTOM,
        QT_TRANSLATE_NOOP("Actions", "Bottom edges"),
        Submenu.ALIGN,
        Need.SEVERAL,
    ),
    _row(
        Act.TO_FRONT,
        QT_TRANSLATE_NOOP("Actions", "Bring to the front"),
        Submenu.ORDER,
        Need.OBJECTS,
        ("Ctrl+Shift+]",),
    ),
    _row(
        Act.FORWARD,
        QT_TRANSLATE_NOOP("Actions", "Bring forward"),
        Submenu.ORDER,
        Need.OBJECTS,
        ("Ctrl+]",),
    ),
    _row(
        Act.BACKWARD,
        QT_TRANSLATE_NOOP("Actions", "Send backward"),
        Submenu.ORDER,
        Need.OBJECTS,
        ("Ctrl+[",),
    ),
    _row(
        Act.TO_BACK,
        QT_TRANSLATE_NOOP("Actions", "Send to the back"),
        Submenu.ORDER,
        Need.OBJECTS,
        ("Ctrl+Shift+[",),
    ),
)
