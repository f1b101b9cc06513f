"""The image list's filter and order as SQL."""

from sqlalchemy import ColumnElement, Select, case, func, or_, select

from engine.project.rows import ImageFilter
from engine.project.schema import (
    AnnotationRecord,
    ImageRecord,
    PredictedImageRecord,
    RunRecord,
    SuggestionRecord,
    table_of,
)
from engine.tasks.table import TASKS

_IMAGES = table_of(ImageRecord)
_ANNOTATIONS = table_of(AnnotationRecord)
_SUGGESTIONS = table_of(SuggestionRecord)
_PREDICTED = table_of(PredictedImageRecord)
_RUNS = table_of(RunRecord)


def image_query(wanted: ImageFilter) -> Select[int]:
    """Select the ids of the images that pass the filter, in its order."""
    query = select(_IMAGES.c.id)
    if wanted.states:
        query = query.where(_IMAGES.c.state.in_(wanted.states))
    if wanted.splits:
        query = query.where(_IMAGES.c.split.in_(wanted.splits))
    if wanted.class_id is not None:
        query = query.where(_shows_class(wanted.class_id))
    if wanted.text:
        query = query.where(_IMAGES.c.path.icontains(wanted.text, autoescape=True))
    if wanted.unseen_by is not None:
        seen = select(_PREDICTED.c.image_id).where(_PREDICTED.c.model_id == wanted.unseen_by)
        query = query.where(_IMAGES.c.id.not_in(seen))
    match wanted.sort:
        case "name":
            return query.order_by(_IMAGES.c.sort_key, _IMAGES.c.id)
        case "added":
            return query.order_by(_IMAGES.c.id)
        case "uncertainty":
            return _most_uncertain_first(query)


def _shows_class(class_id: int) -> ColumnElement[bool]:
    return or_(
        *(
            _IMAGES.c.id.in_(select(table.c.image_id).where(table.c.class_id == class_id))
            for table in (_ANNOTATIONS, _SUGGESTIONS)
        )
    )


def _most_uncertain_first(query: Select[int]) -> Select[int]:
    """Images without suggestions come last.

    Each suggestion is as uncertain as the task of its model says (``TaskSpec.undecided_at``).
    """
    score = _SUGGESTIONS.c.score
    certainty = case(
        *(
            (_RUNS.c.task == task.name, func.abs(score - task.undecided_at))
            for task in TASKS
            if task.undecided_at is not None
        ),
        else_=score,
    )
    by_image = (
        select(_SUGGESTIONS.c.image_id, func.min(certainty).label("certainty"))
        .join(_RUNS, _RUNS.c.id == _SUGGESTIONS.c.run_id)
        .group_by(_SUGGESTIONS.c.image_id)
        .subquery()
    )
    return query.outerjoin(by_image, by_image.c.image_id == _IMAGES.c.id).order_by(
        by_image.c.certainty.nulls_last(), _IMAGES.c.sort_key, _IMAGES.c.id
    )
