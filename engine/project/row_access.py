"""Reading and writing table rows by id, as plain values.

Statements are made once: making one takes SQLAlchemy three times as long as carrying it out.
"""

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby, islice
from typing import Any, TypeVar, cast

from sqlalchemy import (
    ColumnElement,
    Connection,
    Delete,
    Insert,
    Select,
    Table,
    Update,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from engine.project.prepared import run, run_many
from engine.project.schema import Base, IdCounterRecord, Row, table_of
from engine.protocol.errors import SaegimError

_COUNTERS = table_of(IdCounterRecord)
_T = TypeVar("_T")

LAST_ID = 2**29
"""Ids travel through Qt's signals, whose integers have 32 bits; a stranger's may be anything."""

_CHUNK = 500
"""Ids named in one statement: well below every database's limit of parameters."""


def chunked(ids: Iterable[_T]) -> Iterator[list[_T]]:
    """Cut ids into lists that fit into one statement."""
    iterator = iter(ids)
    while chunk := list(islice(iterator, _CHUNK)):
        yield chunk


def rows_by_id(connection: Connection, table: Table, ids: Iterable[int]) -> dict[int, Row]:
    """Read whole rows; ids without a row are left out."""
    found: dict[int, Row] = {}
    names = table.columns.keys()
    for chunk in chunked(ids):
        for values in _rows_of(connection, table, chunk):
            row = cast("Row", dict(zip(names, values, strict=True)))
            found[cast("int", row["id"])] = row
    return found


def grouped(column: ColumnElement[Any]) -> Select[Any, int]:
    """Select how often each value of a column occurs."""
    return select(column, func.count()).group_by(column)


def tally(connection: Connection, query: Select[Any, int]) -> dict[Any, int]:
    """Run a query of ``grouped``."""
    return {row[0]: row[1] for row in connection.execute(query)}


def count_by_image(connection: Connection, table: Table, ids: Iterable[int]) -> dict[int, int]:
    """Return the number of rows of each of these images."""
    listed = list(ids)
    counts = dict.fromkeys(listed, 0)
    for chunk in chunked(listed):
        query = grouped(table.c.image_id).where(table.c.image_id.in_(chunk))
        counts.update(tally(connection, query))
    return counts


def is_of_kind(geometry: ColumnElement[str], kinds: Collection[str]) -> ColumnElement[bool]:
    """Say whether a geometry column holds one of these kinds: its JSON begins with the kind."""
    return or_(*(geometry.startswith(f'{{"type":"{kind}"') for kind in sorted(kinds)))


def now() -> str:
    """Return the time as ISO 8601, UTC."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


def reserve_ids(connection: Connection, record: type[Base], count: int) -> range:
    """Return ids that nobody has had.

    Raises:
        SaegimError: ``ids_used_up``, in a project that a stranger has made so.
    """
    values = {"of": record.__tablename__, "count": count}
    ((last,),) = run(connection, _RAISING, values)
    if last > LAST_ID:
        raise SaegimError("ids_used_up")
    return range(last - count + 1, last + 1)


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add rows, of which each says every column."""
    if rows:
        run_many(connection, _inserting(table), rows)


def update_rows(connection: Connection, table: Table, changed: Sequence[tuple[int, Row]]) -> None:
    """Set columns, with one prepared statement for all rows that change the same ones."""
    by_columns = sorted(changed, key=lambda item: sorted(item[1]))
    for columns, group in groupby(by_columns, key=lambda item: tuple(sorted(item[1]))):
        parameters = [
            {"row_id": row_id, **{f"new_{column}": row[column] for column in columns}}
            for row_id, row in group
        ]
        run_many(connection, _updating(table, columns), parameters)


def delete_rows(connection: Connection, table: Table, ids: Iterable[int]) -> None:
    """Remove rows."""
    for chunk in chunked(ids):
        connection.execute(_deleting(table), {"ids": chunk})


_IDS = bindparam("ids", expanding=True)
_RAISING = (
    update(_COUNTERS)
    .where(_COUNTERS.c.table == bindparam("of"))
    .values(last=_COUNTERS.c.last + bindparam("count"))
    .returning(_COUNTERS.c.last)
)


def _rows_of(connection: Connection, table: Table, ids: list[int]) -> Iterable[Sequence[Any]]:
    if len(ids) == 1:
        return run(connection, _selecting_one(table), {"row_id": ids[0]})
    return connection.execute(_selecting(table), {"ids": ids})


@cache
def _selecting_one(table: Table) -> Select[Any]:
    return select(table).where(table.c.id == bindparam("row_id"))


@cache
def _selecting(table: Table) -> Select[Any]:
    return select(table).where(table.c.id.in_(_IDS))


@cache
def _inserting(table: Table) -> Insert:
    return insert(table)


@cache
def _updating(table: Table, columns: tuple[str, ...]) -> Update:
    values = {column: bindparam(f"new_{column}") for column in columns}
    return update(table).where(table.c.id == bindparam("row_id")).values(values)


@cache
def _deleting(table: Table) -> Delete:
    return delete(table).where(table.c.id.in_(_IDS))
