"""Whether a file is still the picture that it was."""

import hashlib
import re
import stat
from pathlib import Path

from engine.images.errors import UnreadableImage

_CONTENT = re.compile(r"([0-9a-f]{32})(-|$)")


def content_hash_of(path: Path) -> str:
    """Return what a file is known by.

    Raises:
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def check_content(path: Path, key: str) -> None:
    """Compare a file with the content that a key of an image begins with, if it does.

    Raises:
        UnreadableImage: ``picture_changed``, ``picture_missing``, ``picture_unreadable``.
    """
    expected = _CONTENT.match(key)
    if expected is None:
        return
    try:
        # A pipe would be waited for; the reader of images refuses it.
        if not stat.S_ISREG(path.stat().st_mode):
            return
        found = content_hash_of(path)
    except FileNotFoundError as error:
        raise UnreadableImage("picture_missing", path=path) from error
    except OSError as error:
        raise UnreadableImage("picture_unreadable", path=path) from error
    if found != expected[1]:
        raise UnreadableImage("picture_changed", path=path)
