"""Whether a file is still the picture that it was."""

import errno
import hashlib
import os
import re
import stat
from pathlib import Path

from engine.images.errors import UnreadableImage

_CONTENT = re.compile(r"([0-9a-f]{32})(-|$)")


def content_hash_of(path: Path) -> str:
    """Return what a file is known by.

    Raises:
        OSError: It cannot be read, or is a pipe or a device: reading it might never end.
    """
    with open(_open_file(path), "rb") as file:
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
        # What is none the reader of images refuses in its own words.
        if not stat.S_ISREG(path.stat().st_mode):
            return
        found = content_hash_of(path)
    except FileNotFoundError as error:
        raise UnreadableImage("picture_missing", path=path) from error
    except OSError as error:
        raise UnreadableImage("picture_unreadable", path=path) from error
    if found != expected[1]:
        raise UnreadableImage("picture_changed", path=path)


def _open_file(path: Path) -> int:
    # Opening a pipe would wait for its other end.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
    return descriptor
