"""The values that annotations have of their classes' attributes: set, and kept in changes."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import cast

from sqlalchemy import Connection, select, text

from engine.project.attribute_kinds import BUILT_IN_PLACES, AttributeValue, fits, fitting
from engine.project.records import to_attribute, to_json, to_values
from engine.project.row_access import chunked, rows_by_id
from engine.project.rows import AttributeRow
from engine.project.schema import (
    HAS_ATTRIBUTES,
    AnnotationRecord,
    AttributeRecord,
    Row,
    table_of,
)
from engine.project.step import Step
from engine.protocol.errors import SaegimError

Values = Mapping[str, AttributeValue]
Attributes = Mapping[int, list[AttributeRow]]
"""The own attributes of classes, by class."""

_ANNOTATIONS = table_of(AnnotationRecord)
_ATTRIBUTES = table_of(AttributeRecord)


def attributes_of(connection: Connection, class_ids: Iterable[int]) -> Attributes:
    """Return the own attributes of classes in their order, by class."""
    found: defaultdict[int, list[AttributeRow]] = defaultdict(list)
    order = _ATTRIBUTES.c.position, _ATTRIBUTES.c.id
    for chunk in chunked(set(class_ids)):
        query = select(_ATTRIBUTES).where(_ATTRIBUTES.c.class_id.in_(chunk))
        for row in connection.execute(query.order_by(*order)).mappings():
            found[row["class_id"]].append(to_attribute(row))
    return found


def values_column(values: Values, attributes: Iterable[AttributeRow]) -> str:
    """Encode what has a place among the attributes of a class for the annotation's column."""
    return to_json(fitting(values, {row.key: row.place for row in attributes}))


def set_values(
    step: Step, annotation_ids: Collection[int], given: Mapping[str, AttributeValue | None]
) -> None:
    """Give annotations values; those whose class has no such attribute keep what they have.

    Raises:
        SaegimError: ``gone`` for an annotation or an attribute that is not there,
            ``attribute_value`` for a value that does not fit.
    """
    rows = rows_by_id(step.connection, _ANNOTATIONS, annotation_ids)
    own = attributes_of(step.connection, (_class_of(row) for row in rows.values()))
    if len(rows) < len(set(annotation_ids)):
        raise SaegimError("gone")
    _require_fitting(given, [attribute for of_class in own.values() for attribute in of_class])
    step.update(
        AnnotationRecord,
        {
            i: {"attributes": values_column(_with(row, given), own.get(_class_of(row), ()))}
            for i, row in rows.items()
        },
    )


def carried_over(
    values: Values, before: Iterable[AttributeRow], after: Iterable[AttributeRow]
) -> str:
    """Encode the values of an annotation whose class has changed.

    What every class has stays, and so does the value of an own attribute if the other class has
    one of the same name and kind that can have it.
    """
    others = {(row.name, row.kind): row.key for row in after}
    keys = {row.key: others.get((row.name, row.kind), "") for row in before}
    return values_column({keys.get(key, key): v for key, v in values.items()}, after)


def columns_in_class(connection: Connection, rows: Iterable[Row], class_id: int) -> dict[int, Row]:
    """Return the columns of annotations that are given another class, by id."""
    listed = list(rows)
    # Most have no values, and then nothing has to be known of their classes.
    has_values = any(map(_values, listed))
    own = attributes_of(connection, {class_id, *map(_class_of, listed)} if has_values else ())
    after = own.get(class_id, ())
    return {
        cast("int", row["id"]): {
            "class_id": class_id,
            "attributes": carried_over(_values(row), own.get(_class_of(row), ()), after),
        }
        for row in listed
    }


def rewrite(step: Step, class_id: int, change: Callable[[Values], str]) -> None:
    """Change the values of all annotations of a class that have any."""
    ids = ids_with_values(step.connection, [class_id])
    rows = rows_by_id(step.connection, _ANNOTATIONS, ids)
    changed: dict[int, Row] = {i: {"attributes": change(_values(row))} for i, row in rows.items()}
    step.update(AnnotationRecord, changed)


def ids_with_values(connection: Connection, class_ids: Iterable[int]) -> list[int]:
    """Return the annotations of classes that have any value."""
    found: list[int] = []
    for chunk in chunked(class_ids):
        query = select(_ANNOTATIONS.c.id).where(_ANNOTATIONS.c.class_id.in_(chunk))
        found.extend(connection.execute(query.where(text(HAS_ATTRIBUTES))).scalars())
    return found


def _require_fitting(
    given: Mapping[str, AttributeValue | None], own: Collection[AttributeRow]
) -> None:
    places = {**BUILT_IN_PLACES, **{row.key: row.place for row in own}}
    names = {row.key: row.name for row in own}
    for key, value in given.items():
        if key not in places:
            raise SaegimError("gone")
        # An empty text and a tick that is not set are no values.
        if value is None or value is False or value == "":
            continue
        if not fits(places[key], value):
            raise SaegimError("attribute_value", name=names.get(key, key), value=value)


def _with(row: Row, given: Mapping[str, AttributeValue | None]) -> Values:
    merged = {**_values(row), **given}
    return {key: value for key, value in merged.items() if value is not None}


def _values(row: Row) -> Values:
    return to_values(cast("str", row["attributes"]))


def _class_of(row: Row) -> int:
    return cast("int", row["class_id"])
