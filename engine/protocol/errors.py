"""Errors that are for people: a code, its parameters, and one plain sentence."""

import contextlib
from collections.abc import Generator
from pathlib import Path

from engine.protocol.error_sentences import SENTENCES, ErrorCode
from engine.protocol.events import Blame
from engine.system.disk import is_full_error
from engine.system.text import on_one_line


class SaegimError(Exception):
    """Something a person can understand and act on.

    Args:
        code: Key of ``SENTENCES``.
        blame: ``data`` (their file), ``machine`` (their disk, memory or network), ``program`` (us).
        parameters: Values for the sentence's placeholders; line breaks in them are escaped.
    """

    def __init__(self, code: ErrorCode, blame: Blame = "data", **parameters: object) -> None:
        self.code: ErrorCode = code
        self.blame: Blame = blame
        self.parameters = {name: on_one_line(str(value)) for name, value in parameters.items()}
        super().__init__(SENTENCES[code].format(**self.parameters))


@contextlib.contextmanager
def full_disk_in_words(folder: Path) -> Generator[None]:
    """Turn the system's error about a full disk into ``no_room``, naming the folder."""
    try:
        yield
    except OSError as error:
        if not is_full_error(error):
            raise
        raise SaegimError("no_room", "machine", folder=folder) from error
