"""An open SQLite file: its transactions, and what becomes of it while it is open."""

import threading
import weakref
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, event
from sqlalchemy.exc import DBAPIError

from engine.project import sqlite
from engine.project.held_files import HeldFiles
from engine.project.whereabouts import Whereabouts, identify, look_for
from engine.protocol.errors import SaegimError

LEAST_SPARE, LEAST_SHARE = 1 << 20, 0.25
"""Bytes, and of the whole file, that must be empty for the file to be written anew by itself."""

_sound: "weakref.WeakSet[Database]" = weakref.WeakSet()
_sound_lock = threading.Lock()


class Database:
    """A database file that many processes and threads may have open, too.

    Args:
        path: The file, which is there.
        access: How it is opened, see ``sqlite.find_access``.

    Raises:
        SaegimError: ``project_missing``.
    """

    def __init__(self, path: Path, access: sqlite.Access) -> None:
        identity = identify(path)
        if identity is None:
            raise SaegimError("project_missing", path=path)
        self.path = path
        self.is_read_only = access != "mode=rw"
        self._identity = identity
        self._is_closed = False
        self._db_engine = sqlite.connect(path, access, self._require_here)
        self._for_writing = self._db_engine.execution_options(**{sqlite.WRITING: True})
        self._files = HeldFiles(path)
        if access == "mode=rw":
            event.listen(self._db_engine, "connect", lambda *_: self._files.hold())

    @contextmanager
    def reading(self) -> Generator[Connection]:
        """One transaction that only reads.

        Raises:
            SaegimError: ``project_closed``, ``project_moved``, ``project_busy``, and what the disk
                says.
        """
        self._require_open()
        try:
            with self._db_engine.connect() as connection:
                yield connection
        except DBAPIError as error:
            raise sqlite.in_words(error, self.path) from error

    @contextmanager
    def writing(self) -> Generator[Connection]:
        """One transaction: all of it is on the disk afterwards, or nothing.

        Raises:
            SaegimError: As ``reading``, and ``project_readonly``.
        """
        self._require_open()
        if self.is_read_only:
            raise SaegimError("project_readonly", "machine", path=self.path)
        self._require_here()
        try:
            with self._for_writing.begin() as connection:
                yield connection
        except DBAPIError as error:
            raise sqlite.in_words(error, self.path) from error

    def is_known_sound(self) -> bool:
        """Whether this process has looked through the file, and has had it open ever since."""
        with _sound_lock:
            return any(other._identity == self._identity for other in _sound)

    def note_sound(self) -> None:
        """Keep for others that open the file meanwhile that all that it holds can be read."""
        with _sound_lock:
            _sound.add(self)

    def whereabouts(self) -> Whereabouts:
        """Find out whether the file is still where it was opened."""
        return look_for(self.path, self._identity)

    def is_at(self, path: Path) -> bool:
        """Whether the file that is open lies at a path; a copy of it is another file."""
        return identify(path) == self._identity

    def settle(self) -> None:
        """Put all that was written into the file itself, wherever it is by now.

        What is written lies in a log beside the file at first, which does not move with it, and
        which would be taken for the log of another file that comes to lie there.

        Raises:
            SaegimError: ``project_busy`` if another process is at it; ``disk_full`` and the like.
        """
        self._require_open()
        sqlite.checkpoint(self._db_engine, self.path)

    def has_spare_room(self) -> bool:
        """Whether so much of the file is empty that it is worth being written anew."""
        free, whole = self._room()
        return free >= max(LEAST_SPARE, whole * LEAST_SHARE)

    def shrink(self) -> int:
        """Give the room in which nothing lies back to the disk; returns its bytes.

        Raises:
            SaegimError: As ``settle``; ``project_moved``, ``project_readonly``.
        """
        self._require_open()
        if self.is_read_only:
            raise SaegimError("project_readonly", "machine", path=self.path)
        self._require_here()
        _, before = self._room()
        sqlite.vacuum(self._db_engine, self.path)
        _, after = self._room()
        return before - after

    def _room(self) -> tuple[int, int]:
        with self.reading() as connection:
            return sqlite.spare(connection)

    def copy_to(self, target: Path) -> None:
        """Write a whole copy, also if the file is gone from its place.

        Raises:
            SaegimError: ``disk_full``, ``not_writable`` and the like; then ``target`` is as it was.
        """
        self._require_open()
        sqlite.copy(self._db_engine, target)

    def close(self) -> None:
        """Let go of the file; nothing can be read or written afterwards."""
        if self._is_closed:
            return
        is_here = self.whereabouts().state == "here"
        # SQLite itself empties and removes the log of a file that is in its place, and of no other.
        if not is_here:
            with suppress(SaegimError):
                self.settle()
        self._is_closed = True
        with _sound_lock:
            _sound.discard(self)
        with self._files.letting_go():
            self._db_engine.dispose()
        if not is_here:
            sqlite.remove_logs(self.path)

    def _require_open(self) -> None:
        if self._is_closed:
            raise SaegimError("project_closed", path=self.path)

    def _require_here(self) -> None:
        if identify(self.path) != self._identity:
            raise SaegimError("project_moved", "machine", path=self.path)
