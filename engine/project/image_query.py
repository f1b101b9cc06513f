"""The image list's filter and order as SQL."""

from sqlalchemy import ColumnElement, Select, func, or_, select

from engine.project.rows import ImageFilter
from engine.project.schema import AnnotationRecord, ImageRecord, SuggestionRecord, table_of
from engine.protocol.specs import Task

_IMAGES = table_of(ImageRecord)
_ANNOTATIONS = table_of(AnnotationRecord)
_SUGGESTIONS = table_of(SuggestionRecord)


def image_query(wanted: ImageFilter, task: Task) -> Select[int]:
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
    match wanted.sort:
        case "name":
            return query.order_by(_IMAGES.c.sort_key, _IMAGES.c.id)
        case "added":
            return query.order_by(_IMAGES.c.id)
        case "uncertainty":
            return _most_uncertain_first(query, task)


def _shows_class(class_id: int) -> ColumnElement[bool]:
    return or_(
        *(
            _IMAGES.c.id.in_(select(table.c.image_id).where(table.c.class_id == class_id))
            for table in (_ANNOTATIONS, _SUGGESTIONS)
        )
    )


def _most_uncertain_first(query: Select[int], task: Task) -> Select[int]:
    """Images without suggestions come last.

    A detection is least certain at a score of one half (present or not), the best of several
    classes when its score is lowest.
    """
    score = _SUGGESTIONS.c.score
    doubt = func.min(func.abs(score - 0.5)) if task == "detect" else func.min(score)
    by_image = (
        select(_SUGGESTIONS.c.image_id, doubt.label("certainty"))
        .group_by(_SUGGESTIONS.c.image_id)
        .subquery()
    )
    return query.outerjoin(by_image, by_image.c.image_id == _IMAGES.c.id).order_by(
        by_image.c.certainty.nulls_last(), _IMAGES.c.sort_key, _IMAGES.c.id
    )
