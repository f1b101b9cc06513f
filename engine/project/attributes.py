"""Own attributes of classes: added, changed, moved, deleted."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from sqlalchemy import JSON, func, select, text, type_coerce

from engine.project.attribute_kinds import (
    BUILT_IN,
    MOST_ATTRIBUTES,
    MOST_CHOICES,
    AttributeKindName,
    AttributeValue,
    kind_of,
    plain_choices,
)
from engine.project.attribute_values import Values, attributes_of, rewrite, values_column
from engine.project.changes import Changes
from engine.project.file import ProjectFile
from engine.project.records import to_attribute, to_json
from engine.project.row_access import rows_by_id
from engine.project.rows import AttributeRow
from engine.project.schema import (
    HAS_ATTRIBUTES,
    AnnotationRecord,
    AttributeRecord,
    ClassRecord,
    Row,
    table_of,
)
from engine.project.step import Step
from engine.protocol.errors import SaegimError
from engine.system.text import plain_name

_ANNOTATIONS = table_of(AnnotationRecord)
_ATTRIBUTES = table_of(AttributeRecord)
_CLASSES = table_of(ClassRecord)
_NOTHING: Mapping[str, str] = MappingProxyType({})


class Attributes:
    """The own attributes of classes; those that every class has are rows of ``BUILT_IN``."""

    def __init__(self, file: ProjectFile) -> None:
        self._file = file

    def rows(self) -> list[AttributeRow]:
        """Return all own attributes, by class and in their order."""
        order = _ATTRIBUTES.c.class_id, _ATTRIBUTES.c.position, _ATTRIBUTES.c.id
        with self._file.reading() as connection:
            rows = connection.execute(select(_ATTRIBUTES).order_by(*order))
            return [to_attribute(row) for row in rows.mappings()]

    def counts(self, key: str) -> dict[AttributeValue, int]:
        """Return how many annotations have each value of an attribute.

        Args:
            key: Of an own or a built-in attribute.
        """
        value = type_coerce(_ANNOTATIONS.c.attributes, JSON)[key]
        query = (
            select(value, func.count())
            .where(text(HAS_ATTRIBUTES), value.as_string().is_not(None))
            .group_by(value)
        )
        with self._file.reading() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def add(
        self,
        class_id: int,
        name: str,
        kind: AttributeKindName,
        choices: Sequence[str] = (),
        *,
        is_required: bool = False,
    ) -> Changes:
        """Add an attribute to a class, as its last one.

        Raises:
            SaegimError: ``gone``, ``name_empty``, ``attribute_exists``, ``attribute_choices``,
                ``too_many_attributes``.
        """
        with self._file.step("add_attribute") as step:
            if not rows_by_id(step.connection, _CLASSES, [class_id]):
                raise SaegimError("gone")
            others = attributes_of(step.connection, [class_id]).get(class_id, [])
            require_room(len(others) + 1)
            values: Row = {
                "class_id": class_id,
                "name": _checked_name(name, others),
                "kind": kind,
                "choices": to_json(_checked_choices(name, kind, choices)),
                "required": int(is_required),
                "position": len(others),
            }
            step.insert(AttributeRecord, [values])
        return step.changes

    def change(
        self,
        attribute_id: int,
        *,
        name: str | None = None,
        choices: Sequence[str] | None = None,
        renamed: Mapping[str, str] = _NOTHING,
        is_required: bool | None = None,
    ) -> Changes:
        """Change what is given.

        Args:
            attribute_id: The attribute.
            name: Its new name.
            choices: What there is to choose from then; annotations lose values that are no more
                among them.
            renamed: Old to new names of choices; annotations keep these values by the new names.
            is_required: Whether each object of the class has to have a value.

        Raises:
            SaegimError: As ``add``.
        """
        with self._file.step("change_attribute") as step:
            mine = _require(step, attribute_id)
            given: Row = {}
            if name is not None:
                given["name"] = _checked_name(name, _others(step, mine))
            if is_required is not None:
                given["required"] = int(is_required)
            if choices is not None:
                checked = _checked_choices(mine.name, mine.kind, choices)
                given["choices"] = to_json(checked)
            step.update(AttributeRecord, {attribute_id: given})
            if choices is not None:
                _follow_choices(step, mine, renamed)
        return step.changes

    def move(self, attribute_id: int, position: int) -> Changes:
        """Put an attribute at a place among those of its class; the others make room."""
        with self._file.step("move_attribute") as step:
            mine = _require(step, attribute_id)
            ids = [row.id for row in _others(step, mine)]
            ids.insert(position, attribute_id)
            number(step, ids)
        return step.changes

    def delete(self, attribute_id: int) -> Changes:
        """Delete an attribute, and its values with it."""
        with self._file.step("delete_attribute") as step:
            mine = _require(step, attribute_id)
            others = _others(step, mine)
            step.delete(AttributeRecord, [attribute_id])
            number(step, [row.id for row in others])
            rewrite(step, mine.class_id, lambda values: values_column(values, others))
        return step.changes


def require_room(count: int) -> None:
    """Refuse more attributes than a class may have.

    Raises:
        SaegimError: ``too_many_attributes``.
    """
    if count > MOST_ATTRIBUTES:
        raise SaegimError("too_many_attributes", most=MOST_ATTRIBUTES)


def number(step: Step, ids: Iterable[int]) -> None:
    """Let attributes of a class lie in this order."""
    step.update(AttributeRecord, {i: {"position": place} for place, i in enumerate(ids)})


def _require(step: Step, attribute_id: int) -> AttributeRow:
    query = select(_ATTRIBUTES).where(_ATTRIBUTES.c.id == attribute_id)
    row = step.connection.execute(query).mappings().one_or_none()
    if row is None:
        raise SaegimError("gone")
    return to_attribute(row)


def _others(step: Step, mine: AttributeRow) -> list[AttributeRow]:
    of_class = attributes_of(step.connection, [mine.class_id])[mine.class_id]
    return [row for row in of_class if row.id != mine.id]


def _checked_name(name: str, others: Iterable[AttributeRow]) -> str:
    plain = plain_name(name)
    if not plain:
        raise SaegimError("name_empty")
    # Exports name own and built-in ones alike.
    if plain in {row.name for row in (*others, *BUILT_IN)}:
        raise SaegimError("attribute_exists", name=plain)
    return plain


def _checked_choices(name: str, kind: AttributeKindName, choices: Sequence[str]) -> tuple[str, ...]:
    if not kind_of(kind).has_choices:
        return ()
    plain = plain_choices(choices)
    if not plain or len(choices) > MOST_CHOICES:
        raise SaegimError("attribute_choices", name=name, most=MOST_CHOICES)
    return plain


def _follow_choices(step: Step, mine: AttributeRow, renamed: Mapping[str, str]) -> None:
    """Let annotations have the choices by their new names, and none that there is no more."""
    own = attributes_of(step.connection, [mine.class_id])[mine.class_id]

    def followed(values: Values) -> str:
        value = values.get(mine.key)
        new = renamed.get(value) if isinstance(value, str) else None
        return values_column(values if new is None else {**values, mine.key: new}, own)

    rewrite(step, mine.class_id, followed)
