"""Makes the next start of a program a cold one."""

import os
from collections.abc import Sequence
from pathlib import Path

DROP = Path("/proc/sys/vm/drop_caches")
EVERYTHING = "3\n"


def can_drop_all() -> bool:
    """Whether this user may empty the system's cache of files."""
    return os.access(DROP, os.W_OK)


def way() -> str:
    """How ``forget`` does it, in words."""
    if can_drop_all():
        return "the system's file cache emptied before each start (drop_caches)"
    return "the programs' files dropped from the file cache before each start (posix_fadvise)"


def forget(folders: Sequence[Path]) -> None:
    """Drop files from the system's cache: all, or those in some folders where only root may.

    What another running program has mapped stays in memory either way.
    """
    # Only what is on the disk can be dropped.
    os.sync()
    if can_drop_all():
        DROP.write_text(EVERYTHING)
        return
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file():
                _drop(path)


def _drop(path: Path) -> None:
    try:
        file = os.open(path, os.O_RDONLY)
    except OSError:
        return
    os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
    os.close(file)
