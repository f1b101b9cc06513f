"""Statements that are made once, and carried out by the database's driver itself.

What SQLAlchemy does around a small statement takes ten times as long as SQLite takes for it, and a
person waits for some ten of them at every edit.
"""

from collections.abc import Generator, Mapping, MutableMapping, Sequence
from contextlib import closing, contextmanager
from functools import cache
from typing import Any, cast

from sqlalchemy import Connection, Dialect
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import ClauseElement

_Values = Mapping[str, Any]


def run(connection: Connection, statement: ClauseElement, values: _Values) -> list[Sequence[Any]]:
    """Carry out a statement, and return the rows that it gives, as the driver gives their values.

    Args:
        connection: In a transaction.
        statement: Kept by its maker for as long as the program runs. Lists for ``IN`` it has none.
        values: Of its parameters; of an ``INSERT`` those of all columns.

    Raises:
        DBAPIError: As SQLAlchemy does.
    """
    compiled = _compiled(statement, connection.dialect, tuple(values))
    with driver_cursor(connection) as cursor:
        cursor.execute(compiled.string, _bound(compiled, values))
        return list(cursor.fetchall()) if cursor.description else []


def run_many(connection: Connection, statement: ClauseElement, rows: Sequence[_Values]) -> None:
    """Carry out a statement that gives no rows for the values of each row, one at least.

    Raises:
        DBAPIError: As SQLAlchemy does.
    """
    compiled = _compiled(statement, connection.dialect, tuple(rows[0]))
    with driver_cursor(connection) as cursor:
        cursor.executemany(compiled.string, cast("Any", [_bound(compiled, row) for row in rows]))


@contextmanager
def driver_cursor(connection: Connection) -> Generator[DBAPICursor]:
    """A cursor of the driver's own.

    Raises:
        DBAPIError: As SQLAlchemy does, for what goes wrong within it.
    """
    driver = connection.dialect.loaded_dbapi
    try:
        with closing(connection.connection.cursor()) as cursor:
            yield cursor
    except driver.Error as error:
        raise cast(
            "DBAPIError",
            DBAPIError.instance(None, None, error, driver.Error, dialect=connection.dialect),
        ) from error


@cache
def _compiled(statement: ClauseElement, dialect: Dialect, names: tuple[str, ...]) -> SQLCompiler:
    return cast("SQLCompiler", statement.compile(dialect=dialect, column_keys=list(names)))


def _bound(compiled: SQLCompiler, values: _Values) -> list[Any] | MutableMapping[str, Any]:
    bound = compiled.construct_params(dict(values))
    return [bound[name] for name in compiled.positiontup or ()] if compiled.positional else bound
