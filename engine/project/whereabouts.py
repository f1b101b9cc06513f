"""Whether an open file is still where it was opened; people and sync clients move files."""

import contextlib
import os
from pathlib import Path
from typing import Literal

import msgspec

State = Literal["here", "moved", "replaced", "gone"]


class FileIdentity(msgspec.Struct, frozen=True):
    """What makes a file the same file under another name, on one machine."""

    device: int
    inode: int


class Whereabouts(msgspec.Struct, frozen=True):
    """Where an open file is now; ``path`` is its new place if it ``moved`` within its folder."""

    state: State
    path: Path


def identify(path: Path) -> FileIdentity | None:
    """Return the identity of a file, or None if nothing is there. Nothing is opened."""
    try:
        status = path.stat()
    except OSError:
        return None
    return FileIdentity(status.st_dev, status.st_ino)


def look_for(path: Path, identity: FileIdentity) -> Whereabouts:
    """Find out what became of a file that was opened at ``path``.

    A file that was moved to another folder cannot be told from one that was deleted.
    """
    found = identify(path)
    if found == identity:
        return Whereabouts("here", path)
    if (moved := _find_in(path.parent, identity)) is not None:
        return Whereabouts("moved", moved)
    return Whereabouts("gone" if found is None else "replaced", path)


def _find_in(folder: Path, identity: FileIdentity) -> Path | None:
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            # The folder itself knows the inodes: of 100,000 images beside it none is looked at.
            if entry.inode() == identity.inode and identify(Path(entry.path)) == identity:
                return Path(entry.path)
    return None
