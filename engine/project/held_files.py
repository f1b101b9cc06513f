"""Keeping an open database and its log where they are, whatever else this process opens.

SQLite's locks belong to the process (POSIX): all of them are gone as soon as anything in the
process closes any other handle on the file, and a file dialog does, which looks into files to name
their kinds. Another process that comes and goes then takes itself for the last one, and removes
the write-ahead log into which this one goes on writing (sqlite.org/howtocorrupt.html, section 2.2).
A lock that belongs to an open file description, beside SQLite's own, is not lost like that; of
Python's systems only Linux has it, and elsewhere file dialogs are processes of their own or locks
are other ones.
"""

import os
import struct
import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

# What every open connection has a shared lock on: SHARED_FIRST and SHARED_SIZE in SQLite's os.h,
# and UNIX_SHM_DMS in its os_unix.c.
_OF_DATABASE = (0x40000000 + 2, 510)
_OF_SHARED_MEMORY = (128, 1)


class HeldFiles:
    """The files of one open database.

    Args:
        path: The database.
    """

    def __init__(self, path: Path) -> None:
        self._wanted = (
            (path, _OF_DATABASE),
            (path.with_name(path.name + "-shm"), _OF_SHARED_MEMORY),
        )
        self._descriptors: list[int] = []
        self._lock = threading.Lock()

    def hold(self) -> None:
        """Hold them, if they are not held yet; some connection has them open by now."""
        with self._lock:
            if self._descriptors or sys.platform != "linux":
                return
            for path, span in self._wanted:
                with suppress(OSError):
                    self._descriptors.append(os.open(path, os.O_RDONLY | os.O_CLOEXEC))
                    _lock_shared(self._descriptors[-1], *span)

    @contextmanager
    def letting_go(self) -> Generator[None]:
        """Within it, whoever closes the database last may remove its log."""
        with self._lock:
            descriptors, self._descriptors = self._descriptors, []
        for descriptor in descriptors:
            with suppress(OSError):
                _unlock(descriptor)
        try:
            yield
        finally:
            # Not before: it lets go of SQLite's own locks.
            for descriptor in descriptors:
                os.close(descriptor)


if sys.platform == "linux":
    import fcntl

    def _set_lock(descriptor: int, kind: int, start: int, length: int) -> None:
        # struct flock: kind, whence, start, length, and a process number that must be 0.
        wanted = struct.pack("@hhqqi", kind, os.SEEK_SET, start, length, 0)
        fcntl.fcntl(descriptor, fcntl.F_OFD_SETLK, wanted)

    def _lock_shared(descriptor: int, start: int, length: int) -> None:
        _set_lock(descriptor, fcntl.F_RDLCK, start, length)

    def _unlock(descriptor: int) -> None:
        _set_lock(descriptor, fcntl.F_UNLCK, 0, 0)
