"""What the mouse does on the picture, in words; the rows are in the table of tools."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.actions import TABLE, Act, Actions, words
from desktop.actions.fixed import FIXED
from desktop.canvas.tools.spec import ToolSpec
from desktop.canvas.tools.table import TOOLS

HINTED = 3
"""So many gestures of a tool are said below the picture; all of them are in the sheet of keys."""
SEPARATOR = "  ·  "
EVERYWHERE = QT_TRANSLATE_NOOP("Gestures", "On the picture")
WITH_A_TOOL = QT_TRANSLATE_NOOP("Gestures", "Mouse: {tool}")

Rows = list[tuple[str, str]]
"""What is done, and how."""


def gesture_sections(actions: Actions) -> list[tuple[str, Rows]]:
    """All there is for the sheet of keys: with any tool in hand, and then tool by tool."""
    names = {spec.act: words(spec) for spec in TABLE}
    tools = [
        (
            _translated(WITH_A_TOOL).format(tool=names[spec.act]),
            [(what[:1].upper() + what[1:], how) for what, how in gesture_rows(spec, actions)],
        )
        for spec in TOOLS
    ]
    everywhere = [(_of_actions(fixed.text), _of_actions(fixed.keys)) for fixed in FIXED]
    return [(_translated(EVERYWHERE), everywhere), *tools]


def gesture_rows(spec: ToolSpec, actions: Actions) -> Rows:
    """What is done with a tool in hand, and how; keys are those that are set."""
    return [(_translated(gesture.what), _how(gesture.how, actions)) for gesture in spec.gestures]


def hint_of(spec: ToolSpec, actions: Actions) -> str:
    """The gestures of a tool that are needed first, in one line."""
    rows = gesture_rows(spec, actions)[:HINTED]
    return SEPARATOR.join(f"{how}: {what}" for what, how in rows)


def _how(how: object, actions: Actions) -> str:
    return actions.hint(how) if isinstance(how, Act) else _translated(how)


def _translated(text: object) -> str:
    return QCoreApplication.translate("Gestures", str(text))


def _of_actions(text: object) -> str:
    return QCoreApplication.translate("Actions", str(text))
