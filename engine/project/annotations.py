"""Annotations and image states: what a person does to one image after another."""

from collections.abc import Collection, Sequence
from typing import cast

from engine.geometry.types import Geometry
from engine.project.changes import Changes
from engine.project.file import ProjectFile
from engine.project.image_labels import WHOLE_IMAGE, release_unlabelled, whole_image_rows
from engine.project.records import to_json
from engine.project.row_access import rows_by_id
from engine.project.rows import ImageState, NewAnnotation
from engine.project.schema import (
    AnnotationRecord,
    ImageRecord,
    Row,
    SuggestionRecord,
    table_of,
)
from engine.project.states import begin_work, images_with, settle
from engine.project.step import Step
from engine.protocol.errors import SaegimError
from engine.protocol.requests import Prompt

_ANNOTATIONS = table_of(AnnotationRecord)


class AnnotationEditing(ProjectFile):
    """Annotations, image-level labels and states."""

    def add_annotations(self, new: Sequence[NewAnnotation]) -> Changes:
        """Add annotations; their images are in work from then on."""
        with self._step("add_annotations") as step:
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
        with self._step("set_geometry") as step:
            images = _images_of(step, [annotation_id])
            if not images:
                raise SaegimError("gone")
            step.update(AnnotationRecord, {annotation_id: values})
            begin_work(step, images)
        return step.changes

    def set_class(self, annotation_ids: Collection[int], class_id: int) -> Changes:
        """Give annotations another class."""
        with self._step("set_class") as step:
            step.set_all(AnnotationRecord, annotation_ids, class_id=class_id)
            begin_work(step, step.touched)
        return step.changes

    def delete_annotations(self, ids: Collection[int]) -> Changes:
        """Delete annotations."""
        with self._step("delete_annotations") as step:
            step.delete(AnnotationRecord, ids)
            release_unlabelled(step, step.touched)
        return step.changes

    def set_image_label(self, image_id: int, class_id: int | None) -> Changes:
        """Say what the whole image shows, or with None that it is not known.

        The image is reviewed then (or new again), and what models proposed for it is dropped.
        """
        with self._step("set_image_label") as step:
            label_images(step, {image_id: class_id})
        return step.changes

    def set_image_labels(self, labels: dict[int, int]) -> Changes:
        """Label many images in one step: image id to class id."""
        with self._step("set_image_labels") as step:
            label_images(step, labels)
        return step.changes

    def set_state(self, image_ids: Collection[int], state: ImageState) -> Changes:
        """Set the state of images. Saying that an image is empty rejects its suggestions.

        Raises:
            SaegimError: ``image_not_empty`` if an image to be verified as empty has annotations.
        """
        with self._step("set_state") as step:
            if state is ImageState.VERIFIED_EMPTY:
                _empty_out(step, image_ids)
            step.set_all(ImageRecord, image_ids, state=state.value)
        return step.changes


def label_images(step: Step, labels: dict[int, int] | dict[int, int | None]) -> None:
    """Replace image-level labels (None: take away) inside a step."""
    for record in (AnnotationRecord, SuggestionRecord):
        step.delete(record, whole_image_rows(step, record, labels))
    labelled = {i: class_id for i, class_id in labels.items() if class_id is not None}
    step.insert(AnnotationRecord, [_label_row(i, c) for i, c in labelled.items()])
    step.set_all(ImageRecord, labelled, state=ImageState.REVIEWED.value)
    step.set_all(ImageRecord, labels.keys() - labelled.keys(), state=ImageState.NEW.value)
    settle(step, labels.keys() - labelled.keys())


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


def _label_row(image_id: int, class_id: int) -> Row:
    return {
        "image_id": image_id,
        "class_id": class_id,
        "geometry": WHOLE_IMAGE,
        "author": "human",
        "prompt": None,
        "model_id": None,
        "score": None,
    }


def _images_of(step: Step, annotation_ids: Collection[int]) -> set[int]:
    rows = rows_by_id(step.connection, _ANNOTATIONS, annotation_ids)
    return {cast("int", row["image_id"]) for row in rows.values()}


def _empty_out(step: Step, image_ids: Collection[int]) -> None:
    if images_with(step, AnnotationRecord, image_ids):
        raise SaegimError("image_not_empty")
    step.delete(SuggestionRecord, step.ids_where(SuggestionRecord, "image_id", image_ids))
