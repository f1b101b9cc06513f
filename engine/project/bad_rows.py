"""Rows that cannot be read are left out when a project is opened; nothing else need look again.

The file as it was is kept beside it, so that nothing is lost, and the person is told.
"""

import time
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection

from engine.project.column_checks import COLUMNS, Column
from engine.project.database import Database
from engine.project.row_access import LAST_ID, chunked
from engine.project.schema import UNDOABLE, Base
from engine.protocol.errors import SaegimError

_TOLD = ("images", "label_classes", "annotations", "suggestions")
"""Tables whose rows people know."""
_STAMP = "%Y-%m-%d-%H.%M.%S"


class _Counter(NamedTuple):
    bad: str
    mend: str


def _counter(name: str) -> _Counter:
    """No row has an id that was not given yet."""
    greatest = f'(SELECT coalesce(max(id), 0) FROM "{name}")'  # noqa: S608 (names of the schema)
    last = f"(SELECT last FROM id_counters WHERE \"table\" = '{name}')"  # noqa: S608
    return _Counter(
        f"coalesce({last}, -1) < {greatest}",
        f"INSERT OR REPLACE INTO id_counters SELECT '{name}', {greatest} WHERE",
    )


_COUNTERS = (
    *(_counter(record.__tablename__) for record in UNDOABLE),
    _Counter(
        "EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'history'"  # noqa: S608
        f" AND NOT (typeof(seq) = 'integer' AND seq BETWEEN 0 AND {LAST_ID}))",
        "UPDATE sqlite_sequence SET seq = (SELECT coalesce(max(id), 0) FROM history)"
        " WHERE name = 'history' AND",
    ),
)


class LeftOut(msgspec.Struct, frozen=True):
    """What was wrong with a project."""

    rows: dict[str, int]
    """Number of rows that were left out, by table."""
    replaced: int
    """Number of values that others took the place of."""
    copy: Path
    """The file as it was."""

    def in_words(self) -> SaegimError:
        """Say it for people."""
        counts = {name: self.rows.get(name, 0) for name in _TOLD}
        return SaegimError(
            "rows_left_out",
            "data",
            others=sum(self.rows.values()) - sum(counts.values()),
            values=self.replaced,
            file=self.copy,
            **counts,
        )


def leave_out_bad_rows(database: Database) -> LeftOut | None:
    """Take what cannot be read out of a project; None if there is nothing of the kind.

    A file that this process has open already is not looked through again: the window opens one
    for each thing that it does in a thread.

    Raises:
        SaegimError: ``project_damaged`` if tables are not as this version makes them or the row
            about the project is missing; ``project_needs_mending`` if nothing can be written.
    """
    left_out = None if database.is_known_sound() else _look_through(database)
    database.note_sound()
    return left_out


def _look_through(database: Database) -> LeftOut | None:
    with database.reading() as connection:
        _require_tables(connection, database.path)
        if not _is_bad(connection):
            return None
    if database.is_read_only:
        raise SaegimError("project_needs_mending", path=database.path)
    path = database.path
    copy = path.with_name(f"{path.stem}.before-mending-{time.strftime(_STAMP)}{path.suffix}")
    database.copy_to(copy)
    with database.writing() as connection:
        # Rows and those that refer to them go one after the other.
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        rows, replaced = _mend(connection)
        if not connection.exec_driver_sql("SELECT count(*) FROM project").scalar_one():
            raise SaegimError("project_damaged", path=path)
    return LeftOut(rows, replaced, copy)


def are_sound(connection: Connection, name: str, ids: Iterable[int]) -> bool:
    """Whether these rows of a table are all good."""
    condition = " AND ".join(f"({check.good})" for check in COLUMNS if check.table == name)
    for chunk in chunked(ids):
        listed = ", ".join(str(int(row_id)) for row_id in chunk)
        query = f'SELECT 1 FROM "{name}" WHERE id IN ({listed}) AND NOT coalesce({condition}, 0)'  # noqa: S608
        if connection.exec_driver_sql(f"{query} LIMIT 1").first():
            return False
    return True


def _require_tables(connection: Connection, path: Path) -> None:
    for name, made in Base.metadata.tables.items():
        described = connection.exec_driver_sql(f'PRAGMA table_info("{name}")').all()
        names, keys = ({row.name for row in described if row.pk >= least} for least in (0, 1))
        if not names.issuperset(made.columns.keys()) or keys != set(
            made.primary_key.columns.keys()
        ):
            raise SaegimError("project_damaged", path=path)


def _is_bad(connection: Connection) -> bool:
    if connection.exec_driver_sql("SELECT count(*) FROM project").scalar_one() != 1:
        return True
    for name, checks in groupby(COLUMNS, key=lambda check: check.table):
        condition = " AND ".join(f"({check.good})" for check in checks)
        query = f'SELECT 1 FROM "{name}" WHERE NOT coalesce({condition}, 0) LIMIT 1'  # noqa: S608
        if connection.exec_driver_sql(query).first():
            return True
    return any(
        connection.exec_driver_sql(f"SELECT 1 WHERE {check.bad}").first() for check in _COUNTERS
    )


def _mend(connection: Connection) -> tuple[dict[str, int], int]:
    rows: dict[str, int] = {}
    replaced = 0
    surplus = "DELETE FROM project WHERE rowid != (SELECT min(rowid) FROM project)"
    connection.exec_driver_sql(surplus)
    for check in COLUMNS:
        count = connection.exec_driver_sql(_statement(check)).rowcount
        if check.otherwise is None:
            rows[check.table] = rows.get(check.table, 0) + count
        else:
            replaced += count
    for check in _COUNTERS:
        replaced += connection.exec_driver_sql(f"{check.mend} {check.bad}").rowcount
    return {name: count for name, count in rows.items() if count}, replaced


def _statement(check: Column) -> str:
    bad = f"WHERE NOT coalesce({check.good}, 0)"
    if check.otherwise is None:
        return f'DELETE FROM "{check.table}" {bad}'  # noqa: S608 (names of the schema)
    return f'UPDATE "{check.table}" SET "{check.name}" = {check.otherwise} {bad}'  # noqa: S608
