"""A picture file that cannot be read, or is no longer wanted."""

from collections.abc import Callable

from engine.protocol.errors import SaegimError

GoOn = Callable[[], None]
"""Called again and again while a file is read; raises ``ReadingStopped`` to end that."""


def always() -> None:
    """Read to the end."""


class ReadingStopped(Exception):  # noqa: N818  nothing is wrong
    """Nobody wants the picture any more."""


class UnreadableImage(SaegimError):  # noqa: N818  as SaegimError's other words
    """Says of one file why it cannot be read; of many files, the others go on.

    Codes: ``not_a_picture``, ``picture_damaged``, ``picture_unreadable``, ``picture_empty``,
    ``picture_missing``, ``picture_changed``, ``picture_outside``,
    ``picture_too_large``, ``picture_needs_memory``, ``file_too_large``, ``image_kind`` (kind).
    """
