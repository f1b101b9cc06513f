"""The skeleton of a class changed, together with the objects that have it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from sqlalchemy import select

from engine.geometry.skeleton import Skeleton, is_sound_skeleton, rearranged
from engine.project.records import to_geometry, to_json
from engine.project.row_access import is_of_kind
from engine.project.schema import (
    AnnotationRecord,
    Base,
    ClassRecord,
    Row,
    SuggestionRecord,
    table_of,
)
from engine.project.step import Step

if TYPE_CHECKING:
    from engine.geometry.types import Keypoints


def change_skeleton(
    step: Step, class_id: int, skeleton: Skeleton, order: Sequence[int | None]
) -> None:
    """Give a class a skeleton, and its objects their points in the new order.

    Args:
        step: Writes it.
        class_id: Of a class that is there.
        skeleton: The new one.
        order: For each of its points the place it had before; None for a new point, which is
            absent in all objects. Points that are not named any more are dropped.

    Raises:
        ValueError: The skeleton is not sound, or the order is not one of its points.
    """
    if not is_sound_skeleton(skeleton) or len(order) != len(skeleton.names):
        raise ValueError("no skeleton")
    if list(order) != list(range(len(order))):
        for record in (AnnotationRecord, SuggestionRecord):
            _rearrange(step, record, class_id, order)
    step.update(ClassRecord, {class_id: {"skeleton": to_json(skeleton)}})


def _rearrange(step: Step, record: type[Base], class_id: int, order: Sequence[int | None]) -> None:
    table = table_of(record)
    query = select(table.c.id, table.c.geometry).where(
        table.c.class_id == class_id, is_of_kind(table.c.geometry, {"keypoints"})
    )
    values: dict[int, Row] = {}
    for row_id, text in step.connection.execute(query):
        keypoints = cast("Keypoints", to_geometry(text))
        values[row_id] = {"geometry": to_json(rearranged(keypoints, order))}
    step.update(record, values)
