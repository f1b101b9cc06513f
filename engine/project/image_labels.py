"""Image-level labels: an image has at most one."""

from collections.abc import Iterable

from sqlalchemy import select

from engine.geometry.types import WholeImage
from engine.project.records import to_json
from engine.project.row_access import chunked, rows_by_id
from engine.project.rows import ImageState
from engine.project.schema import (
    AnnotationRecord,
    ImageRecord,
    ProjectRecord,
    SuggestionRecord,
    table_of,
)
from engine.project.states import images_with
from engine.project.step import Step

WHOLE_IMAGE = to_json(WholeImage())
"""The geometry column of an image-level label."""

_PROJECT = table_of(ProjectRecord)
_IMAGES = table_of(ImageRecord)


def whole_image_rows(
    step: Step, record: type[AnnotationRecord | SuggestionRecord], image_ids: Iterable[int]
) -> list[int]:
    """Return the ids of the image-level rows of these images."""
    table = table_of(record)
    found: list[int] = []
    for chunk in chunked(image_ids):
        query = select(table.c.id).where(
            table.c.image_id.in_(chunk), table.c.geometry == WHOLE_IMAGE
        )
        found.extend(step.connection.execute(query).scalars())
    return found


def release_unlabelled(step: Step, image_ids: Iterable[int]) -> None:
    """In a classification project, an image that lost its label has to be looked at again."""
    if step.connection.execute(select(_PROJECT.c.task)).scalar_one() != "classify":
        return
    ids = set(image_ids)
    without = ids - images_with(step, AnnotationRecord, ids)
    rows = rows_by_id(step.connection, _IMAGES, without)
    was_labelled = (ImageState.REVIEWED, ImageState.IN_WORK)
    reviewed = [image_id for image_id, row in rows.items() if row["state"] in was_labelled]
    step.set_all(ImageRecord, reviewed, state=ImageState.NEW.value)
