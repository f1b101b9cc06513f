"""What a list of the history says of a step, as far as that is quickly found out."""

from collections.abc import Collection, Mapping
from itertools import chain

from sqlalchemy import Connection, case, func, select

from engine.project.changed_images import image_by_row
from engine.project.history import RowChange, decode
from engine.project.packing import unpacked
from engine.project.row_access import chunked
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
_STEPS = select(_HISTORY.c.id, _HISTORY.c.label, _HISTORY.c.created_at).where(
    _HISTORY.c.batch.is_(None)
)
_OBJECTS = frozenset(record.__tablename__ for record in (AnnotationRecord, SuggestionRecord))


def described(connection: Connection, ids: Collection[int]) -> list[StepRow]:
    """Return what is said of some steps; ids that are no steps are left out."""
    found: list[StepRow] = []
    for chunk in chunked(ids):
        small = case((func.length(_HISTORY.c.changes) <= MOST_PACKED, _HISTORY.c.changes))
        steps = _STEPS.add_columns(small.label("changes")).where(_HISTORY.c.id.in_(chunk))
        rows = connection.execute(steps).all()
        further = select(_HISTORY.c.batch).where(_HISTORY.c.batch.in_(chunk)).distinct()
        several = set(connection.execute(further).scalars())
        changes = {row.id: _changes(row.changes) for row in rows if row.id not in several}
        images = _only_images(connection, changes)
        for row in rows:
            count = _count_objects(changes.get(row.id))
            found.append(StepRow(row.id, row.label, row.created_at, count, images.get(row.id, "")))
    return found


def _changes(packed: bytes | None) -> list[RowChange] | None:
    """What a step did; None if it is large or damaged."""
    try:
        return None if packed is None else decode(unpacked(packed, MOST_UNPACKED))
    except SaegimError:
        return None


def _count_objects(changes: list[RowChange] | None) -> int | None:
    if changes is None:
        return None
    return len({(change.table, change.id) for change in changes if change.table in _OBJECTS})


def _only_images(
    connection: Connection, steps: Mapping[int, list[RowChange] | None]
) -> dict[int, str]:
    """Paths of images, by the steps that have to do with no other one."""
    by_row = image_by_row(connection, chain.from_iterable(filter(None, steps.values())))
    only: dict[int, int] = {}
    for step_id, changes in steps.items():
        rows = {(change.table, change.id) for change in changes or ()} & by_row.keys()
        images = {by_row[row] for row in rows}
        if len(images) == 1 and (image := images.pop()) is not None:
            only[step_id] = image
    paths: dict[int, str] = {}
    for chunk in chunked(set(only.values())):
        query = select(_IMAGES.c.id, _IMAGES.c.path).where(_IMAGES.c.id.in_(chunk))
        paths |= {row.id: row.path for row in connection.execute(query)}
    return {step_id: paths[image] for step_id, image in only.items() if image in paths}
