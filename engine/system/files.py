"""Reading and writing files as far as it differs between systems, whatever happens meanwhile."""

import contextlib
import errno
import os
import stat
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from engine.system.disk import full_disk_as_enospc

_REPLACE_ATTEMPTS = 50


def make_private(folder: Path) -> None:
    """Make a folder, unless it is there, that other users of the machine cannot look into.

    The settings may hold the password of a proxy.

    Raises:
        OSError: It cannot be made.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def make_folder(folder: Path, levels: int) -> None:
    """Make a folder, unless it is there, and those above it that belong to it.

    Args:
        folder: The last of them.
        levels: How many belong to it. The one above these has to be there: what is kept below a
            project does not make the folder anew that the project was moved away with.

    Raises:
        OSError: It cannot be made.
    """
    for part in [*reversed(folder.parents[: levels - 1]), folder]:
        part.mkdir(exist_ok=True)


def is_private(folder: Path, *, shared_reading: bool = False) -> bool:
    """Whether a folder is this user's own and no other user can write (or read) in it.

    On Windows folders below a user's own are private by inheritance, and all others are answered
    with True, too.
    """
    if sys.platform == "win32":
        return True
    try:
        status = folder.lstat()
    except OSError:
        return False
    forbidden = 0o022 if shared_reading else 0o077
    is_own = status.st_uid == os.geteuid() and stat.S_ISDIR(status.st_mode)
    return is_own and not status.st_mode & forbidden


def check_writable(folder: Path) -> None:
    """Try whether a file can be made in a folder, and leave nothing there.

    Only trying it tells: rights, a disk that is full or read only, Windows' protected folders.

    Raises:
        OSError: Why not.
    """
    tempfile.TemporaryFile(dir=folder).close()


def is_writable(folder: Path) -> bool:
    """Whether a file can be made in a folder."""
    try:
        check_writable(folder)
    except OSError:
        return False
    return True


def is_there(path: Path) -> bool:
    """Whether something is at a path; where nobody can look there is nothing.

    pathlib raises instead: its folder is locked, its drive has gone, its name is too long.
    """
    return os.path.exists(path)  # noqa: PTH110


def is_file(path: Path) -> bool:
    """Whether a plain file is at a path, or a link to one, as ``is_there``."""
    return os.path.isfile(path)  # noqa: PTH113


def is_folder(path: Path) -> bool:
    """Whether a folder is at a path, or a link to one, as ``is_there``."""
    return os.path.isdir(path)  # noqa: PTH112


def is_link(path: Path) -> bool:
    """Whether a link is at a path, as ``is_there``."""
    return os.path.islink(path)  # noqa: PTH114


def open_regular(path: Path, flags: int) -> int:
    """Open a regular file of the program's own, and nothing that it is a link to.

    A stranger's project may hold links, pipes and devices under the names of our files.

    Args:
        path: The file.
        flags: As for ``os.open``; what is made has the usual rights.

    Returns:
        The descriptor.

    Raises:
        OSError: ``ELOOP`` if it is a link or no regular file; as ``os.open``.
    """
    refused = OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    if path.is_symlink():
        raise refused
    # Opening a pipe would wait for its other end; Windows has neither of the two.
    safe = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags | safe, 0o666)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise refused
    return descriptor


def read_regular(path: Path, most_bytes: int) -> bytes:
    """Read a regular file of the program's own as a whole.

    Args:
        path: The file; it is not read through a link.
        most_bytes: A longer one is refused, so that nobody's file fills the memory.

    Raises:
        OSError: ``EFBIG`` if it is longer; as ``open_regular``.
    """
    with open(open_regular(path, os.O_RDONLY), "rb") as file:
        content = file.read(most_bytes + 1)
    if len(content) > most_bytes:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
    return content


def has_link(folder: Path) -> Path | None:
    """Find a link, or something else that is neither a file nor a folder, anywhere in a folder."""
    if folder.is_symlink():
        return folder
    for place, folders, files in os.walk(folder):
        for name in (*folders, *files):
            # A temporary file of a process that works there may be gone again.
            with contextlib.suppress(FileNotFoundError):
                mode = os.lstat(os.path.join(place, name)).st_mode  # noqa: PTH118  quick
                if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
                    return Path(place, name)
    return None


def sweep(folder: Path) -> None:
    """Remove what ``replace_atomically`` of a killed process has left anywhere in a folder."""
    for left in folder.rglob(".*.tmp"):
        if not left.is_dir():
            left.unlink(missing_ok=True)


def replace_atomically(path: Path, content: bytes | Callable[[Path], object]) -> None:
    """Write a file so that a reader, a crash or a full disk never sees half of it.

    Args:
        path: The file to write or replace.
        content: Its bytes, or a function that writes them to the temporary path it is given.

    Raises:
        OSError: The disk is full or the folder is gone; ``path`` is as it was.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    # A link of that name would be written through.
    temporary.unlink(missing_ok=True)
    try:
        with full_disk_as_enospc(temporary):
            if isinstance(content, bytes):
                temporary.write_bytes(content)
            else:
                content(temporary)
            _sync(temporary)
        _replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
    if sys.platform != "win32":
        _sync(path.parent)


def _replace(temporary: Path, path: Path) -> None:
    # On Windows a file that somebody is just reading cannot be replaced; readers hold it briefly.
    for attempt in range(_REPLACE_ATTEMPTS):
        try:
            temporary.replace(path)
            return
        except PermissionError:
            if sys.platform != "win32" or attempt == _REPLACE_ATTEMPTS - 1:
                raise
            time.sleep(0.02)


def _sync(path: Path) -> None:
    # Windows flushes only handles that may write; a folder can be opened for reading only.
    flags = os.O_RDONLY if path.is_dir() else os.O_RDWR
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
