"""Keys that no setting can change, and why."""

import dataclasses

from PySide6.QtCore import QT_TRANSLATE_NOOP

WHILE_DRAWING = QT_TRANSLATE_NOOP(
    "Actions", "Fixed, but only while something is being drawn: otherwise the key is free."
)
WHILE_SELECTED = QT_TRANSLATE_NOOP(
    "Actions", "Fixed, but only while objects are selected: otherwise the keys are free."
)
WITH_THE_MOUSE = QT_TRANSLATE_NOOP("Actions", "Fixed, since it goes together with the mouse.")


@dataclasses.dataclass(frozen=True)
class FixedKey:
    """What is done, with what, and why it cannot be changed; all marked for translation."""

    text: object
    keys: object
    reason: object


FIXED = (
    FixedKey(
        QT_TRANSLATE_NOOP("Actions", "Move the picture"),
        QT_TRANSLATE_NOOP("Actions", "Space held, middle button"),
        WITH_THE_MOUSE,
    ),
    FixedKey(
        QT_TRANSLATE_NOOP("Actions", "Zoom where the pointer is"),
        QT_TRANSLATE_NOOP("Actions", "Ctrl + wheel"),
        WITH_THE_MOUSE,
    ),
    FixedKey(
        QT_TRANSLATE_NOOP("Actions", "Show what can be done with what is there"),
        QT_TRANSLATE_NOOP("Actions", "Right click"),
        WITH_THE_MOUSE,
    ),
    FixedKey(
        QT_TRANSLATE_NOOP("Actions", "Move the selected objects by one pixel, or by ten"),
        QT_TRANSLATE_NOOP("Actions", "Arrows, Shift + arrows"),
        WHILE_SELECTED,
    ),
    FixedKey(
        QT_TRANSLATE_NOOP("Actions", "Scroll the picture, sideways with Shift"),
        QT_TRANSLATE_NOOP("Actions", "Wheel"),
        WITH_THE_MOUSE,
    ),
    FixedKey(QT_TRANSLATE_NOOP("Actions", "Throw the draft away"), "Esc", WHILE_DRAWING),
    FixedKey(
        QT_TRANSLATE_NOOP("Actions", "Take back the draft's last point"),
        "Backspace",
        WHILE_DRAWING,
    ),
    FixedKey(
        QT_TRANSLATE_NOOP("Actions", "Choose one of the smart tool's outlines"),
        QT_TRANSLATE_NOOP("Actions", "Tab, wheel"),
        QT_TRANSLATE_NOOP("Actions", "Fixed, but only while it offers more than one."),
    ),
)
