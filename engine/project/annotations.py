"""Annotations: the labelled objects of images."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import cast, get_args

from sqlalchemy import func, select

from engine.geometry.losses import Counts
from engine.geometry.types import Geometry, GeometryKind
from engine.project.annotation_order import OrderMove, insert_on_top, reorder
from engine.project.attribute_kinds import AttributeValue
from engine.project.attribute_values import (
    attributes_of,
    columns_in_class,
    set_values,
    values_column,
)
from engine.project.changes import Changes
from engine.project.class_natures import WHOLE_IMAGE, drop_doubled_labels, require_classes
from engine.project.description_counts import description_counts
from engine.project.file import ProjectFile
from engine.project.fitting import fitted
from engine.project.image_labels import refuse_second_labels, release_unlabelled
from engine.project.records import to_annotation, to_json
from engine.project.row_access import chunked, count_by_image, is_of_kind, rows_by_id
from engine.project.rows import LONGEST_NOTE, AnnotationRow, ImageState, NewAnnotation
from engine.project.schema import AnnotationRecord, ImageRecord, Row, table_of
from engine.project.states import begin_work
from engine.project.step import Step
from engine.project.suggestions import accept_suggestions, reject_suggestions
from engine.protocol.errors import SaegimError
from engine.protocol.requests import Prompt
from engine.system.text import plain_text

_ANNOTATIONS = table_of(AnnotationRecord)
_IMAGES = table_of(ImageRecord)
_NOTHING: Mapping[int, Geometry] = MappingProxyType({})


class Annotations:
    """The labelled objects of images."""

    def __init__(self, file: ProjectFile) -> None:
        self._file = file

    def of_image(self, image_id: int) -> list[AnnotationRow]:
        """Return an image's annotations, the lowest first; a new one lies on top."""
        return self.of_images([image_id]).get(image_id, [])

    def of_images(self, image_ids: Iterable[int]) -> Mapping[int, list[AnnotationRow]]:
        """Return the annotations of images that have any, the lowest first."""
        found: defaultdict[int, list[AnnotationRow]] = defaultdict(list)
        order = _ANNOTATIONS.c.image_id, _ANNOTATIONS.c.z, _ANNOTATIONS.c.id
        with self._file.reading() as connection:
            for chunk in chunked(image_ids):
                query = select(_ANNOTATIONS).where(_ANNOTATIONS.c.image_id.in_(chunk))
                for row in connection.execute(query.order_by(*order)).mappings():
                    annotation = to_annotation(row)
                    found[annotation.image_id].append(annotation)
        return found

    def rows(self, ids: Iterable[int]) -> list[AnnotationRow]:
        """Return annotations by id, oldest first; ids without one are left out."""
        found: list[AnnotationRow] = []
        with self._file.reading() as connection:
            for chunk in chunked(sorted(ids)):
                query = select(_ANNOTATIONS).where(_ANNOTATIONS.c.id.in_(chunk))
                rows = connection.execute(query.order_by(_ANNOTATIONS.c.id)).mappings()
                found.extend(map(to_annotation, rows))
        return found

    def image_ids(self) -> list[int]:
        """Return the images that have annotations, whatever their state."""
        query = select(_ANNOTATIONS.c.image_id).distinct().order_by(_ANNOTATIONS.c.image_id)
        with self._file.reading() as connection:
            return list(connection.execute(query).scalars())

    def counts(self, image_ids: Iterable[int]) -> dict[int, int]:
        """Return the number of annotations of each of these images."""
        with self._file.reading() as connection:
            return count_by_image(connection, _ANNOTATIONS, image_ids)

    def kind_counts(self, states: Collection[ImageState]) -> Counts:
        """Return how many annotations of each kind there are on images in these states."""
        kinds: tuple[GeometryKind, ...] = get_args(GeometryKind)
        # One pass that sorts nothing: a quarter of the time of grouping.
        counted = [func.count().filter(is_of_kind(_ANNOTATIONS.c.geometry, {k})) for k in kinds]
        there = select(_IMAGES.c.id).where(_IMAGES.c.state.in_(sorted(states)))
        query = select(*counted).where(_ANNOTATIONS.c.image_id.in_(there))
        with self._file.reading() as connection:
            found = connection.execute(query).one()
        return {kind: count for kind, count in zip(kinds, found, strict=True) if count}

    def description_counts(self, states: Collection[ImageState]) -> Counts:
        """Return how many objects on images in these states have values, or notes, and the tags."""
        with self._file.reading() as connection:
            return description_counts(connection, states)

    def add(self, new: Sequence[NewAnnotation]) -> Changes:
        """Add annotations; their images are in work from then on.

        Each is cut to its image; one of which nothing is left is passed over, and so are values of
        attributes that its class lacks.

        Raises:
            SaegimError: ``gone``, ``class_of_objects``, ``class_of_whole_images``, ``many_labels``.
        """
        with self._file.step("add_annotations") as step:
            _add(step, new)
        return step.changes

    def set_geometry(
        self, annotation_id: int, geometry: Geometry, prompt: Prompt | None = None
    ) -> Changes:
        """Give an annotation another geometry, and the prompt that made it if there was one.

        Raises:
            SaegimError: ``gone`` if the annotation was deleted meanwhile.
        """
        made_by = None if prompt is None else to_json(prompt)
        values: Row = {"geometry": to_json(geometry), "prompt": made_by}
        with self._file.step("set_geometry") as step:
            _change(step, {annotation_id: values})
        return step.changes

    def set_geometries(
        self, geometries: Mapping[int, Geometry], accepting: Mapping[int, Geometry] = _NOTHING
    ) -> Changes:
        """Give annotations other geometries, and accept suggestions with the geometry given.

        The prompt that made an object does not hold any more.

        Args:
            geometries: By the annotations' ids.
            accepting: By the suggestions' ids.

        Raises:
            SaegimError: ``gone`` if one of them was deleted meanwhile; then nothing is changed.
        """
        with self._file.step("accept_changed" if accepting else "set_geometry") as step:
            made = accept_suggestions(step, accepting)
            if len(made) < len(accepting):
                raise SaegimError("gone")
            accepted = {annotation: accepting[i] for i, annotation in made.items()}
            wanted = {**geometries, **accepted}
            _change(step, {i: {"geometry": to_json(g), "prompt": None} for i, g in wanted.items()})
        return step.changes

    def replace(
        self,
        geometries: Mapping[int, Geometry],
        deleted: Collection[int],
        label: str,
        new: Sequence[NewAnnotation] = (),
    ) -> Changes:
        """Give annotations other geometries, delete others and add some, in one step.

        Args:
            geometries: By the annotations' ids; the prompt that made them does not hold any more.
            deleted: Ids of others.
            label: Of the step in the history.
            new: Cut to their images.

        Raises:
            SaegimError: ``gone`` if one that gets a geometry was deleted meanwhile; and as ``add``.
        """
        with self._file.step(label) as step:
            _change(
                step, {i: {"geometry": to_json(g), "prompt": None} for i, g in geometries.items()}
            )
            step.delete(AnnotationRecord, deleted)
            _add(step, new)
            release_unlabelled(step, step.touched)
        return step.changes

    def set_class(
        self, annotation_ids: Collection[int], class_id: int, accepting: Collection[int] = ()
    ) -> Changes:
        """Give annotations another class, and accept suggestions as objects of that class.

        Values of attributes stay where the class has an attribute of that name and kind.

        Raises:
            SaegimError: ``gone``, ``class_of_objects``, ``class_of_whole_images``.
        """
        with self._file.step("set_class") as step:
            ids = [*annotation_ids, *accept_suggestions(step, accepting).values()]
            rows = rows_by_id(step.connection, _ANNOTATIONS, ids).values()
            require_classes(step, ((class_id, geometry) for _, geometry in _classes_of(rows)))
            step.update(AnnotationRecord, columns_in_class(step.connection, rows, class_id))
            drop_doubled_labels(step, _labelled(rows))
            begin_work(step, step.touched)
        return step.changes

    def set_attributes(
        self, annotation_ids: Collection[int], values: Mapping[str, AttributeValue | None]
    ) -> Changes:
        """Give annotations values of attributes; None takes one away.

        Args:
            annotation_ids: Those whose class lacks the attribute keep what they have.
            values: By key, see ``attribute_kinds``.

        Raises:
            SaegimError: ``gone``, ``attribute_value`` for one that does not fit.
        """
        with self._file.step("set_attributes") as step:
            set_values(step, annotation_ids, values)
            begin_work(step, step.touched)
        return step.changes

    def set_note(self, annotation_ids: Collection[int], note: str) -> Changes:
        """Write a note about annotations; an empty one takes it away."""
        with self._file.step("set_note") as step:
            step.set_all(AnnotationRecord, annotation_ids, note=plain_text(note, LONGEST_NOTE))
            begin_work(step, step.touched)
        return step.changes

    def reorder(self, annotation_ids: Collection[int], move: OrderMove) -> Changes:
        """Move annotations within the order in which the objects of their images lie.

        Args:
            annotation_ids: The annotations; they keep their order among each other.
            move: ``forward`` and ``backward`` go past the next object that is met there.

        Raises:
            SaegimError: ``gone``.
        """
        with self._file.step("reorder_annotations") as step:
            reorder(step, annotation_ids, move)
            begin_work(step, step.touched)
        return step.changes

    def delete(self, ids: Collection[int], rejecting: Collection[int] = ()) -> Changes:
        """Delete annotations, and reject suggestions that were selected with them."""
        with self._file.step("delete_annotations") as step:
            step.delete(AnnotationRecord, ids)
            release_unlabelled(step, step.touched)
            reject_suggestions(step, rejecting)
        return step.changes


def _add(step: Step, new: Sequence[NewAnnotation]) -> None:
    kept = fitted(step, new)
    rows = _as_rows(step, kept)
    require_classes(step, _classes_of(rows))
    insert_on_top(step, rows)
    drop_doubled_labels(step, _labelled(rows))
    refuse_second_labels(step, _labelled(rows))
    begin_work(step, _images_of(rows))


def _as_rows(step: Step, new: Sequence[NewAnnotation]) -> list[Row]:
    described = {one.class_id for one in new if one.attributes}
    own = attributes_of(step.connection, described)
    return [
        {
            "image_id": one.image_id,
            "class_id": one.class_id,
            "geometry": to_json(one.geometry),
            "author": one.author,
            "prompt": None if one.prompt is None else to_json(one.prompt),
            "attributes": values_column(one.attributes, own.get(one.class_id, ())),
            "note": plain_text(one.note, LONGEST_NOTE),
        }
        for one in new
    ]


def _classes_of(rows: Iterable[Row]) -> Iterator[tuple[int, str]]:
    """Class id and geometry column of each row."""
    return ((cast("int", row["class_id"]), cast("str", row["geometry"])) for row in rows)


def _images_of(rows: Iterable[Row]) -> set[int]:
    return {cast("int", row["image_id"]) for row in rows}


def _labelled(rows: Iterable[Row]) -> set[int]:
    """The images of those rows that are image-level labels.

    To look for labels among the objects of an image takes the longer the more of them it has.
    """
    return _images_of(row for row in rows if row["geometry"] == WHOLE_IMAGE)


def _change(step: Step, values: Mapping[int, Row]) -> None:
    """Give annotations, which are all there, other geometries; their images are in work then."""
    rows = step.update(AnnotationRecord, values)
    if len(rows) < len(values):
        raise SaegimError("gone")
    require_classes(step, _of_another_nature(rows, values))
    begin_work(step, _images_of(rows.values()))


def _of_another_nature(
    rows: Mapping[int, Row], values: Mapping[int, Row]
) -> Iterator[tuple[int, str]]:
    """Class id and new geometry column of what becomes, or was, a label of the whole image."""
    for row_id, row in rows.items():
        geometry = str(values[row_id]["geometry"])
        if (geometry == WHOLE_IMAGE) != (row["geometry"] == WHOLE_IMAGE):
            yield cast("int", row["class_id"]), geometry
