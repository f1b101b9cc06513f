"""What a list of the history says of a step, as far as that is quickly found out."""

from collections.abc import Collection
from typing import cast

from sqlalchemy import Connection, RowMapping, func, select

from engine.project.history import RowChange, decode, unpacked
from engine.project.history_parts import images_of
from engine.project.row_access import chunked, rows_by_id
from engine.project.rows import StepRow
from engine.project.schema import (
    AnnotationRecord,
    HistoryRecord,
    ImageRecord,
    SuggestionRecord,
    table_of,
)
from engine.protocol.errors import SaegimError

MOST_PACKED, MOST_UNPACKED = 1 << 16, 1 << 19
"""Bytes of a step that is looked into: far more than most acts of a person take."""

_HISTORY = table_of(HistoryRecord)
_IMAGES = table_of(ImageRecord)
_OBJECTS = frozenset(record.__tablename__ for record in (AnnotationRecord, SuggestionRecord))


def described(connection: Connection, ids: Collection[int]) -> list[StepRow]:
    """Return what is said of some steps; ids that are no steps are left out."""
    columns = _HISTORY.c.id, _HISTORY.c.label, _HISTORY.c.created_at
    size = func.length(_HISTORY.c.changes).label("size")
    found: list[StepRow] = []
    for chunk in chunked(ids):
        mine = _HISTORY.c.id.in_(chunk), _HISTORY.c.batch.is_(None)
        steps = connection.execute(select(*columns, size).where(*mine)).mappings().all()
        further = select(_HISTORY.c.batch).where(_HISTORY.c.batch.in_(chunk)).distinct()
        several = set(connection.execute(further).scalars())
        found.extend(_described(connection, step, step["id"] in several) for step in steps)
    return found


def _described(connection: Connection, step: RowMapping, has_more: bool) -> StepRow:
    row = StepRow(step["id"], step["label"], step["created_at"])
    if has_more or step["size"] > MOST_PACKED:
        return row
    try:
        changes = _changes(connection, row.id)
    except SaegimError:
        return row
    objects = {(change.table, change.id) for change in changes if change.table in _OBJECTS}
    return StepRow(
        row.id, row.label, row.created_at, len(objects), _only_image(connection, changes)
    )


def _changes(connection: Connection, step_id: int) -> list[RowChange]:
    query = select(_HISTORY.c.changes).where(_HISTORY.c.id == step_id)
    return decode(unpacked(connection.execute(query).scalar_one(), MOST_UNPACKED))


def _only_image(connection: Connection, changes: Collection[RowChange]) -> str:
    image, *others = images_of(connection, changes) or {None}
    if image is None or others:
        return ""
    rows = rows_by_id(connection, _IMAGES, [image])
    return cast("str", rows[image]["path"]) if image in rows else ""
