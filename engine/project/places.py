"""Where the files of a project are; no name in its own folder leads outside."""

import hashlib
import os
import re
from pathlib import Path

from engine.protocol.errors import SaegimError

_RUN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_CONTENT_HASH = re.compile(r"[0-9a-f]{32}")


def own_folder(files_dir: Path, *names: str) -> Path:
    """A folder below ``files_dir``, whether it is there or not.

    Raises:
        SaegimError: ``link_in_project`` if a part of it is a link: a stranger's project could have
            files written or emptied elsewhere by it.
    """
    folder = files_dir
    for name in ("", *names):
        folder = folder / name
        if folder.is_symlink():
            raise SaegimError("link_in_project", path=folder)
    return folder


def absolute_path(root: Path, stored: str) -> Path:
    """Where an image is, of which the project in the folder ``root`` stores this path."""
    # Not resolve(): ".." is meant in the path as it was written, not behind its links.
    return Path(os.path.normpath(root / stored))


def is_run_id(text: object) -> bool:
    """Whether this can be the id of a run, which is the name of a folder."""
    return isinstance(text, str) and _RUN_ID.fullmatch(text) is not None


def safe_hash(text: object) -> str:
    """A content hash as it is, or in place of anything else a hash of that: it names files."""
    if isinstance(text, str) and _CONTENT_HASH.fullmatch(text):
        return text
    return hashlib.blake2b(repr(text).encode(), digest_size=16).hexdigest()
