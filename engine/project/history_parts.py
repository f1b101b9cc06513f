"""The rows of the history: a step is one of them, or several that were written bit by bit.

Something long, such as auto-labelling, writes what it has done so far now and then. Each time the
rows and their part of the history are one transaction, so that there is never half a step, and who
works meanwhile takes back their own edits first.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple, cast

from sqlalchemy import Connection, delete, func, insert, select, update

from engine.project.history import RowChange, decode, pack, unpacked
from engine.project.row_access import chunked, now, rows_by_id
from engine.project.schema import (
    AnnotationRecord,
    HistoryRecord,
    ImageRecord,
    PredictedImageRecord,
    SuggestionRecord,
    table_of,
)
from engine.protocol.errors import SaegimError

MOST_OF_A_STEP = 1 << 29
"""Bytes of all parts of a step: a stranger's file may have any number of them."""

_HISTORY = table_of(HistoryRecord)
_DROPPING = delete(_HISTORY).where(_HISTORY.c.undone)
_WRITING = insert(_HISTORY).returning(_HISTORY.c.id)
_IMAGES = ImageRecord.__tablename__
_OF_IMAGES = {
    record.__tablename__: table_of(record)
    for record in (AnnotationRecord, SuggestionRecord, PredictedImageRecord)
}


def write_step(connection: Connection, label: str, changes: Sequence[RowChange]) -> int:
    """Write a step of its own, and drop all that is undone; returns its id."""
    connection.execute(_DROPPING)
    return _write(connection, label, changes, None)


def write_part(
    connection: Connection, label: str, changes: Sequence[RowChange], step_id: int
) -> None:
    """Write a further part of a step."""
    _write(connection, label, changes, step_id)


def is_undone(connection: Connection, step_id: int) -> bool | None:
    """Whether a step is undone; None if there is no such step."""
    mine = _HISTORY.c.id == step_id, _HISTORY.c.batch.is_(None)
    return connection.execute(select(_HISTORY.c.undone).where(*mine)).scalar_one_or_none()


def parts_of(connection: Connection, step_id: int, *, undone: bool) -> list[int]:
    """Return the ids of the rows of a step, oldest first.

    Raises:
        SaegimError: ``history_conflict`` if there is no such step, or it is not in this state.
    """
    if is_undone(connection, step_id) is not undone:
        raise SaegimError("history_conflict")
    further = select(_HISTORY.c.id).where(_HISTORY.c.batch == step_id).order_by(_HISTORY.c.id)
    return [step_id, *connection.execute(further).scalars()]


class PathRow(NamedTuple):
    """A row of the history on the way to another state, and whether it is undone there."""

    id: int
    step: int
    undone: bool


def path_to(connection: Connection, step_id: int | None) -> list[PathRow]:
    """Return what lies between what is done now and the state after a step, in order.

    Raises:
        SaegimError: ``history_conflict`` if there is no such step.
    """
    if step_id is not None and is_undone(connection, step_id) is None:
        raise SaegimError("history_conflict")
    step = func.coalesce(_HISTORY.c.batch, _HISTORY.c.id)
    rows, end = select(_HISTORY.c.id, step).order_by(step, _HISTORY.c.id), step_id or 0
    # No row is older than its step.
    later = rows.where(~_HISTORY.c.undone, _HISTORY.c.id > end, step > end)
    earlier = rows.where(_HISTORY.c.undone, step <= end)
    back = [PathRow(part, of, undone=True) for part, of in connection.execute(later)]
    forth = [PathRow(part, of, undone=False) for part, of in connection.execute(earlier)]
    return [*reversed(back), *forth]


def read_part(
    connection: Connection, part: int, most: int = MOST_OF_A_STEP
) -> tuple[list[RowChange], int]:
    """Return what a row of the history did, and its size in bytes.

    Raises:
        SaegimError: ``history_damaged``, also if it is larger than ``most``.
    """
    query = select(_HISTORY.c.changes).where(_HISTORY.c.id == part)
    text = unpacked(cast("bytes", connection.execute(query).scalar_one()), most)
    return decode(text), len(text)


def mark(connection: Connection, parts: Iterable[int], *, undone: bool) -> None:
    """Note whether rows of the history are undone."""
    for chunk in chunked(parts):
        mine = update(_HISTORY).where(_HISTORY.c.id.in_(chunk))
        connection.execute(mine.values(undone=undone))


def images_of(connection: Connection, changes: Iterable[RowChange]) -> set[int | None]:
    """Return the images that changes have to do with; None for those of rows that are gone."""
    images: set[int | None] = set()
    others: defaultdict[str, set[int]] = defaultdict(set)
    for change in changes:
        row = change.before or change.after or {}
        if change.table == _IMAGES:
            images.add(change.id)
        elif "image_id" in row:
            images.add(cast("int", row["image_id"]))
        elif change.table in _OF_IMAGES:
            others[change.table].add(change.id)
    for name, ids in others.items():
        rows = rows_by_id(connection, _OF_IMAGES[name], ids)
        images.update(cast("int", rows[i]["image_id"]) if i in rows else None for i in ids)
    return images


def _write(
    connection: Connection, label: str, changes: Sequence[RowChange], batch: int | None
) -> int:
    values = {
        "label": label,
        "undone": False,
        "created_at": now(),
        "changes": pack(changes),
        "batch": batch,
    }
    return connection.execute(_WRITING, values).scalar_one()
