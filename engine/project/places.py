"""The folders beside a project file, and names in them: none leads outside."""

import hashlib
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


def is_run_id(text: object) -> bool:
    """Whether this can be the id of a run, which is the name of a folder."""
    return isinstance(text, str) and _RUN_ID.fullmatch(text) is not None


def safe_hash(text: object) -> str:
    """A content hash as it is, or in place of anything else a hash of that: it names files."""
    if isinstance(text, str) and _CONTENT_HASH.fullmatch(text):
        return text
    return hashlib.blake2b(repr(text).encode(), digest_size=16).hexdigest()
