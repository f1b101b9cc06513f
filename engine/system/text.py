"""Names and messages as they may be shown and logged: a stranger may have written them."""

import itertools
import logging
import os
import unicodedata
from collections.abc import Collection
from pathlib import Path

from typing_extensions import override

_LONGEST_NAME = 200
_INVISIBLE = {"Cc", "Cs", "Zl", "Zp"}
_DIRECTIONS = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}


def plain_name(text: str) -> str:
    """A name on one line, without what is not seen or turns the direction of what follows."""
    return _plain_line(text[:_LONGEST_NAME]).strip()


def _plain_line(text: str) -> str:
    shown = (" " if unicodedata.category(c) in _INVISIBLE else c for c in text)
    return "".join(c for c in shown if ord(c) not in _DIRECTIONS)


def plain_text(text: str, longest: int) -> str:
    """A text of several lines, each as plain as a name; without empty ones at its end."""
    lines = text[:longest].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(map(_plain_line, lines)).strip()


def is_text(path: Path) -> bool:
    """Whether a path is text: Linux allows any bytes, as old archives leave them."""
    return as_text(path) == str(path)


def as_text(path: Path) -> str:
    """A path as text that can be written and sent, with marks for what is none."""
    return os.fsencode(path).decode(errors="replace")


def on_one_line(text: str) -> str:
    r"""A text with line breaks and what else is not seen as escapes, such as ``\n``."""
    return text if text.isprintable() else "".join(map(_escaped, text))


def _escaped(character: str) -> str:
    is_unseen = unicodedata.category(character) in _INVISIBLE or ord(character) in _DIRECTIONS
    return character.encode("unicode_escape").decode() if is_unseen else character


class LogFormatter(logging.Formatter):
    """Writes a record so that it is one line, or more of which all but the first are indented.

    No name in a message can then look like a record of its own.
    """

    @override
    def format(self, record: logging.LogRecord) -> str:
        first, *others = super().format(record).split("\n")
        return "\n    ".join(map(on_one_line, (first, *others)))


def unused_name(name: str, taken: Collection[str]) -> str:
    """Return a name that is not taken: the wished one, or one with a number after it."""
    numbered = (name if n == 1 else f"{name} {n}" for n in itertools.count(1))
    return next(one for one in numbered if one not in taken)
