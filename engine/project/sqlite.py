"""Everything about a project that only holds for SQLite."""

import os
import sqlite3
import threading
from collections.abc import Callable, Generator, Iterable
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Literal, cast

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError

from engine.project import log_files
from engine.project.column_functions import install
from engine.project.prepared import driver_cursor
from engine.protocol.error_sentences import ErrorCode
from engine.protocol.errors import SaegimError
from engine.system.disk import is_full, is_full_error
from engine.system.files import is_writable
from engine.system.text import as_text, is_text

WRITING = "saegim_writing"
"""Execution option of a connection that is going to write."""

Access = Literal["mode=rw", "mode=ro", "mode=ro&immutable=1"]
"""How a file is opened: to write, to read, or to read what nobody else can write either (then
without the lock files beside it, which cannot be made on read-only media)."""

UNSHARED: Access = "mode=ro&immutable=1"

LONGEST_PATH = 503
"""Bytes of a path that SQLite opens: 512 of its own, less an ending and what it adds to that."""

_BUSY_MS = 15_000
_WRITE_PRAGMAS = ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL")
_BUSY_KEY = "saegim_busy_ms"
_thread = threading.local()
_CODES: tuple[tuple[str, ErrorCode], ...] = (
    ("disk is full", "disk_full"),
    ("disk i/o error", "disk_failed"),
    ("locked", "project_busy"),
    ("readonly", "project_readonly"),
    ("read-only", "project_readonly"),
    ("unable to open", "project_readonly"),
    ("not a database", "not_a_project"),
    ("malformed", "project_damaged"),
)
_PERHAPS_FULL = ("disk_failed", "project_readonly")
"""What SQLite also says when there is no room for the files that it keeps beside a database."""


@contextmanager
def waiting_at_most(milliseconds: int) -> Generator[None]:
    """Within it, this thread waits only that long for a file that somebody else keeps locked."""
    before = _busy_ms()
    _thread.busy_ms = milliseconds
    try:
        yield
    finally:
        _thread.busy_ms = before


def find_access(path: Path) -> Access:
    """Find out how a database can be opened; the file is only read.

    Raises:
        SaegimError: ``not_a_project``, ``path_too_long``, ``path_unreadable``,
            ``log_leads_elsewhere``, ``project_readonly``, ``project_busy``.
    """
    if not is_text(path):
        raise SaegimError("path_unreadable", "machine", path=as_text(path))
    if len(os.fsencode(path)) > LONGEST_PATH:
        raise SaegimError("path_too_long", "machine", path=path)
    log_files.require_own(path)
    is_ours_to_write = os.access(path, os.W_OK) and is_writable(path.parent)
    access: Access = "mode=rw" if is_ours_to_write else "mode=ro"
    try:
        _read(path, access, "SELECT 1 FROM sqlite_master")
    except SaegimError as error:
        if is_ours_to_write or error.code != "project_readonly":
            raise
        access = UNSHARED
        _read(path, access, "SELECT 1 FROM sqlite_master")
    return access


def has_table(path: Path, access: Access, table: str) -> bool:
    """Say whether the file is a SQLite database with this table; the file is only read.

    Only SQLite itself may open the file: closing any other handle on it lets go of every lock that
    this process holds on it (POSIX), and another process would then take the write-ahead log away
    from under an open store (sqlite.org/howtocorrupt.html, section 2.2).

    Raises:
        SaegimError: ``not_a_project`` if it is no database at all.
    """
    query = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
    return bool(_read(path, access, query, table))


def statements(path: Path, access: Access) -> list[str]:
    """Return what the tables, indexes and the like of a database are made by.

    Raises:
        SaegimError: ``not_a_project`` if it is no database at all.
    """
    query = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"
    return [str(row[0]) for row in _read(path, access, query)]


def texts(path: Path, access: Access, table: str, column: str) -> list[object]:
    """Return a column of a small table.

    Raises:
        SaegimError: ``project_damaged``.
    """
    query = f'SELECT "{column}" FROM "{table}"'  # noqa: S608 (names of the schema)
    return [row[0] for row in _read(path, access, query)]


def is_utf8(path: Path, access: Access) -> bool:
    """Say whether texts are kept as this program keeps them, in UTF-8.

    Raises:
        SaegimError: ``not_a_project`` if it is no database at all.
    """
    return str(_read(path, access, "PRAGMA encoding")[0][0]) == "UTF-8"


def connect(path: Path, access: Access, check: Callable[[], object]) -> Engine:
    """Open a database file: write-ahead log, every commit synced, foreign keys enforced.

    Args:
        path: The file, which is never made.
        access: As ``find_access`` found it.
        check: Called before each new connection; raises if ``path`` is another file by now.
    """

    def open_connection() -> sqlite3.Connection:
        check()
        # Connections go from thread to thread in the pool, one at a time.
        return sqlite3.connect(_uri(path, access), uri=True, check_same_thread=False)

    # With a creator the address only names the dialect.
    db_engine = create_engine("sqlite://", creator=open_connection, poolclass=QueuePool)
    pragmas = () if access != "mode=rw" else _WRITE_PRAGMAS
    event.listen(db_engine, "connect", lambda connection, _: _prepare(connection, pragmas))
    event.listen(db_engine, "begin", _begin)
    return db_engine


def checkpoint(db_engine: Engine, path: Path) -> None:
    """Write the write-ahead log into the database itself and empty it.

    Raises:
        SaegimError: ``project_busy`` if somebody is just reading or writing, ``disk_full``.
    """
    with _alone(db_engine, path) as connection:
        _empty_log(connection, path)


def spare(connection: Connection) -> tuple[int, int]:
    """Return the bytes of a database in which nothing lies, and of all of it."""
    pages, free, size = (
        connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
        for name in ("page_count", "freelist_count", "page_size")
    )
    return free * size, pages * size


def vacuum(db_engine: Engine, path: Path) -> None:
    """Give the room in which nothing lies back to the disk; others may have the file open.

    Raises:
        SaegimError: ``project_busy`` if one of them is just reading or writing; it may be done in
            the end then, when they let go. ``disk_full``: it takes room for a copy meanwhile.
    """
    with _alone(db_engine, path) as connection:
        connection.execute("VACUUM")
        _empty_log(connection, path)


def copy(db_engine: Engine, target: Path) -> None:
    """Copy an open database, its write-ahead log included; its file may be gone from its place.

    Args:
        db_engine: The open database.
        target: Where the copy goes; a file that is there is replaced when the copy is whole.

    Raises:
        SaegimError: ``disk_full``, ``not_writable`` and the like.
    """
    try:
        with closing(db_engine.raw_connection()) as source:
            _copy(cast("sqlite3.Connection", source.driver_connection), target)
    except DBAPIError as error:
        raise _in_words(error, target) from error


def copy_file(path: Path, target: Path) -> None:
    """Copy a database that nobody has open.

    Raises:
        SaegimError: As ``copy``.
    """
    with closing(sqlite3.connect(_uri(path, UNSHARED), uri=True)) as source:
        _copy(source, target)


def count_rows(path: Path, table: str) -> int:
    """Return how many rows a table of a database has that nobody has open.

    Raises:
        SaegimError: ``not_a_project``, ``project_damaged``.
    """
    query = f'SELECT count(*) FROM "{table}"'  # noqa: S608 (a name of the schema)
    (row,) = _read(path, UNSHARED, query)
    return int(row[0])


@contextmanager
def _alone(db_engine: Engine, path: Path) -> Generator[sqlite3.Connection]:
    """A connection for what cannot be done in a transaction."""
    try:
        with closing(db_engine.raw_connection()) as lent:
            connection = cast("sqlite3.Connection", lent.driver_connection)
            connection.execute(f"PRAGMA busy_timeout = {_busy_ms()}")
            lent.info[_BUSY_KEY] = _busy_ms()
            yield connection
    except (sqlite3.Error, DBAPIError) as error:
        raise _in_words(error, path) from error


def _empty_log(connection: sqlite3.Connection, path: Path) -> None:
    is_busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if is_busy:
        raise SaegimError("project_busy", "machine", path=path)


def _copy(source: sqlite3.Connection, target: Path) -> None:
    part = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        with closing(sqlite3.connect(part)) as made:
            source.backup(made)
            # Not the write-ahead log: a copy is one file, also where nothing can be written.
            made.execute("PRAGMA journal_mode = DELETE")
        part.replace(target)
    except sqlite3.Error as error:
        raise _in_words(error, target) from error
    except OSError as error:
        if is_full_error(error):
            raise SaegimError("disk_full", "machine") from error
        raise SaegimError("not_writable", "machine", folder=target.parent) from error
    finally:
        with suppress(OSError):
            part.unlink()


def remove_logs(path: Path) -> None:
    """Remove what lies beside a database that is not there any more; a log with content stays."""
    log, shared = (path.with_name(path.name + ending) for ending in ("-wal", "-shm"))
    with suppress(OSError):
        if not path.exists() and log.stat().st_size == 0:
            log.unlink()
            shared.unlink()


def in_words(error: DBAPIError, path: Path) -> SaegimError:
    """Turn a database error into one for people."""
    return _in_words(error.orig or error, path)


def _uri(path: Path, access: Access) -> str:
    return f"{path.as_uri()}?{access}"


def _read(path: Path, access: Access, query: str, *values: str) -> list[tuple[int | str, ...]]:
    timeout = _busy_ms() / 1000
    try:
        with closing(sqlite3.connect(_uri(path, access), timeout, uri=True)) as connection:
            return connection.execute(query, values).fetchall()
    except sqlite3.Error as error:
        raise _in_words(error, path) from error


def _busy_ms() -> int:
    return getattr(_thread, "busy_ms", _BUSY_MS)


def _prepare(connection: sqlite3.Connection, pragmas: Iterable[str]) -> None:
    # Python's driver would begin transactions late and by its own rules.
    connection.isolation_level = None
    install(connection)
    connection.execute(f"PRAGMA busy_timeout = {_busy_ms()}")
    for pragma in (*pragmas, "PRAGMA foreign_keys = ON"):
        connection.execute(pragma)


def _begin(connection: Connection) -> None:
    # A writer takes its lock at once: what it reads first is then still true when it writes, also
    # with another process at work.
    writing = connection.get_execution_options().get(WRITING, False)
    with driver_cursor(connection) as cursor:
        if connection.info.get(_BUSY_KEY) != _busy_ms():
            connection.info[_BUSY_KEY] = _busy_ms()
            cursor.execute(f"PRAGMA busy_timeout = {_busy_ms()}")
        cursor.execute("BEGIN IMMEDIATE" if writing else "BEGIN")


def _in_words(error: BaseException, path: Path) -> SaegimError:
    message = str(error).lower()
    code: ErrorCode | None = next((code for words, code in _CODES if words in message), None)
    if code in _PERHAPS_FULL and is_full(path):
        code = "disk_full"
    if code is not None:
        blame = "data" if code in ("not_a_project", "project_damaged") else "machine"
        return SaegimError(code, blame, path=path)
    return SaegimError("internal", "program", detail=error)
