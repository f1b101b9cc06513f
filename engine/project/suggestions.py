"""Suggestions: what models propose, and what becomes of it when a person decides."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import cast

from sqlalchemy import select

from engine.geometry.ops import iou
from engine.geometry.types import Geometry, WholeImage
from engine.project.annotation_order import insert_on_top
from engine.project.changes import Changes, SuggestionsAdded
from engine.project.class_natures import (
    LABELLED,
    WHOLE_IMAGE,
    ids_of,
    is_of_whole_images,
    whole_image_rows,
)
from engine.project.file import ProjectFile
from engine.project.fitting import fitted
from engine.project.image_labels import has_one_label
from engine.project.records import to_geometry, to_json, to_suggestion
from engine.project.row_access import count_by_image, rows_by_id
from engine.project.rows import ImageState, NewSuggestion, SuggestionRow
from engine.project.schema import (
    AnnotationRecord,
    ClassRecord,
    ImageRecord,
    ModelRecord,
    PredictedImageRecord,
    Row,
    SuggestionRecord,
    table_of,
)
from engine.project.states import begin_work, images_with, settle
from engine.project.step import Step
from engine.protocol.errors import SaegimError

SAME_OBJECT_IOU = 0.5
"""From this overlap on, a suggestion and an annotation of one class are taken for one object."""

_ANNOTATIONS = table_of(AnnotationRecord)
_SUGGESTIONS = table_of(SuggestionRecord)
_IMAGES = table_of(ImageRecord)
_MODELS = table_of(ModelRecord)
_CLASSES = table_of(ClassRecord)


class Suggestions:
    """What a model proposes, and accepting or rejecting it."""

    def __init__(self, file: ProjectFile) -> None:
        self._file = file

    def of_image(self, image_id: int) -> list[SuggestionRow]:
        """Return an image's suggestions, the surest first."""
        query = select(_SUGGESTIONS).where(_SUGGESTIONS.c.image_id == image_id)
        with self._file.reading() as connection:
            order = (_SUGGESTIONS.c.score.desc(), _SUGGESTIONS.c.id)
            rows = connection.execute(query.order_by(*order))
            return [to_suggestion(row) for row in rows.mappings()]

    def counts(self, image_ids: Iterable[int]) -> dict[int, int]:
        """Return the number of suggestions of each of these images."""
        with self._file.reading() as connection:
            return count_by_image(connection, _SUGGESTIONS, image_ids)

    def add(
        self,
        model_id: int,
        items: Sequence[NewSuggestion],
        image_ids: Collection[int],
        joins: int | None = None,
    ) -> SuggestionsAdded:
        """Put a model's suggestions in place of all older ones on these images.

        What lies on a person's work is dropped and counted: an object of the same class with an
        IoU of a half or more, an image-level label where the image has its one, or that one. So
        is what belongs to a class that was deleted meanwhile. Each is cut to its image.

        Args:
            model_id: Whose they are.
            items: The suggestions.
            image_ids: All images that the model has looked at.
            joins: The step of the history that this is a part of, see ``ProjectFile.step``.

        Raises:
            SaegimError: ``gone`` if the project has no such model.
        """
        with self._file.step("add_suggestions", joins) as step:
            run_id = _run_of(step, model_id)
            items = fitted(step, items)
            images = {*image_ids, *(item.image_id for item in items)}
            step.delete(SuggestionRecord, step.ids_where(SuggestionRecord, "image_id", images))
            human = _geometries_by_image(step, images)
            one_label = has_one_label(step.connection)
            known = _with_class(step, items)
            fresh = [i for i in known if not _lies_on(i, human[i.image_id], one_label=one_label)]
            step.insert(SuggestionRecord, [_as_row(item, model_id, run_id) for item in fresh])
            _note_looked_at(step, model_id, images)
            settle(step, images)
        return SuggestionsAdded(step.changes, len(known) - len(fresh), len(items) - len(known))

    def first_image(self, model_id: int) -> int | None:
        """Return the first image, by name, on which a suggestion of this model waits."""
        query = (
            select(_SUGGESTIONS.c.image_id)
            .join(_IMAGES, _IMAGES.c.id == _SUGGESTIONS.c.image_id)
            .where(_SUGGESTIONS.c.model_id == model_id)
            .order_by(_IMAGES.c.sort_key, _IMAGES.c.id)
        )
        with self._file.reading() as connection:
            return connection.execute(query.limit(1)).scalar_one_or_none()

    def accept(self, ids: Collection[int]) -> Changes:
        """Make annotations of suggestions.

        An image on which nothing waits any more is reviewed then, else it is in work.
        """
        with self._file.step("accept_suggestions") as step:
            accept_suggestions(step, ids)
        return step.changes

    def accept_image(self, image_id: int, lowest_score: float) -> Changes:
        """Accept an image's suggestions from a score on, reject the others: it is reviewed.

        An image that has no annotation even then is not reviewed by that: whether it is really
        empty is for ``set_state`` to say.
        """
        with self._file.step("accept_image") as step:
            ids = step.ids_where(SuggestionRecord, "image_id", [image_id])
            rows = rows_by_id(step.connection, _SUGGESTIONS, ids)
            good = [i for i, row in rows.items() if cast("float", row["score"]) >= lowest_score]
            step.delete(SuggestionRecord, rows.keys() - set(good))
            accept_suggestions(step, good)
            if images_with(step, AnnotationRecord, [image_id]):
                step.set_all(ImageRecord, [image_id], state=ImageState.REVIEWED.value)
            else:
                settle(step, [image_id])
        return step.changes

    def accept_above(self, score: float) -> Changes:
        """Accept all suggestions of the project from a score on; the others go on waiting."""
        query = select(_SUGGESTIONS.c.id).where(_SUGGESTIONS.c.score >= score)
        with self._file.step("accept_above") as step:
            accept_suggestions(step, list(step.connection.execute(query).scalars()))
        return step.changes

    def reject(self, ids: Collection[int]) -> Changes:
        """Drop suggestions."""
        with self._file.step("reject_suggestions") as step:
            reject_suggestions(step, ids)
        return step.changes


def accept_suggestions(step: Step, ids: Collection[int]) -> dict[int, int]:
    """Make annotations of suggestions; returns the annotation's id by the suggestion's.

    Of several labels for an image that has one, only the surest becomes an annotation.
    """
    if not ids:
        return {}
    rows = rows_by_id(step.connection, _SUGGESTIONS, ids)
    labels = [row for row in rows.values() if row["geometry"] == WHOLE_IMAGE]
    objects = [row for row in rows.values() if row["geometry"] != WHOLE_IMAGE]
    if has_one_label(step.connection):
        labels = _take_label_places(step, labels)
    accepted = [*objects, *labels]
    made = insert_on_top(step, [_as_annotation(row) for row in accepted])
    step.delete(SuggestionRecord, rows)
    images = {cast("int", row["image_id"]) for row in rows.values()}
    done = images - images_with(step, SuggestionRecord, images)
    step.set_all(ImageRecord, done, state=ImageState.REVIEWED.value)
    begin_work(step, images - done)
    return {cast("int", row["id"]): i for row, i in zip(accepted, made, strict=True)}


def reject_suggestions(step: Step, ids: Collection[int]) -> None:
    """Drop suggestions; an image that nobody has touched is new again without any."""
    step.delete(SuggestionRecord, ids)
    settle(step, step.touched)


def _run_of(step: Step, model_id: int) -> str:
    query = select(_MODELS.c.run_id).where(_MODELS.c.id == model_id)
    run_id = step.connection.execute(query).scalar_one_or_none()
    if run_id is None:
        raise SaegimError("gone")
    return run_id


def _note_looked_at(step: Step, model_id: int, images: Collection[int]) -> None:
    record = PredictedImageRecord
    step.delete(record, step.ids_where(record, "image_id", images))
    step.insert(record, [{"image_id": i, "model_id": model_id} for i in sorted(images)])


def _with_class(step: Step, items: Sequence[NewSuggestion]) -> list[NewSuggestion]:
    """Leave out what belongs to a class that was deleted, or made another, while it worked."""
    classes = rows_by_id(step.connection, _CLASSES, {item.class_id for item in items})
    return [
        item
        for item in items
        if item.class_id in classes
        and is_of_whole_images(classes[item.class_id]) == isinstance(item.geometry, WholeImage)
    ]


def _geometries_by_image(
    step: Step, image_ids: Iterable[int]
) -> Mapping[int, list[tuple[int, Geometry]]]:
    ids = step.ids_where(AnnotationRecord, "image_id", image_ids)
    by_image: defaultdict[int, list[tuple[int, Geometry]]] = defaultdict(list)
    for row in rows_by_id(step.connection, _ANNOTATIONS, ids).values():
        geometry = to_geometry(cast("str", row["geometry"]))
        by_image[cast("int", row["image_id"])].append((cast("int", row["class_id"]), geometry))
    return by_image


def _lies_on(
    item: NewSuggestion, annotations: list[tuple[int, Geometry]], *, one_label: bool
) -> bool:
    if isinstance(item.geometry, WholeImage):
        return any(
            isinstance(geometry, WholeImage) and (one_label or class_id == item.class_id)
            for class_id, geometry in annotations
        )
    return any(
        class_id == item.class_id and iou(item.geometry, geometry) >= SAME_OBJECT_IOU
        for class_id, geometry in annotations
    )


def _as_row(item: NewSuggestion, model_id: int, run_id: str) -> Row:
    return {
        "image_id": item.image_id,
        "class_id": item.class_id,
        "geometry": to_json(item.geometry),
        "model_id": model_id,
        "run_id": run_id,
        "score": item.score,
    }


def _take_label_places(step: Step, labels: Iterable[Row]) -> list[Row]:
    """Choose the surest label of each image, and drop what else its one place holds or waits for.

    The person chose this label over the one that the image had.
    """
    best: dict[int, Row] = {}
    for row in sorted(labels, key=lambda row: cast("float", row["score"])):
        best[cast("int", row["image_id"])] = row
    for record in LABELLED:
        step.delete(record, ids_of(whole_image_rows(step, record, best)))
    return list(best.values())


def _as_annotation(suggestion: Row) -> Row:
    columns = ("image_id", "class_id", "geometry", "model_id", "score")
    return {**{name: suggestion[name] for name in columns}, "author": "model"}
