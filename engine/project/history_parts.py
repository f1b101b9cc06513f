"""The rows of the history: a step is one of them, or several that were written bit by bit.

Something long, such as auto-labelling, writes what it has done so far now and then. Each time the
rows and their part of the history are one transaction, so that there is never half a step, and who
works meanwhile takes back their own edits first.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, cast

from sqlalchemy import Connection, delete, func, insert, select, update

from engine.project.history import RowChange, decode, encode
from engine.project.packing import packed, unpacked
from engine.project.prepared import run
from engine.project.row_access import chunked, now
from engine.project.schema import HistoryRecord, table_of
from engine.protocol.errors import SaegimError

MOST_OF_A_STEP = 1 << 29
"""Bytes of all parts of a step: a stranger's file may have any number of them."""

READ_AT_ONCE, SMALL = 200, 1 << 15
"""Rows of the history that are read together, and the most bytes that each of them has."""

_HISTORY = table_of(HistoryRecord)
_CHANGES = select(_HISTORY.c.id, _HISTORY.c.changes)
_DROPPING = delete(_HISTORY).where(_HISTORY.c.undone)
_WRITING = insert(_HISTORY).returning(_HISTORY.c.id)


def write_step(connection: Connection, label: str, changes: Sequence[RowChange]) -> int:
    """Write a step of its own, and drop all that is undone; returns its id."""
    run(connection, _DROPPING, {})
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


def packed_parts(connection: Connection, parts: Sequence[int]) -> Iterator[bytes]:
    """Yield what rows of the history did, as it is kept, in the order of their ids given.

    Small ones are read many at a time: there may be a hundred thousand.
    """
    for start in range(0, len(parts), READ_AT_ONCE):
        chunk = parts[start : start + READ_AT_ONCE]
        small = _CHANGES.where(_HISTORY.c.id.in_(chunk), func.length(_HISTORY.c.changes) <= SMALL)
        found = {row.id: row.changes for row in connection.execute(small)}
        for part in chunk:
            yield found[part] if part in found else _packed(connection, part)


def read_part(connection: Connection, part: int) -> list[RowChange]:
    """Return what a row of the history did.

    Raises:
        SaegimError: ``history_damaged``.
    """
    return decode(unpacked(_packed(connection, part)))


def mark(connection: Connection, parts: Iterable[int], *, undone: bool) -> None:
    """Note whether rows of the history are undone."""
    for chunk in chunked(parts):
        mine = update(_HISTORY).where(_HISTORY.c.id.in_(chunk))
        connection.execute(mine.values(undone=undone))


def _packed(connection: Connection, part: int) -> bytes:
    row = connection.execute(_CHANGES.where(_HISTORY.c.id == part)).one()
    return cast("bytes", row.changes)


def _write(
    connection: Connection, label: str, changes: Sequence[RowChange], batch: int | None
) -> int:
    values = {
        "label": label,
        "undone": False,
        "created_at": now(),
        "changes": packed(encode(changes)),
        "batch": batch,
    }
    ((row_id,),) = run(connection, _WRITING, values)
    return row_id
