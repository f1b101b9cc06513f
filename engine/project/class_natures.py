"""A class is for objects or for whole images; what is labelled with it is of that nature."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import cast

from sqlalchemy import exists, select

from engine.geometry.types import WHOLE_IMAGE_KIND, WholeImage
from engine.project.records import to_json
from engine.project.row_access import chunked, rows_by_id
from engine.project.schema import (
    AnnotationRecord,
    ClassRecord,
    Row,
    SuggestionRecord,
    table_of,
)
from engine.project.step import Step
from engine.protocol.errors import SaegimError

WHOLE_IMAGE = to_json(WholeImage())
"""The geometry column of an image-level label."""

Labelled = type[AnnotationRecord | SuggestionRecord]
LABELLED: tuple[Labelled, ...] = (AnnotationRecord, SuggestionRecord)

_CLASSES = table_of(ClassRecord)


def require_classes(step: Step, wanted: Iterable[tuple[int, str]]) -> None:
    """Refuse classes that do not fit.

    Args:
        step: What is going to use them.
        wanted: Class ids with geometry columns that they are to be given.

    Raises:
        SaegimError: ``gone``; ``class_of_objects`` or ``class_of_whole_images`` for the other one.
    """
    pairs = {(class_id, geometry == WHOLE_IMAGE) for class_id, geometry in wanted}
    rows = rows_by_id(step.connection, _CLASSES, {class_id for class_id, _ in pairs})
    for class_id, is_label in pairs:
        if class_id not in rows:
            raise SaegimError("gone")
        require_nature(rows[class_id], is_label=is_label)


def require_nature(row: Row, *, is_label: bool) -> None:
    """Refuse a class that is for the other of objects and whole images.

    Raises:
        SaegimError: ``class_of_objects``, ``class_of_whole_images``.
    """
    if is_of_whole_images(row) != is_label:
        code = "class_of_objects" if is_label else "class_of_whole_images"
        raise SaegimError(code, name=row["name"])


def is_of_whole_images(row: Row) -> bool:
    """Whether a row of the table of classes is for whole images."""
    return row["geometry_kind"] == WHOLE_IMAGE_KIND


def is_labelled(step: Step, class_id: int) -> bool:
    """Whether something is labelled with a class, or suggested for it."""
    return any(
        step.connection.execute(
            select(exists().where(table_of(record).c.class_id == class_id))
        ).scalar_one()
        for record in LABELLED
    )


def whole_image_rows(step: Step, record: Labelled, image_ids: Iterable[int]) -> list[Row]:
    """Return the image-level rows of these images, oldest first."""
    table = table_of(record)
    found: list[Row] = []
    for chunk in chunked(image_ids):
        query = select(table).where(table.c.image_id.in_(chunk), table.c.geometry == WHOLE_IMAGE)
        rows = step.connection.execute(query.order_by(table.c.id)).mappings()
        found.extend(cast("Row", dict(row)) for row in rows)
    return found


def ids_of(rows: Iterable[Row]) -> list[int]:
    """Return the ids of rows."""
    return [cast("int", row["id"]) for row in rows]


def drop_doubled_labels(step: Step, image_ids: Collection[int]) -> None:
    """Keep each image-level label of an image once, and no suggestion of a label that is there."""
    seen: defaultdict[object, set[object]] = defaultdict(set)
    for record in LABELLED:
        doubled: list[Row] = []
        rows = whole_image_rows(step, record, image_ids)
        # What a person said stays, whoever was first.
        for row in sorted(rows, key=lambda row: row.get("author") != "human"):
            classes = seen[row["image_id"]]
            if row["class_id"] in classes:
                doubled.append(row)
            classes.add(row["class_id"])
        step.delete(record, ids_of(doubled))
