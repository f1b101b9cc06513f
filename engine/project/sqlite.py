"""Everything about a project that only holds for SQLite."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from engine.protocol.error_sentences import ErrorCode
from engine.protocol.errors import SaegimError

WRITING = "saegim_writing"
"""Execution option of a connection that is going to write."""

_BUSY_MS = 15_000
_PRAGMAS = (
    f"PRAGMA busy_timeout = {_BUSY_MS}",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
)
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


def has_table(path: Path, table: str) -> bool:
    """Say whether the file is a SQLite database with this table; the file is only read.

    Only SQLite itself may open the file: closing any other handle on it lets go of every lock that
    this process holds on it (POSIX), and another process would then take the write-ahead log away
    from under an open store (sqlite.org/howtocorrupt.html, section 2.2).

    Raises:
        SaegimError: ``not_a_project`` if it is no database at all.
    """
    query = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
            return connection.execute(query, (table,)).fetchone() is not None
    except sqlite3.Error as error:
        raise _in_words(error, path) from error


def has_code(path: Path) -> bool:
    """Say whether a database holds triggers, views or virtual tables; none of ours does.

    Raises:
        SaegimError: ``not_a_project`` if it is no database at all.
    """
    query = "SELECT 1 FROM sqlite_master WHERE type IN ('trigger', 'view') OR rootpage = 0 LIMIT 1"
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
            return connection.execute(query).fetchone() is not None
    except sqlite3.Error as error:
        raise _in_words(error, path) from error


def connect(path: Path) -> Engine:
    """Open a database file: write-ahead log, every commit synced, foreign keys enforced."""
    db_engine = create_engine(URL.create("sqlite", database=str(path)))
    event.listen(db_engine, "connect", _prepare)
    event.listen(db_engine, "begin", _begin)
    return db_engine


def backup(path: Path, target: Path) -> None:
    """Copy a database with what its write-ahead log holds; the copy has its final name when whole.

    Raises:
        SaegimError: ``disk_full`` and the like.
    """
    part = target.with_name(target.name + ".part")
    try:
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(part)) as copy:
            source.backup(copy)
    except sqlite3.Error as error:
        part.unlink(missing_ok=True)
        raise _in_words(error, path) from error
    part.replace(target)


def in_words(error: DBAPIError, path: Path) -> SaegimError:
    """Turn a database error into one for people."""
    return _in_words(error.orig or error, path)


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    # Python's driver would begin transactions late and by its own rules.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _begin(connection: Connection) -> None:
    # A writer takes its lock at once: what it reads first is then still true when it writes, also
    # with another process at work.
    writing = connection.get_execution_options().get(WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _in_words(error: BaseException, path: Path) -> SaegimError:
    message = str(error).lower()
    for words, code in _CODES:
        if words in message:
            blame = "data" if code in ("not_a_project", "project_damaged") else "machine"
            return SaegimError(code, blame, path=path)
    return SaegimError("internal", "program", detail=error)
