"""The image list's filter and order as SQL."""

from typing import Any, assert_never

from sqlalchemy import (
    JSON,
    ColumnElement,
    Select,
    case,
    false,
    func,
    or_,
    select,
    text,
    type_coerce,
)

from engine.project.attribute_kinds import AttributeValue
from engine.project.rows import AttributeFilter, ImageFilter, ImageSort, ImageState
from engine.project.schema import (
    HAS_ATTRIBUTES,
    HAS_NOTE,
    AnnotationRecord,
    ImageRecord,
    ImageTagRecord,
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
_IMAGE_TAGS = table_of(ImageTagRecord)
_STATES = {state.value: number for number, state in enumerate(ImageState)}


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
    for tag_id in wanted.tags:
        tagged = select(_IMAGE_TAGS.c.image_id).where(_IMAGE_TAGS.c.tag_id == tag_id)
        query = query.where(_IMAGES.c.id.in_(tagged))
    if wanted.attribute is not None:
        query = query.where(_IMAGES.c.id.in_(_with_attribute(wanted.attribute)))
    if wanted.has_note or wanted.note:
        noted = select(_ANNOTATIONS.c.image_id).where(text(HAS_NOTE))
        if wanted.note:
            noted = noted.where(_ANNOTATIONS.c.note.icontains(wanted.note, autoescape=True))
        query = query.where(_IMAGES.c.id.in_(noted))
    query, key = _with_sort_key(query, wanted.sort)
    first = key.desc() if wanted.is_reversed else key.asc()
    # Images that have no such value come last either way.
    return query.order_by(first.nulls_last(), _IMAGES.c.sort_key, _IMAGES.c.id)


def _with_sort_key(query: Select[int], sort: ImageSort) -> tuple[Select[int], ColumnElement[Any]]:
    match sort:
        case "name":
            return query, _IMAGES.c.sort_key
        case "added":
            return query, _IMAGES.c.id
        case "state":
            return query, case(_STATES, value=_IMAGES.c.state)
        case "annotations":
            return _by_image(query, func.count(), select(_ANNOTATIONS.c.image_id), missing=0)
        case "score":
            lowest = func.min(_SUGGESTIONS.c.score)
            return _by_image(query, lowest, select(_SUGGESTIONS.c.image_id))
        case "uncertainty":
            return _most_uncertain_first(query)
        case _:
            assert_never(sort)


def _by_image(
    query: Select[int],
    value: ColumnElement[Any],
    rows: Select[int],
    missing: int | None = None,
) -> tuple[Select[int], ColumnElement[Any]]:
    """Join a value that is gathered from the rows of each image."""
    image_id = rows.selected_columns[0]
    gathered = rows.add_columns(value.label("value")).group_by(image_id).subquery()
    joined = query.outerjoin(gathered, gathered.c.image_id == _IMAGES.c.id)
    found = gathered.c.value
    return joined, found if missing is None else func.coalesce(found, missing)


def _shows_class(class_id: int) -> ColumnElement[bool]:
    return or_(
        *(
            _IMAGES.c.id.in_(select(table.c.image_id).where(table.c.class_id == class_id))
            for table in (_ANNOTATIONS, _SUGGESTIONS)
        )
    )


def _with_attribute(wanted: AttributeFilter) -> Select[int]:
    """Select the images of the annotations that have such a value."""
    has_it = or_(false(), *(_has_value(key, wanted.value) for key in wanted.keys))
    return select(_ANNOTATIONS.c.image_id).where(text(HAS_ATTRIBUTES), has_it)


def _has_value(key: str, value: AttributeValue | None) -> ColumnElement[bool]:
    found = type_coerce(_ANNOTATIONS.c.attributes, JSON)[key]
    match value:
        case None:
            return found.as_string().is_not(None)
        case bool():
            return found.as_boolean() == value
        case str():
            return found.as_string() == value
        case _:
            return found.as_float() == value


def _most_uncertain_first(query: Select[int]) -> tuple[Select[int], ColumnElement[Any]]:
    """Each suggestion is as uncertain as its model's task says (``TaskSpec.undecided_at``)."""
    score = _SUGGESTIONS.c.score
    certainty = case(
        *(
            (_RUNS.c.task == task.name, func.abs(score - task.undecided_at))
            for task in TASKS
            if task.undecided_at is not None
        ),
        else_=score,
    )
    rows = select(_SUGGESTIONS.c.image_id).join(_RUNS, _RUNS.c.id == _SUGGESTIONS.c.run_id)
    return _by_image(query, func.min(certainty), rows)
