"""Undoing and redoing many steps as if they were one, inside one transaction."""

from collections.abc import Iterable, Sequence
from typing import cast

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from engine.project.attribute_values import ids_with_values
from engine.project.bad_rows import are_sound
from engine.project.changes import Changes
from engine.project.history import RowChange, decode, inverse, merged
from engine.project.history_parts import mark
from engine.project.packing import MOST_UNPACKED, unpacked
from engine.project.row_access import rows_by_id
from engine.project.schema import AnnotationRecord, AttributeRecord, ImageRecord, table_of
from engine.project.step import Step
from engine.protocol.errors import SaegimError

MOST_AT_ONCE = 1 << 26
"""Bytes of changes that wait to be carried out."""

_IMAGES = ImageRecord.__tablename__
_ATTRIBUTES = table_of(AttributeRecord)


class Chain:
    """Changes one after the other, as one change for each row: each row is written once.

    Whether they follow from each other is looked at as if each were carried out in turn.
    """

    def __init__(self) -> None:
        self._net: dict[tuple[str, int], RowChange] = {}

    def append(self, changes: Iterable[RowChange]) -> None:
        """Add what comes next.

        Raises:
            SaegimError: ``history_conflict`` if it does not begin with what the others leave.
        """
        for change in changes:
            key = (change.table, change.id)
            earlier = self._net.get(key)
            if earlier is not None and not _follows(earlier, change):
                raise SaegimError("history_conflict")
            self._net[key] = change if earlier is None else merged(earlier, change)

    def changes(self) -> list[RowChange]:
        """Return one change for each row, also for one that is in the end what it was."""
        return list(self._net.values())


class Replay:
    """Carries out the rows of the history that it is given, in this order.

    Args:
        connection: Open in a writing transaction, which the caller commits.
    """

    def __init__(self, connection: Connection) -> None:
        self._step = Step(connection)
        self._chain = Chain()
        self._waiting = 0
        self._parts: dict[bool, list[int]] = {True: [], False: []}
        """The rows that were taken, by whether they are undone now."""

    def take(self, part: int, packed: bytes, *, undone: bool, most: int = MOST_UNPACKED) -> int:
        """Undo or redo a row of the history; returns the bytes of its changes.

        Args:
            part: Its id.
            packed: Its changes, as they are kept.
            undone: Whether it is undone then.
            most: Bytes that its changes may have.

        Raises:
            SaegimError: ``history_conflict`` if it does not begin with what there is;
                ``history_damaged``, also if it is larger than ``most``.
        """
        text = unpacked(packed, most)
        changes = inverse(decode(text)) if undone else decode(text)
        if _moves_images(changes):
            # Paths are unique: a path may only be taken when it was given up before.
            self._carry_out()
            _apply(self._step, changes)
        else:
            self._chain.append(changes)
            self._waiting += len(text)
        if self._waiting > MOST_AT_ONCE:
            self._carry_out()
        self._parts[undone].append(part)
        return len(text)

    def finish(self, history_id: int | None, steps: Iterable[int]) -> Changes:
        """Carry out what is left, and note which rows of the history are undone now.

        Args:
            history_id: As in ``Changes``.
            steps: The steps that the rows belong to.

        Raises:
            SaegimError: As ``take``.
        """
        self._carry_out()
        for undone, parts in self._parts.items():
            mark(self._step.connection, parts, undone=undone)
        self._step.conclude(history_id, replayed=frozenset(steps))
        return self._step.changes

    def _carry_out(self) -> None:
        chain, self._chain, self._waiting = self._chain, Chain(), 0
        _apply(self._step, chain.changes())


def _follows(earlier: RowChange, change: RowChange) -> bool:
    known = earlier.after
    if known is None or change.before is None:
        return known is None and change.before is None
    # A column that nobody has changed yet is compared with the row itself, in the end.
    return all(known.get(name, value) == value for name, value in change.before.items())


def _moves_images(changes: Sequence[RowChange]) -> bool:
    return any(
        change.table == _IMAGES
        and (change.before is None or change.after is None or "path" in change.after)
        for change in changes
    )


def _apply(step: Step, changes: list[RowChange]) -> None:
    try:
        step.apply(changes)
    except IntegrityError as error:
        # A row that the step would take away is in use by now, or one it needs is gone.
        raise SaegimError("history_conflict") from error
    by_table: dict[str, list[int]] = {}
    for change in changes:
        by_table.setdefault(change.table, []).append(change.id)
    if not all(are_sound(step.connection, name, ids) for name, ids in by_table.items()):
        raise SaegimError("history_damaged")
    described = ids_with_values(step.connection, _classes_of_attributes(step, changes))
    if not are_sound(step.connection, AnnotationRecord.__tablename__, described):
        # Annotations have values by now of an attribute that the step would take away.
        raise SaegimError("history_conflict")


def _classes_of_attributes(step: Step, changes: Iterable[RowChange]) -> set[int]:
    """The classes whose attributes come, go or change."""
    mine = [change for change in changes if change.table == _ATTRIBUTES.name]
    rows = [row for change in mine for row in (change.before, change.after) if row]
    rows += rows_by_id(step.connection, _ATTRIBUTES, [change.id for change in mine]).values()
    return {cast("int", row["class_id"]) for row in rows if "class_id" in row}
