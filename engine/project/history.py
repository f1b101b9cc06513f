"""What a step did to the rows of the project, and how to take it back.

A change keeps the values of the changed columns only. Of a row that came or went all is kept but
what is at its default: a step that is older than a column does not speak of it.
"""

from collections.abc import Callable, Iterable, Sequence

import msgspec

from engine.project.row_access import LAST_ID
from engine.project.schema import UNDOABLE, ProjectRecord, Row, defaults_of, table_of
from engine.protocol.errors import SaegimError

_PROJECT = ProjectRecord.__tablename__
_TABLES = {record.__tablename__: table_of(record) for record in (ProjectRecord, *UNDOABLE)}
_COLUMNS = {name: frozenset(table.columns.keys()) for name, table in _TABLES.items()}


class RowChange(msgspec.Struct, frozen=True, array_like=True):
    """One row before and after; None where there was or is no row."""

    table: str
    id: int
    before: Row | None
    after: Row | None

    def inverse(self) -> "RowChange":
        """Return the change back."""
        return RowChange(self.table, self.id, self.after, self.before)


def inverse(changes: Sequence[RowChange]) -> list[RowChange]:
    """Return what undoes all these changes."""
    return [change.inverse() for change in reversed(changes)]


def fold(changes: Iterable[RowChange]) -> list[RowChange]:
    """Return at most one change for each row, with the same outcome as all of them in turn."""
    folded: dict[tuple[str, int], RowChange] = {}
    for change in changes:
        key = (change.table, change.id)
        earlier = folded.pop(key, None)
        net = change if earlier is None else _net(earlier, change)
        if net is not None:
            folded[key] = net
    return list(folded.values())


def encode(changes: Sequence[RowChange]) -> bytes:
    """Encode for the history table, to be packed."""
    return msgspec.json.encode([_with_whole_row(change, _without_defaults) for change in changes])


def decode(text: bytes) -> list[RowChange]:
    """Decode what was packed in a row of the history table.

    Raises:
        SaegimError: ``history_damaged``.
    """
    try:
        changes = msgspec.json.decode(text, type=list[RowChange])
    except (ValueError, RecursionError) as error:
        raise SaegimError("history_damaged") from error
    if not all(change.table in _TABLES for change in changes):
        raise SaegimError("history_damaged")
    whole = [_with_whole_row(change, _with_defaults) for change in changes]
    if not all(_is_sound(change) for change in whole):
        raise SaegimError("history_damaged")
    return whole


def _with_whole_row(change: RowChange, made: Callable[[str, Row], Row]) -> RowChange:
    """A change whose row came or went, with the row made anew; any other as it is."""
    match change.before, change.after:
        case None, dict(row):
            return RowChange(change.table, change.id, None, made(change.table, row))
        case dict(row), None:
            return RowChange(change.table, change.id, made(change.table, row), None)
        case _:
            return change


def _without_defaults(table: str, row: Row) -> Row:
    usual = defaults_of(_TABLES[table])
    return {name: v for name, v in row.items() if name not in usual or v != usual[name]}


def _with_defaults(table: str, row: Row) -> Row:
    return {**defaults_of(_TABLES[table]), **row}


def _is_sound(change: RowChange) -> bool:
    """Whether a change speaks of rows as they are: a file may be a stranger's."""
    names = _COLUMNS[change.table]
    if not 1 <= change.id <= LAST_ID:
        return False
    before, after = change.before, change.after
    if before is None or after is None:
        whole = before or after
        return (
            whole is not None
            and whole.keys() == names
            and whole["id"] == change.id
            and change.table != _PROJECT
        )
    return before.keys() == after.keys() and before.keys() <= names - {"id"}


def merged(first: RowChange, second: RowChange) -> RowChange:
    """Return two changes of a row, one after the other, as one, which may change nothing."""
    before, after = _merged_before(first, second), _merged_after(first, second)
    return RowChange(first.table, first.id, before, after)


def _net(first: RowChange, second: RowChange) -> RowChange | None:
    both = merged(first, second)
    before, after = both.before, both.after
    if before is None and after is None:
        return None
    if before is not None and after is not None:
        changed = [column for column in after if before[column] != after[column]]
        if not changed:
            return None
        before = {column: before[column] for column in changed}
        after = {column: after[column] for column in changed}
    return RowChange(first.table, first.id, before, after)


def _merged_before(first: RowChange, second: RowChange) -> Row | None:
    if first.before is None:
        return None
    if first.after is None or second.before is None:
        return first.before
    # The second change may have touched columns, or taken a whole row, that the first left alone.
    return {**second.before, **first.before}


def _merged_after(first: RowChange, second: RowChange) -> Row | None:
    if second.after is None:
        return None
    if first.after is None or second.before is None:
        return second.after
    return {**first.after, **second.after}
