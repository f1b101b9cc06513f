"""Statements that the driver carries out itself give what SQLAlchemy gives."""

from pathlib import Path

import pytest
from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from engine.project.prepared import run, run_many
from engine.project.schema import ClassRecord, table_of
from engine.project.store import Store
from tests.helpers.stores import make_store

_CLASSES = table_of(ClassRecord)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return make_store(tmp_path)


def test_rows_are_those_of_sqlalchemy(store: Store) -> None:
    query = select(_CLASSES).where(_CLASSES.c.position >= bindparam("least"))
    with store.reading() as connection:
        wanted = connection.execute(query, {"least": 0}).all()
        assert wanted
        assert run(connection, query, {"least": 0}) == [tuple(row) for row in wanted]
        assert run(connection, query, {"least": 10**6}) == []


def test_what_a_statement_sets_by_itself_is_set(store: Store) -> None:
    further = update(_CLASSES).values(position=_CLASSES.c.position + 3)
    with store.writing() as connection:
        before = connection.execute(select(_CLASSES.c.position)).scalars().all()
        returned = run(connection, further.returning(_CLASSES.c.position), {})
        assert [row[0] for row in returned] == [position + 3 for position in before]


def test_what_goes_wrong_is_said_as_sqlalchemy_says_it(store: Store) -> None:
    with store.writing() as connection:
        row = dict(connection.execute(select(_CLASSES)).mappings().first() or {})
        with pytest.raises(IntegrityError):
            run_many(connection, insert(_CLASSES), [row])
        with pytest.raises(IntegrityError):
            run(connection, insert(_CLASSES), row)
        run(connection, delete(_CLASSES), {})
        run(connection, insert(_CLASSES), row)
        assert connection.execute(select(_CLASSES)).mappings().all() == [row]
