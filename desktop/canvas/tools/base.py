"""What every tool is: it turns pointer and keys into geometries, and paints its draft."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from desktop.canvas.stage import Stage
from engine.geometry.types import Point
from engine.protocol.requests import MaskCandidate, Prompt

ADDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
"""While one of them is held, what is clicked is chosen besides what is."""
DRAG_FROM = 3.0
"""Less than so many screen pixels between press and release is a click."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where the pointer is, in image pixels (maybe outside the image), and what is held."""

    point: Point
    button: Qt.MouseButton = Qt.MouseButton.NoButton
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    released: bool = False

    def holds(self, modifier: Qt.KeyboardModifier) -> bool:
        """Whether a modifier key is down."""
        return bool(self.modifiers & modifier)

    def moved_from(self, start: "Pointer", reach: float) -> bool:
        """Whether it is further than ``reach`` from where it started."""
        dx, dy = self.point[0] - start.point[0], self.point[1] - start.point[1]
        return dx * dx + dy * dy > reach * reach

    def at(self, point: Point) -> "Pointer":
        """The same somewhere else."""
        return replace(self, point=point)


Drag = Generator[None, Pointer, None]
"""A press that goes on: gets every move and at last the release, or is closed when cancelled."""


class Tool:
    """Does nothing by itself; every tool overrides what it has a use for."""

    cursor = Qt.CursorShape.ArrowCursor
    extends = False
    """What is drawn is added to the one selected object."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def press(self, pointer: Pointer) -> Drag | None:
        """A button went down."""

    def double_click(self, pointer: Pointer) -> Drag | None:
        """The second press of a double click; an ordinary press unless the tool knows better."""
        return self.press(pointer)

    def hover(self, pointer: Pointer) -> None:
        """The pointer moved without a button."""

    def leave(self) -> None:
        """The pointer left the canvas."""

    def wheel(self, steps: int) -> bool:
        """The wheel was turned without modifiers; True when the tool had a use for it."""
        return False

    def takes_key(self, key: int) -> bool:
        """Whether a key that has another meaning elsewhere means something to the draft now."""
        return False

    def key(self, key: int) -> None:
        """A key that the tool takes was pressed."""

    def has_draft(self) -> bool:
        """Whether something is unfinished."""
        return False

    def finish(self) -> None:
        """Finish the draft if that is possible."""

    def cancel(self) -> None:
        """Throw the draft away."""

    def take_back(self) -> None:
        """Take back the last step of the draft."""

    def continue_prompt(self, prompt: Prompt) -> None:
        """Go on where an earlier prompt was left."""

    def show_candidates(self, candidates: Sequence[MaskCandidate], hover: bool) -> None:
        """The answer to a prompt has come; empty when there was none."""

    def paint(self, painter: QPainter, area: QRectF) -> None:
        """Paint the draft; the painter works in image pixels, of which ``area`` is in sight."""
