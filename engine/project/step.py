"""A step: the writes of one operation inside one transaction, noted down row by row."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import cast

from sqlalchemy import Connection, select

from engine.project.changes import NOTHING, Changes
from engine.project.history import RowChange, fold
from engine.project.history_parts import write_part, write_step
from engine.project.outcome import Outcome
from engine.project.row_access import (
    chunked,
    delete_rows,
    insert_rows,
    reserve_ids,
    rows_by_id,
    update_rows,
)
from engine.project.schema import (
    UNDOABLE,
    Base,
    ProjectRecord,
    Row,
    Value,
    defaults_of,
    table_of,
)
from engine.protocol.errors import SaegimError

# The single row about the project is changed by steps, too, but never comes or goes.
_TABLES = {record.__tablename__: table_of(record) for record in (ProjectRecord, *UNDOABLE)}


class Step:
    """Writes rows and remembers what each was; ``changes`` holds the outcome once it is finished.

    Args:
        connection: Open in a writing transaction, which the caller commits.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.changes = Changes()
        self._noted: list[RowChange] = []
        self._outcome = Outcome()
        self._touched: set[int] = set()

    @property
    def touched(self) -> frozenset[int]:
        """Images whose annotations, suggestions, tags, state or split were written so far."""
        return frozenset(self._touched)

    def insert(self, record: type[Base], rows: Sequence[Row]) -> list[int]:
        """Add rows, without ids and what is at its default; returns the ids in the same order."""
        if not rows:
            return []
        ids = reserve_ids(self.connection, record, len(rows))
        usual = defaults_of(table_of(record))
        numbered: list[Row] = [{"id": i, **usual, **row} for i, row in zip(ids, rows, strict=True)]
        insert_rows(self.connection, table_of(record), numbered)
        for row_id, row in zip(ids, numbered, strict=True):
            self._note(record.__tablename__, row_id, None, row, row)
        return list(ids)

    def update(self, record: type[Base], values: Mapping[int, Row]) -> dict[int, Row]:
        """Set columns of rows by id; equal values and ids without a row are passed over.

        Returns:
            The whole rows as they were, by id.
        """
        table = table_of(record)
        rows = rows_by_id(self.connection, table, values)
        changed: list[tuple[int, Row]] = []
        for row_id, row in rows.items():
            after = {name: value for name, value in values[row_id].items() if row[name] != value}
            if after:
                before = {name: row[name] for name in after}
                self._note(record.__tablename__, row_id, before, after, row)
                changed.append((row_id, after))
        update_rows(self.connection, table, changed)
        return rows

    def set_all(self, record: type[Base], ids: Iterable[int], **values: Value) -> None:
        """Set the same columns of many rows."""
        self.update(record, dict.fromkeys(ids, values))

    def delete(self, record: type[Base], ids: Collection[int]) -> None:
        """Remove rows; ids without a row are passed over."""
        table = table_of(record)
        for row_id, row in rows_by_id(self.connection, table, ids).items():
            self._note(record.__tablename__, row_id, row, None, row)
        delete_rows(self.connection, table, ids)

    def ids_where(self, record: type[Base], column: str, values: Iterable[int]) -> list[int]:
        """Return the ids of the rows whose column has one of the values."""
        table = table_of(record)
        found: list[int] = []
        for chunk in chunked(values):
            query = select(table.c.id).where(table.c[column].in_(chunk)).order_by(table.c.id)
            found.extend(self.connection.execute(query).scalars())
        return found

    def apply(self, changes: Sequence[RowChange]) -> None:
        """Carry out changes that were noted earlier, or their inverse, at most one for each row.

        Raises:
            SaegimError: ``history_conflict`` if the rows are not what the changes begin with.
        """
        for name, table in _TABLES.items():
            mine = [change for change in changes if change.table == name]
            current = rows_by_id(self.connection, table, (change.id for change in mine))
            for change in mine:
                _verify(change, current.get(change.id))
            mine = [change for change in mine if change.before != change.after]
            inserts = [change.after for change in mine if change.after and not change.before]
            insert_rows(self.connection, table, inserts)
            updates = [(c.id, c.after) for c in mine if c.before and c.after]
            update_rows(self.connection, table, updates)
            for change in mine:
                self._outcome.note(change)
                self._touch(change, current.get(change.id) or change.after or {})
        for name, table in reversed(_TABLES.items()):
            gone = [change.id for change in changes if change.table == name and not change.after]
            delete_rows(self.connection, table, gone)

    def finish(self, label: str, joins: int | None = None) -> None:
        """Write the step into the history, where a new one drops all that was undone before.

        Args:
            label: Names the step.
            joins: The step that it becomes a part of, which may be (``LaterSteps``).
        """
        folded = fold(self._noted)
        for change in folded:
            self._outcome.note(change)
        if not folded:
            self.conclude(None, label)
        elif joins is not None:
            write_part(self.connection, label, folded, joins)
            self.conclude(joins, label, joins=True)
        else:
            self.conclude(write_step(self.connection, label, folded), label)

    def conclude(
        self,
        history_id: int | None,
        label: str = "",
        *,
        joins: bool = False,
        replayed: frozenset[int] = NOTHING,
    ) -> None:
        """Make ``changes`` of what was done."""
        self.changes = Changes(
            added=self._outcome.added(),
            updated=self._outcome.updated(),
            removed=self._outcome.removed(),
            touched_images=self.touched,
            history_id=history_id,
            label=label,
            joins=joins,
            replayed=replayed,
        )

    def _note(
        self, table: str, row_id: int, before: Row | None, after: Row | None, row: Row
    ) -> None:
        change = RowChange(table, row_id, before, after)
        self._noted.append(change)
        self._touch(change, row)

    def _touch(self, change: RowChange, row: Row) -> None:
        after = change.after
        if change.table in ("annotations", "suggestions", "image_tags"):
            self._touched.add(cast("int", row["image_id"]))
        elif change.table == "images" and after and ("state" in after or "split" in after):
            self._touched.add(change.id)


def _verify(change: RowChange, current: Row | None) -> None:
    if change.before is None or current is None:
        agrees = change.before is None and current is None
    else:
        agrees = all(current[name] == value for name, value in change.before.items())
    if not agrees:
        raise SaegimError("history_conflict")
