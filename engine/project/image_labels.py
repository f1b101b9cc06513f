"""Image-level labels: what the whole image shows."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import cast

from sqlalchemy import Connection, Table, exists, func, select, update

from engine.geometry.types import WHOLE_IMAGE_KIND
from engine.project.annotation_order import insert_on_top
from engine.project.changes import Changes
from engine.project.class_natures import (
    LABELLED,
    WHOLE_IMAGE,
    Labelled,
    ids_of,
    require_classes,
    whole_image_rows,
)
from engine.project.file import ProjectFile
from engine.project.row_access import chunked, rows_by_id
from engine.project.rows import ImageState, LabelsPerImage
from engine.project.schema import (
    AnnotationRecord,
    ClassRecord,
    ImageRecord,
    ProjectRecord,
    Row,
    SuggestionRecord,
    table_of,
)
from engine.project.states import begin_work, images_with, settle
from engine.project.step import Step
from engine.protocol.errors import SaegimError

_PROJECT = table_of(ProjectRecord)
_CLASSES = table_of(ClassRecord)
_IMAGES = table_of(ImageRecord)
_ANNOTATIONS = table_of(AnnotationRecord)
_SUGGESTIONS = table_of(SuggestionRecord)


class ImageLabels:
    """The image-level labels: one for an image, or any number, as the project says."""

    def __init__(self, file: ProjectFile) -> None:
        self._file = file

    def mode(self) -> LabelsPerImage:
        """Return how many image-level labels an image may have."""
        with self._file.reading() as connection:
            return cast("LabelsPerImage", _mode(connection))

    def set_mode(self, mode: LabelsPerImage) -> Changes:
        """Set how many image-level labels an image may have; this cannot be undone.

        Raises:
            SaegimError: ``many_labels`` if an image has more than one and shall have one.
        """
        several = (
            select(_ANNOTATIONS.c.image_id)
            .where(_ANNOTATIONS.c.geometry == WHOLE_IMAGE)
            .group_by(_ANNOTATIONS.c.image_id)
            .having(func.count() > 1)
        )
        with self._file.writing() as connection:
            if mode == "one" and (found := len(connection.execute(several).all())):
                raise SaegimError("many_labels", count=found)
            connection.execute(update(_PROJECT).values(image_labels=mode))
        return Changes()

    def of_images(self, image_ids: Iterable[int]) -> dict[int, list[int]]:
        """Return the classes that images are labelled with, by image, oldest first."""
        return self._classes_of(_ANNOTATIONS, image_ids)

    def suggested_for(self, image_ids: Iterable[int]) -> dict[int, list[int]]:
        """Return the classes that models proposed for whole images, by image."""
        return self._classes_of(_SUGGESTIONS, image_ids)

    def _classes_of(self, table: Table, image_ids: Iterable[int]) -> dict[int, list[int]]:
        found: defaultdict[int, list[int]] = defaultdict(list)
        columns = select(table.c.image_id, table.c.class_id).order_by(table.c.id)
        with self._file.reading() as connection:
            for chunk in chunked(image_ids):
                mine = table.c.image_id.in_(chunk), table.c.geometry == WHOLE_IMAGE
                for image_id, class_id in connection.execute(columns.where(*mine)):
                    found[image_id].append(class_id)
        return dict(found)

    def set(self, image_id: int, class_id: int | None) -> Changes:
        """Give an image this one label, or with None no label.

        What models proposed for the image is dropped. Where an image has one label and nothing
        else to be marked, the image is reviewed then (or new again).
        """
        with self._file.step("set_image_label") as step:
            replace_labels(step, {image_id: () if class_id is None else (class_id,)})
        return step.changes

    def toggle(self, image_id: int, class_id: int) -> Changes:
        """Give an image a label, or take that label away.

        Where an image may have several, the others and what models proposed besides stay; where it
        has one, it takes the place of both.
        """
        with self._file.step("set_image_label") as step:
            if has_one_label(step.connection):
                is_on = bool(_rows_of_class(step, AnnotationRecord, image_id, class_id))
                replace_labels(step, {image_id: () if is_on else (class_id,)})
            else:
                _toggle_among_others(step, image_id, class_id)
        return step.changes


def replace_labels(step: Step, labels: Mapping[int, Collection[int]]) -> None:
    """Give images these labels in place of those they have: image id to class ids.

    Raises:
        SaegimError: ``gone``, ``class_of_objects``.
    """
    for record in LABELLED:
        step.delete(record, ids_of(whole_image_rows(step, record, labels)))
    _insert(step, labels)
    _follow(step, {image_id for image_id, ids in labels.items() if ids}, labels.keys())


def _toggle_among_others(step: Step, image_id: int, class_id: int) -> None:
    is_on = bool(_rows_of_class(step, AnnotationRecord, image_id, class_id))
    for record in LABELLED:
        step.delete(record, ids_of(_rows_of_class(step, record, image_id, class_id)))
    if not is_on:
        _insert(step, {image_id: (class_id,)})
    left = whole_image_rows(step, AnnotationRecord, [image_id])
    _follow(step, {image_id} if left else set(), {image_id})


def _rows_of_class(step: Step, record: Labelled, image_id: int, class_id: int) -> list[Row]:
    rows = whole_image_rows(step, record, [image_id])
    return [row for row in rows if row["class_id"] == class_id]


def _insert(step: Step, labels: Mapping[int, Collection[int]]) -> None:
    require_classes(step, ((c, WHOLE_IMAGE) for ids in labels.values() for c in ids))
    rows = [_label_row(image_id, c) for image_id, ids in labels.items() for c in ids]
    insert_on_top(step, rows)


def _follow(step: Step, labelled: Collection[int], changed: Collection[int]) -> None:
    """Let the states of images follow their labels."""
    if has_objects(step.connection) or not has_one_label(step.connection):
        begin_work(step, labelled)
    else:
        step.set_all(ImageRecord, labelled, state=ImageState.REVIEWED.value)
    unlabelled = set(changed).difference(labelled)
    release_unlabelled(step, unlabelled)
    settle(step, unlabelled)


def refuse_second_labels(step: Step, image_ids: Collection[int]) -> None:
    """Refuse more than one label for an image that has one.

    Raises:
        SaegimError: ``many_labels``.
    """
    if image_ids and has_one_label(step.connection):
        rows = whole_image_rows(step, AnnotationRecord, image_ids)
        counts = Counter(row["image_id"] for row in rows)
        if several := [image_id for image_id, count in counts.items() if count > 1]:
            raise SaegimError("many_labels", count=len(several))


def has_one_label(connection: Connection) -> bool:
    """Say whether an image has at most one image-level label."""
    return _mode(connection) == "one"


def release_unlabelled(step: Step, image_ids: Iterable[int]) -> None:
    """Where labels are all there is to mark, an image without one has to be looked at again."""
    if has_objects(step.connection):
        return
    ids = set(image_ids)
    without = ids - images_with(step, AnnotationRecord, ids)
    rows = rows_by_id(step.connection, _IMAGES, without)
    was_labelled = (ImageState.REVIEWED, ImageState.IN_WORK)
    reviewed = [image_id for image_id, row in rows.items() if row["state"] in was_labelled]
    step.set_all(ImageRecord, reviewed, state=ImageState.NEW.value)


def has_objects(connection: Connection) -> bool:
    """Say whether the project has a class of objects."""
    query = select(exists().where(_CLASSES.c.geometry_kind != WHOLE_IMAGE_KIND))
    return connection.execute(query).scalar_one()


def _mode(connection: Connection) -> str:
    return connection.execute(select(_PROJECT.c.image_labels)).scalar_one()


def _label_row(image_id: int, class_id: int) -> Row:
    return {
        "image_id": image_id,
        "class_id": class_id,
        "geometry": WHOLE_IMAGE,
        "author": "human",
    }
