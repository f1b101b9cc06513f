"""The keys that the canvas watches itself, as the window's actions have them."""

import dataclasses

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence


@dataclasses.dataclass(frozen=True)
class CanvasKeys:
    """Keys in Qt's portable text; the defaults are those of the preset *Saegim*.

    Escape and Backspace are not among them: while something is drawn, they always throw it away
    and take its last point back.
    """

    finish: frozenset[str] = frozenset({"Return", "Enter", "N"})
    delete: frozenset[str] = frozenset({"Del", "Backspace"})
    next_object: frozenset[str] = frozenset({"Tab"})


def name_of(event: QKeyEvent) -> str:
    """A key with its modifiers in Qt's portable text; one of the keypad like its twin."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    combination = event.keyCombination()
    pressed = QKeySequence(type(combination)(modifiers, combination.key()))
    return pressed.toString(QKeySequence.SequenceFormat.PortableText)
