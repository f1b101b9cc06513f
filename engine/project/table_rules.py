"""Whether the tables of a file are made as this program makes them, and of nothing else.

A stranger's tables may hold what runs at an edit: a trigger, a condition that takes gigabytes to
look at, a foreign key that deletes annotations when something else is deleted.
"""

import functools
import re
from collections.abc import Iterable

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from engine.project.schema import Base

_TABLE = re.compile(r"create table (\w+)\((.*)\)")
_OTHERS = {
    "alembic_version": {
        "version_num varchar(32)not null",
        "constraint alembic_version_pkc primary key(version_num)",
    },
    # SQLite's own, the last two by its ANALYZE.
    "sqlite_sequence": {"name", "seq"},
    "sqlite_stat1": {"tbl", "idx", "stat"},
    "sqlite_stat4": {"tbl", "idx", "neq", "nlt", "ndlt", "sample"},
}
_EARLIER = {"label_classes": {"kept varchar not null"}, "project": {"task varchar not null"}}
"""Columns of earlier revisions."""
_EARLIER_INDEXES = {"create index ix_annotations_image_id on annotations(image_id)"}


def are_ours(statements: Iterable[str]) -> bool:
    """Say whether these statements make only tables and indexes of this or an older version.

    Args:
        statements: As SQLite keeps them; some may be missing.
    """
    tables, indexes = _known()
    for statement in map(_plain, statements):
        table = _TABLE.fullmatch(statement)
        parts = frozenset(table[2].split(",")) if table else frozenset[str]()
        is_known = table is not None and parts <= tables.get(table[1], frozenset[str]())
        if not is_known and statement not in indexes:
            return False
    return True


@functools.cache
def _known() -> tuple[dict[str, frozenset[str]], frozenset[str]]:
    """The columns and constraints of each table, and the statements that make indexes."""
    dialect = sqlite.dialect()
    known = {name: frozenset(parts) for name, parts in _OTHERS.items()}
    indexes = set(_EARLIER_INDEXES)
    for name, table in Base.metadata.tables.items():
        made = _TABLE.fullmatch(_plain(str(CreateTable(table).compile(dialect=dialect))))
        parts = made[2].split(",") if made else []
        known[name] = frozenset({*parts, *_EARLIER.get(name, ())})
        indexes |= {
            _plain(str(CreateIndex(index).compile(dialect=dialect))) for index in table.indexes
        }
    return known, frozenset(indexes)


def _plain(statement: str) -> str:
    """A statement without what may be written in many ways."""
    text = " ".join(statement.replace('"', "").lower().split())
    return re.sub(r" ?([(),]) ?", r"\1", text)
