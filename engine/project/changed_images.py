"""Which images the changes of steps have to do with."""

from collections import defaultdict
from collections.abc import Iterable
from typing import cast

from sqlalchemy import Connection, select

from engine.project.history import RowChange
from engine.project.row_access import chunked
from engine.project.schema import (
    AnnotationRecord,
    ImageRecord,
    ImageTagRecord,
    PredictedImageRecord,
    SuggestionRecord,
    table_of,
)

RowKey = tuple[str, int]
"""Table and id of a row."""

_IMAGES = ImageRecord.__tablename__
_OF_IMAGES = {
    record.__tablename__: table_of(record)
    for record in (AnnotationRecord, SuggestionRecord, PredictedImageRecord, ImageTagRecord)
}


def image_by_row(connection: Connection, changes: Iterable[RowChange]) -> dict[RowKey, int | None]:
    """Return the image of each changed row that belongs to one; None for rows that are gone."""
    images: dict[RowKey, int | None] = {}
    unsaid: defaultdict[str, set[int]] = defaultdict(set)
    for change in changes:
        row = change.before or change.after or {}
        if change.table == _IMAGES:
            images[change.table, change.id] = change.id
        elif "image_id" in row:
            images[change.table, change.id] = cast("int", row["image_id"])
        elif change.table in _OF_IMAGES:
            unsaid[change.table].add(change.id)
    for name, ids in unsaid.items():
        found = _images_now(connection, name, ids)
        images |= {
            (name, row_id): found.get(row_id) for row_id in ids if (name, row_id) not in images
        }
    return images


def _images_now(connection: Connection, name: str, ids: Iterable[int]) -> dict[int, int]:
    table = _OF_IMAGES[name]
    found: dict[int, int] = {}
    for chunk in chunked(ids):
        rows = connection.execute(select(table.c.id, table.c.image_id).where(table.c.id.in_(chunk)))
        found |= {row.id: row.image_id for row in rows}
    return found
