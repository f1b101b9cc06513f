"""Forgetting the oldest steps of the history, which gives their room back."""

import msgspec
from sqlalchemy import ColumnElement, Connection, delete, func, select

from engine.project.schema import HistoryRecord, table_of

ROOM_OF_A_ROW = 24
"""Bytes of a row of the history besides its texts: numbers, and its place in the indexes."""

_HISTORY = table_of(HistoryRecord)


class Forgettable(msgspec.Struct, frozen=True):
    """How many steps are or were forgotten, and about how many bytes they take in the file."""

    steps: int = 0
    size: int = 0


def forgettable(connection: Connection, keep: int) -> Forgettable:
    """Return what is forgotten if only the newest steps are kept that are done.

    Args:
        connection: Open in a transaction.
        keep: Number of steps; those that are undone are kept besides.
    """
    oldest = _older(connection, keep)
    if oldest is None:
        return Forgettable()
    room = func.sum(
        func.length(_HISTORY.c.changes)
        + func.length(_HISTORY.c.label)
        + func.length(_HISTORY.c.created_at)
        + ROOM_OF_A_ROW
    )
    steps = func.count().filter(_HISTORY.c.batch.is_(None))
    return Forgettable(*connection.execute(select(steps, room).where(oldest)).one())


def fold(connection: Connection, keep: int) -> Forgettable:
    """Forget all but the newest steps that are done; returns what was forgotten.

    Args:
        connection: Open in a writing transaction.
        keep: As in ``forgettable``.
    """
    found, oldest = forgettable(connection, keep), _older(connection, keep)
    if oldest is not None:
        connection.execute(delete(_HISTORY).where(oldest))
    return found


def _older(connection: Connection, keep: int) -> ColumnElement[bool] | None:
    """Say which rows belong to steps that are done and older than those that are kept."""
    done = select(_HISTORY.c.id).where(_HISTORY.c.batch.is_(None), ~_HISTORY.c.undone)
    following = done.order_by(_HISTORY.c.id.desc()).offset(keep).limit(1)
    newest = connection.execute(following).scalar_one_or_none()
    if newest is None:
        return None
    return ~_HISTORY.c.undone & (func.coalesce(_HISTORY.c.batch, _HISTORY.c.id) <= newest)
