"""Label classes: added, changed, moved, merged, deleted."""

from collections.abc import Collection, Iterable, Sequence
from typing import cast

from sqlalchemy import func, select

from engine.geometry.skeleton import Skeleton
from engine.geometry.types import WHOLE_IMAGE_KIND, GeometryKind
from engine.project.attribute_merging import merge_attributes
from engine.project.changes import Changes
from engine.project.class_natures import (
    drop_doubled_labels,
    is_labelled,
    is_of_whole_images,
    require_nature,
)
from engine.project.colors import next_color
from engine.project.file import ProjectFile
from engine.project.image_labels import release_unlabelled
from engine.project.records import to_class
from engine.project.row_access import grouped, is_of_kind, rows_by_id, tally
from engine.project.rows import FINISHED, ClassRow
from engine.project.schema import (
    AnnotationRecord,
    AttributeRecord,
    ClassRecord,
    ImageRecord,
    Row,
    SuggestionRecord,
    table_of,
)
from engine.project.skeletons import change_skeleton
from engine.project.states import settle
from engine.project.step import Step
from engine.protocol.errors import SaegimError
from engine.protocol.specs import Split
from engine.system.text import plain_name

_CLASSES = table_of(ClassRecord)
_ANNOTATIONS = table_of(AnnotationRecord)
_IMAGES = table_of(ImageRecord)
_DIGITS = "123456789"


class Classes:
    """The label classes."""

    def __init__(self, file: ProjectFile) -> None:
        self._file = file

    def rows(self) -> list[ClassRow]:
        """Return the label classes in their order."""
        query = select(_CLASSES).order_by(_CLASSES.c.position, _CLASSES.c.id)
        with self._file.reading() as connection:
            return [to_class(row) for row in connection.execute(query).mappings()]

    def counts(self) -> dict[int, int]:
        """Return the number of annotations of every class."""
        with self._file.reading() as connection:
            counts = tally(connection, grouped(_ANNOTATIONS.c.class_id))
            ids = connection.execute(select(_CLASSES.c.id)).scalars()
            return {class_id: counts.get(class_id, 0) for class_id in ids}

    def finished_counts(
        self, kinds: Collection[GeometryKind] | None = None
    ) -> dict[int, dict[Split | None, int]]:
        """Return the number of annotations of every class on finished images, by their split.

        Args:
            kinds: Count only annotations of these geometries; by default all.
        """
        query = (
            select(_ANNOTATIONS.c.class_id, _IMAGES.c.split, func.count())
            .join(_IMAGES, _IMAGES.c.id == _ANNOTATIONS.c.image_id)
            .where(_IMAGES.c.state.in_(FINISHED))
            .group_by(_ANNOTATIONS.c.class_id, _IMAGES.c.split)
        )
        if kinds is not None:
            query = query.where(is_of_kind(_ANNOTATIONS.c.geometry, kinds))
        counts: dict[int, dict[Split | None, int]] = {}
        with self._file.reading() as connection:
            for class_id, split, count in connection.execute(query):
                counts.setdefault(class_id, {})[split] = count
        return counts

    def add(
        self,
        name: str,
        geometry_kind: GeometryKind,
        color: str | None = None,
        key: str | None = None,
    ) -> Changes:
        """Add a class at the end; colour and key are the next free ones unless given.

        Raises:
            SaegimError: ``class_name_empty``, ``class_exists``.
        """
        with self._file.step("add_class") as step:
            _insert(step, name, geometry_kind, color, key)
        return step.changes

    def update(
        self,
        class_id: int,
        *,
        name: str | None = None,
        color: str | None = None,
        key: str | None = None,
        geometry_kind: GeometryKind | None = None,
    ) -> Changes:
        """Change what is given. A key is taken from the class that has it; an empty one clears it.

        Raises:
            SaegimError: ``class_name_empty``, ``class_exists``, ``gone``; ``class_in_use`` if it
                shall change between objects and whole images while something is labelled with it.
        """
        with self._file.step("update_class") as step:
            others = [row for row in _in_order(step) if row["id"] != class_id]
            mine = _require(step, class_id)
            given: Row = {}
            if color is not None:
                given["color"] = color
            if geometry_kind is not None:
                _check_nature(step, mine, geometry_kind)
                given["geometry_kind"] = geometry_kind
            if name is not None:
                given["name"] = _checked_name(name, others)
            if key is not None:
                _take_key(step, others, key)
                given["key"] = key or None
            step.update(ClassRecord, {class_id: given})
        return step.changes

    def set_skeleton(
        self, class_id: int, skeleton: Skeleton, order: Sequence[int | None]
    ) -> Changes:
        """Say which key points the objects of a class have; see ``change_skeleton``.

        Raises:
            SaegimError: ``gone``.
            ValueError: The skeleton is not sound, or the order is not one of its points.
        """
        with self._file.step("set_skeleton") as step:
            _require(step, class_id)
            change_skeleton(step, class_id, skeleton, order)
        return step.changes

    def move(self, class_id: int, position: int) -> Changes:
        """Put a class at a place in the order; the others make room."""
        with self._file.step("move_class") as step:
            _require(step, class_id)
            ids = [cast("int", row["id"]) for row in _in_order(step) if row["id"] != class_id]
            ids.insert(position, class_id)
            _number(step, ids)
        return step.changes

    def merge(self, source: int, target: int) -> Changes:
        """Give everything of one class to another and delete the first.

        Raises:
            SaegimError: ``gone``; ``class_of_objects`` or ``class_of_whole_images`` for a target of
                the other nature; ``too_many_attributes``.
        """
        with self._file.step("merge_classes") as step:
            merged = _require(step, source)
            require_nature(_require(step, target), is_label=is_of_whole_images(merged))
            if source != target:
                merge_attributes(step, source, target, str(merged["name"]))
                for record in (AnnotationRecord, SuggestionRecord):
                    step.set_all(
                        record, step.ids_where(record, "class_id", [source]), class_id=target
                    )
                drop_doubled_labels(step, step.touched)
                _remove(step, source)
        return step.changes

    def delete(self, class_id: int) -> Changes:
        """Delete a class with its annotations and suggestions."""
        with self._file.step("delete_class") as step:
            _require(step, class_id)
            for record in (AnnotationRecord, SuggestionRecord, AttributeRecord):
                step.delete(record, step.ids_where(record, "class_id", [class_id]))
            images = step.touched
            release_unlabelled(step, images)
            settle(step, images)
            _remove(step, class_id)
        return step.changes


def ensure_classes(step: Step, names: Iterable[str], geometry_kind: GeometryKind) -> dict[str, int]:
    """Return the ids of the classes of these names; those that are missing are added.

    Raises:
        SaegimError: ``class_name_empty``, or ``class_of_other_kind`` if one is there and keeps
            something else.
    """
    rows = {cast("str", row["name"]): row for row in _in_order(step)}
    ids: dict[str, int] = {}
    for name in dict.fromkeys(names):
        row = rows.get(plain_name(name))
        if row is None:
            ids[name] = _insert(step, name, geometry_kind)
        elif row["geometry_kind"] == geometry_kind:
            ids[name] = cast("int", row["id"])
        else:
            raise SaegimError("class_of_other_kind", name=row["name"])
    return ids


def _insert(
    step: Step,
    name: str,
    geometry_kind: GeometryKind,
    color: str | None = None,
    key: str | None = None,
) -> int:
    rows = _in_order(step)
    free_key = next((d for d in _DIGITS if d not in {row["key"] for row in rows}), None)
    if key:
        _take_key(step, rows, key)
    values: Row = {
        "name": _checked_name(name, rows),
        "color": color or next_color([str(row["color"]) for row in rows]),
        "key": key or free_key,
        "position": len(rows),
        "geometry_kind": geometry_kind,
        "skeleton": None,
    }
    (class_id,) = step.insert(ClassRecord, [values])
    return class_id


def _in_order(step: Step) -> list[Row]:
    query = select(_CLASSES).order_by(_CLASSES.c.position, _CLASSES.c.id)
    return [cast("Row", dict(row)) for row in step.connection.execute(query).mappings()]


def _require(step: Step, class_id: int) -> Row:
    rows = rows_by_id(step.connection, _CLASSES, [class_id])
    if not rows:
        raise SaegimError("gone")
    return rows[class_id]


def _check_nature(step: Step, row: Row, kind: GeometryKind) -> None:
    crosses = is_of_whole_images(row) != (kind == WHOLE_IMAGE_KIND)
    if crosses and is_labelled(step, cast("int", row["id"])):
        raise SaegimError("class_in_use", name=row["name"])


def _checked_name(name: str, others: list[Row]) -> str:
    stripped = plain_name(name)
    if not stripped:
        raise SaegimError("class_name_empty")
    if stripped in {row["name"] for row in others}:
        raise SaegimError("class_exists", name=stripped)
    return stripped


def _take_key(step: Step, others: list[Row], key: str) -> None:
    owners = [cast("int", row["id"]) for row in others if row["key"] == key]
    step.set_all(ClassRecord, owners, key=None)


def _remove(step: Step, class_id: int) -> None:
    step.delete(ClassRecord, [class_id])
    _number(step, [cast("int", row["id"]) for row in _in_order(step)])


def _number(step: Step, ids: list[int]) -> None:
    step.update(ClassRecord, {class_id: {"position": i} for i, class_id in enumerate(ids)})
