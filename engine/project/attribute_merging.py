"""The attributes of a class that is merged into another one: no value is lost by it."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from engine.project.attribute_kinds import BUILT_IN, MOST_CHOICES
from engine.project.attribute_values import Values, attributes_of, rewrite, values_column
from engine.project.attributes import require_room
from engine.project.records import to_json
from engine.project.rows import AttributeRow
from engine.project.schema import AttributeRecord, Row
from engine.project.step import Step


class _Joined(NamedTuple):
    """An attribute that becomes one with another."""

    gone: AttributeRow
    into: AttributeRow
    choices: tuple[str, ...]


def merge_attributes(step: Step, source: int, target: int, source_name: str) -> None:
    """Give a class the attributes of another, whose annotations will be its own.

    Attributes of one name and kind become one, with the choices of both; the others are added,
    under a name of their own if theirs is taken.

    Raises:
        SaegimError: ``too_many_attributes``.
    """
    own = attributes_of(step.connection, [source, target])
    there = own.get(target, [])
    joined = [pair for row in own.get(source, []) if (pair := _joined(row, there)) is not None]
    gone = {pair.gone.id for pair in joined}
    added = [row for row in own.get(source, []) if row.id not in gone]
    require_room(len(there) + len(added))
    _add(step, added, there, target, source_name)
    step.update(AttributeRecord, {p.into.id: {"choices": to_json(p.choices)} for p in joined})
    step.delete(AttributeRecord, gone)
    _rename_keys(step, source, target, {pair.gone.key: pair.into.key for pair in joined})


def _joined(row: AttributeRow, others: Collection[AttributeRow]) -> _Joined | None:
    same = next((o for o in others if (o.name, o.kind) == (row.name, row.kind)), None)
    if same is None:
        return None
    choices = tuple(dict.fromkeys((*same.choices, *row.choices)))
    return _Joined(row, same, choices) if len(choices) <= MOST_CHOICES else None


def _add(
    step: Step,
    added: Collection[AttributeRow],
    there: Collection[AttributeRow],
    target: int,
    source_name: str,
) -> None:
    taken = {row.name for row in (*there, *BUILT_IN)}
    for place, row in enumerate(added, start=len(there)):
        name = _free_name(row.name, source_name, taken)
        taken.add(name)
        moved: Row = {"class_id": target, "name": name, "position": place}
        step.update(AttributeRecord, {row.id: moved})


def _free_name(name: str, source: str, taken: Collection[str]) -> str:
    if name not in taken:
        return name
    # Cut so that it is not longer than a name may be.
    tried = f"{name[:90]} ({source[:90]})"
    return next(
        n for n in (tried, *(f"{tried} {i}" for i in range(2, 2 + len(taken)))) if n not in taken
    )


def _rename_keys(step: Step, source: int, target: int, keys: Mapping[str, str]) -> None:
    after = attributes_of(step.connection, [target]).get(target, ())

    def renamed(values: Values) -> str:
        return values_column({keys.get(key, key): value for key, value in values.items()}, after)

    rewrite(step, source, renamed)
