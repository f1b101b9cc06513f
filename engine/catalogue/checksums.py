"""SHA-256 of files: whatever the mirror, it decides."""

import functools
import hashlib
from pathlib import Path

from engine.catalogue.entries import Fetchable
from engine.protocol.errors import SaegimError


def sha256_of(path: Path) -> str:
    """The file's SHA-256 as 64 hex digits; remembered as long as its size and time stay."""
    status = path.stat()
    return _sha256(path, status.st_size, status.st_mtime_ns)


@functools.lru_cache(maxsize=256)
def _sha256(path: Path, _size: int, _mtime_ns: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_right(path: Path, item: Fetchable) -> bool:
    """Whether the file's bytes are the ones the catalogue names, as far as it knows them.

    An entry with neither a checksum nor a prefix in its file name accepts anything (its first
    fetch is what gets recorded).
    """
    if item.bytes is not None and path.stat().st_size != item.bytes:
        return False
    return sha256_of(path).startswith(item.sha256 or item.hash_prefix or "")


def check(path: Path, item: Fetchable, source: str) -> None:
    """Delete the file and raise if its bytes are not the catalogue's.

    Raises:
        SaegimError: ``wrong_checksum``.
    """
    if is_right(path, item):
        return
    found = sha256_of(path)
    path.unlink()
    expected = item.sha256 or item.hash_prefix or ""
    raise SaegimError(
        "wrong_checksum",
        file=item.file,
        source=source,
        found=found[:12],
        expected=expected[:12],
    )
