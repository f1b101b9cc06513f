"""Annotations: the labelled objects of images."""

from collections.abc import Collection, Iterable, Sequence
from typing import cast

from sqlalchemy import select

from engine.geometry.types import Geometry
from engine.project.changes import Changes
from engine.project.file import ProjectFile
from engine.project.image_labels import release_unlabelled
from engine.project.records import to_annotation, to_json
from engine.project.row_access import count_by_image, rows_by_id
from engine.project.rows import AnnotationRow, NewAnnotation
from engine.project.schema import AnnotationRecord, Row, table_of
from engine.project.states import begin_work
from engine.project.step import Step
from engine.protocol.errors import SaegimError
from engine.protocol.requests import Prompt

_ANNOTATIONS = table_of(AnnotationRecord)


class Annotations:
    """The labelled objects of images."""

    def __init__(self, file: ProjectFile) -> None:
        self._file = file

    def of_image(self, image_id: int) -> list[AnnotationRow]:
        """Return an image's annotations, oldest first."""
        query = select(_ANNOTATIONS).where(_ANNOTATIONS.c.image_id == image_id)
        with self._file.reading() as connection:
            rows = connection.execute(query.order_by(_ANNOTATIONS.c.id))
            return [to_annotation(row) for row in rows.mappings()]

    def counts(self, image_ids: Iterable[int]) -> dict[int, int]:
        """Return the number of annotations of each of these images."""
        with self._file.reading() as connection:
            return count_by_image(connection, _ANNOTATIONS, image_ids)

    def add(self, new: Sequence[NewAnnotation]) -> Changes:
        """Add annotations; their images are in work from then on."""
        with self._file.step("add_annotations") as step:
            step.insert(AnnotationRecord, [_as_row(annotation) for annotation in new])
            begin_work(step, (annotation.image_id for annotation in new))
        return step.changes

    def set_geometry(
        self, annotation_id: int, geometry: Geometry, prompt: Prompt | None = None
    ) -> Changes:
        """Give an annotation another geometry, and the prompt that made it if there was one.

        Raises:
            SaegimError: ``gone`` if the annotation was deleted meanwhile.
        """
        values: Row = {"geometry": to_json(geometry)}
        if prompt is not None:
            values["prompt"] = to_json(prompt)
        with self._file.step("set_geometry") as step:
            images = _images_of(step, [annotation_id])
            if not images:
                raise SaegimError("gone")
            step.update(AnnotationRecord, {annotation_id: values})
            begin_work(step, images)
        return step.changes

    def set_class(self, annotation_ids: Collection[int], class_id: int) -> Changes:
        """Give annotations another class."""
        with self._file.step("set_class") as step:
            step.set_all(AnnotationRecord, annotation_ids, class_id=class_id)
            begin_work(step, step.touched)
        return step.changes

    def delete(self, ids: Collection[int]) -> Changes:
        """Delete annotations."""
        with self._file.step("delete_annotations") as step:
            step.delete(AnnotationRecord, ids)
            release_unlabelled(step, step.touched)
        return step.changes


def _as_row(annotation: NewAnnotation) -> Row:
    return {
        "image_id": annotation.image_id,
        "class_id": annotation.class_id,
        "geometry": to_json(annotation.geometry),
        "author": annotation.author,
        "prompt": None if annotation.prompt is None else to_json(annotation.prompt),
        "model_id": None,
        "score": None,
    }


def _images_of(step: Step, annotation_ids: Collection[int]) -> set[int]:
    rows = rows_by_id(step.connection, _ANNOTATIONS, annotation_ids)
    return {cast("int", row["image_id"]) for row in rows.values()}
