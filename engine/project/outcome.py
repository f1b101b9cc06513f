"""Which rows came, went or changed in a transaction."""

from collections.abc import Callable

from engine.project.changes import Ids
from engine.project.history import RowChange

_KINDS: dict[str, str] = {
    "images": "images",
    "label_classes": "classes",
    "tags": "tags",
    "attributes": "attributes",
    "annotations": "annotations",
    "suggestions": "suggestions",
}
"""Table to its field of ``Ids``; the other tables have none."""


class Outcome:
    """What became of rows, whatever happened to them in between; their values are not kept."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, int], tuple[bool, bool]] = {}
        """Whether a row, by table and id, was there before, and is there now."""

    def note(self, change: RowChange) -> None:
        """Take in a change that follows the ones before."""
        key = (change.table, change.id)
        was_there, _ = self._rows.get(key, (change.before is not None, False))
        self._rows[key] = was_there, change.after is not None

    def added(self) -> Ids:
        """Return the rows that came."""
        return self._ids(lambda was_there, is_there: is_there and not was_there)

    def updated(self) -> Ids:
        """Return the rows that stayed, with other values."""
        return self._ids(lambda was_there, is_there: is_there and was_there)

    def removed(self) -> Ids:
        """Return the rows that went."""
        return self._ids(lambda was_there, is_there: was_there and not is_there)

    def _ids(self, belongs: Callable[[bool, bool], bool]) -> Ids:
        by_kind: dict[str, set[int]] = {kind: set() for kind in _KINDS.values()}
        for (table, row_id), (was_there, is_there) in self._rows.items():
            if table in _KINDS and belongs(was_there, is_there):
                by_kind[_KINDS[table]].add(row_id)
        return Ids(**{kind: frozenset(ids) for kind, ids in by_kind.items()})
