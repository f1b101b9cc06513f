"""Statements that are made once, and carried out by the database's driver itself.

What SQLAlchemy does around a small statement takes ten times as long as SQLite takes for it, and a
person waits for some ten of them at every edit.
"""

from collections.abc import Generator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from sqlalchemy import Connection, Dialect
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.expression import ClauseElement

if TYPE_CHECKING:
    from sqlalchemy.sql.compiler import SQLCompiler

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
    prepared = _prepared(statement, connection.dialect, tuple(values))
    with driver_cursor(connection) as cursor:
        cursor.execute(prepared.text, prepared.bound(values))
        return list(cursor.fetchall()) if cursor.description else []


def run_many(connection: Connection, statement: ClauseElement, rows: Sequence[_Values]) -> None:
    """Carry out a statement that gives no rows for the values of each row, one at least.

    Raises:
        DBAPIError: As SQLAlchemy does.
    """
    prepared = _prepared(statement, connection.dialect, tuple(rows[0]))
    parameters: Any = [prepared.bound(row) for row in rows]
    with driver_cursor(connection) as cursor:
        cursor.executemany(prepared.text, parameters)


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


class _Prepared(NamedTuple):
    """A statement in the words of a database, and the values that it brings along itself."""

    text: str
    names: Sequence[str] | None
    values: dict[str, Any]

    def bound(self, values: _Values) -> list[Any] | dict[str, Any]:
        """Return the parameters in the way that the driver takes them."""
        own = self.values
        if self.names is None:
            return {**own, **values}
        return [values[name] if name in values else own[name] for name in self.names]


@cache
def _prepared(statement: ClauseElement, dialect: Dialect, names: tuple[str, ...]) -> _Prepared:
    made = cast("SQLCompiler", statement.compile(dialect=dialect, column_keys=list(names)))
    order = made.positiontup if made.positional else None
    return _Prepared(made.string, order, dict(made.params))
