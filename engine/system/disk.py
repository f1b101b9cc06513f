"""Telling that a disk is full, whatever a library makes of it."""

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Generator
from pathlib import Path

LOW_BYTES = 1 << 20
"""With less than this free, something that could not be written failed for that."""

_FULL = (errno.ENOSPC, errno.EDQUOT)


def is_full(path: Path) -> bool:
    """Whether the disk that a path lies on, or the person's share of it, has no room left.

    Args:
        path: A file or folder, which may be missing.
    """
    folder = path
    while not folder.is_dir() and folder != folder.parent:
        folder = folder.parent
    with contextlib.suppress(OSError):
        if shutil.disk_usage(folder).free < LOW_BYTES:
            return True
    return _is_refused(folder)


def is_full_error(error: BaseException) -> bool:
    """Whether an error, or one that it came of, is the system's about a full disk or quota."""
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        if isinstance(current, OSError) and current.errno in _FULL:
            return True
        seen.add(id(current))
        current = current.__cause__ or current.__context__
    return False


@contextlib.contextmanager
def full_disk_as_enospc(path: Path) -> Generator[None]:
    """Turn whatever fails for want of room into the system's own error.

    torch says "unexpected pos" or "PytorchStreamWriter failed", numpy how many bytes it wrote.

    Args:
        path: What is being written.

    Raises:
        OSError: ``ENOSPC``; anything else stays as it is.
    """
    try:
        yield
    except Exception as error:
        if isinstance(error, OSError) and error.errno in _FULL:
            raise
        if is_full_error(error) or is_full(path.parent):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path)) from error
        raise


def _is_refused(folder: Path) -> bool:
    """Whether the system does not take a file there for want of room; only trying tells quotas."""
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(bytes(1 << 16))
            file.flush()
    except OSError as error:
        return error.errno in _FULL
    return False
