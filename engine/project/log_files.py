"""The files that SQLite keeps beside a database; a stranger's may lead to files elsewhere."""

import os
import stat
from pathlib import Path

from engine.protocol.errors import SaegimError

ENDINGS = ("-wal", "-shm", "-journal")

_NAMES_ANOTHER = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
"""What a journal ends with that names a file to delete when a change of several databases is taken
back (sqlite.org/fileformat2.html#the_rollback_journal, readSuperJournal in pager.c)."""


def require_own(path: Path) -> None:
    """Make sure that opening a database touches nothing but it and the files beside it.

    Raises:
        SaegimError: ``log_leads_elsewhere``.
    """
    # They lie beside the file itself, wherever links lead to it.
    real = Path(os.path.realpath(path))
    for ending in ENDINGS:
        beside = real.with_name(real.name + ending)
        if not _is_own(beside):
            raise SaegimError("log_leads_elsewhere", path=beside)


def _is_own(beside: Path) -> bool:
    try:
        if not stat.S_ISREG(beside.lstat().st_mode):
            return False
        return not beside.name.endswith(ENDINGS[-1]) or not _names_another(beside)
    except OSError:
        # None is there; one that cannot be read SQLite cannot read, either.
        return True


def _names_another(journal: Path) -> bool:
    with journal.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - len(_NAMES_ANOTHER)))
        return file.read() == _NAMES_ANOTHER
