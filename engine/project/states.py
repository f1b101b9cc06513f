"""How images move between states when their annotations change."""

from collections.abc import Iterable

from sqlalchemy import select

from engine.project.row_access import chunked, rows_by_id
from engine.project.rows import ImageState
from engine.project.schema import (
    AnnotationRecord,
    ImageRecord,
    Row,
    SuggestionRecord,
    table_of,
)
from engine.project.step import Step

_IMAGES = table_of(ImageRecord)
_SUGGESTIONS = table_of(SuggestionRecord)
_ANNOTATIONS = table_of(AnnotationRecord)

_AFTER_AN_EDIT = {
    ImageState.NEW: ImageState.IN_WORK,
    ImageState.SUGGESTED: ImageState.IN_WORK,
    # It was finished, and is no longer empty.
    ImageState.VERIFIED_EMPTY: ImageState.REVIEWED,
}


def begin_work(step: Step, image_ids: Iterable[int]) -> None:
    """Note in the state that a person worked on these images."""
    rows = rows_by_id(step.connection, _IMAGES, set(image_ids))
    after = {i: _AFTER_AN_EDIT.get(ImageState(str(row["state"]))) for i, row in rows.items()}
    step.update(ImageRecord, {i: {"state": state.value} for i, state in after.items() if state})


def settle(step: Step, image_ids: Iterable[int]) -> None:
    """Let untouched images say whether a suggestion waits on them."""
    ids = set(image_ids)
    waiting = images_with(step, SuggestionRecord, ids)
    values: dict[int, Row] = {}
    for image_id, row in rows_by_id(step.connection, _IMAGES, ids).items():
        if row["state"] in (ImageState.NEW, ImageState.SUGGESTED):
            state = ImageState.SUGGESTED if image_id in waiting else ImageState.NEW
            values[image_id] = {"state": state.value}
    step.update(ImageRecord, values)


def images_with(
    step: Step, record: type[AnnotationRecord | SuggestionRecord], image_ids: Iterable[int]
) -> set[int]:
    """Return those of the images that have at least one such row."""
    column = table_of(record).c.image_id
    found: set[int] = set()
    for chunk in chunked(image_ids):
        query = select(column).where(column.in_(chunk)).distinct()
        found.update(step.connection.execute(query).scalars())
    return found
