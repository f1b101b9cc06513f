"""A lock on a folder that the system frees when its process ends, however it ends.

Neither a process number, which is used again, nor a clock, which is set back, has a say in it. It
belongs to the open file (flock; on Windows a locked byte), so that closing another one frees
nothing, as it would with POSIX record locks.
"""

import os
import sys
import time
from pathlib import Path

from engine.system.files import open_regular

LOCK_FILE = "run.lock"

_POLL_SECONDS = 0.02


class FolderLock:
    """The lock of a folder, held from ``take`` to ``free`` or the end of the process."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / LOCK_FILE
        self._descriptor: int | None = None

    def take(self, seconds: float = 1.0) -> bool:
        """Take the lock.

        Args:
            seconds: How long to try: who looks whether it is held holds it for an instant.

        Returns:
            Whether it is ours now; False while another process has it.

        Raises:
            OSError: The file cannot be made, or is a link.
        """
        descriptor = open_regular(self._path, os.O_RDWR | os.O_CREAT)
        end = time.monotonic() + seconds
        while not _try_lock(descriptor, shared=False):
            if time.monotonic() >= end:
                os.close(descriptor)
                return False
            time.sleep(_POLL_SECONDS)
        self._descriptor = descriptor
        if sys.platform != "win32":
            # A worker process must not hold on to it when this one is killed.
            os.register_at_fork(after_in_child=self.free)
        return True

    def free(self) -> None:
        """Let the lock go, or a child's hold on it."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)


def is_locked(folder: Path) -> bool:
    """Whether a process holds the folder's lock; False as well if that cannot be told."""
    try:
        descriptor = open_regular(folder / LOCK_FILE, os.O_RDONLY)
    except OSError:
        return False
    try:
        # On Windows two that look at once are in each other's way.
        attempts = 3 if sys.platform == "win32" else 1
        return not any(_try_lock(descriptor, shared=True) for _ in range(attempts))
    except OSError:
        return False
    finally:
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int, *, shared: bool) -> bool:
        try:
            os.lseek(descriptor, 0, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        if shared:
            os.lseek(descriptor, 0, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)
        return True

else:
    import fcntl

    def _try_lock(descriptor: int, *, shared: bool) -> bool:
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
