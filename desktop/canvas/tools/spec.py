"""What the window knows of a tool: one row each, so that nothing else compares tools."""

from dataclasses import dataclass

from desktop.actions import Act
from desktop.canvas.tools.base import Tool
from engine.geometry.types import GeometryKind


@dataclass(frozen=True, slots=True)
class Gesture:
    """What the mouse does; both texts are marked for translation.

    Args:
        how: What the hand does, or the action whose key is pressed.
        what: What comes of it.
    """

    how: object
    what: object


@dataclass(frozen=True, slots=True)
class ToolSpec:
    """One row of the table ``TOOLS``.

    Args:
        tool: Made anew for every canvas.
        act: The action that takes it in hand; name, key and menu are in the action's row.
        icon: Of its button: a file of ``resources/icons``, without ``.svg``.
        gestures: What the mouse does with it, what is needed first at the head.
        makes: Kinds of the objects it draws; empty for a tool that only selects and edits.
        options: Actions that are offered above the picture while it is in hand.
        cross_hair: Lines through the pointer help to aim with it, if they are wanted.
        needs_sam: It turns prompts into masks, for which the assist process is asked.
    """

    tool: type[Tool]
    act: Act
    icon: str
    gestures: tuple[Gesture, ...]
    makes: tuple[GeometryKind, ...] = ()
    options: tuple[Act, ...] = ()
    cross_hair: bool = False
    needs_sam: bool = False
