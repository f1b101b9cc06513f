"""Dataset versions: the frozen list of annotations that a run is trained on."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec
from sqlalchemy import (
    Connection,
    RowMapping,
    Select,
    case,
    false,
    func,
    insert,
    not_,
    or_,
    select,
    union,
)

from engine.geometry.types import WHOLE_IMAGE_KIND, kind_of
from engine.project.file import ProjectFile
from engine.project.outside import OutsideImages
from engine.project.places import absolute_path
from engine.project.records import to_geometry, to_image, to_json
from engine.project.row_access import grouped, is_of_kind, now, tally
from engine.project.rows import FINISHED
from engine.project.schema import (
    AnnotationRecord,
    ClassRecord,
    DatasetVersionRecord,
    ImageRecord,
    table_of,
)
from engine.project.splits import Splits, assignment
from engine.protocol.errors import SaegimError
from engine.protocol.manifests import MOST_BYTES, read_manifest
from engine.protocol.specs import (
    DatasetManifest,
    ManifestAnnotation,
    ManifestClass,
    ManifestImage,
    Split,
)
from engine.tasks.figures import FEW_IMAGES
from engine.tasks.spec import TaskSpec

_IMAGES = table_of(ImageRecord)
_CLASSES = table_of(ClassRecord)
_ANNOTATIONS = table_of(AnnotationRecord)
_VERSIONS = table_of(DatasetVersionRecord)


class Datasets:
    """Dataset versions."""

    def __init__(self, file: ProjectFile, outside: OutsideImages) -> None:
        self._file = file
        self._outside = outside

    def freeze(self, task: TaskSpec) -> DatasetManifest:
        """Freeze what a task learns from the finished images; the same content is one version.

        Finished images without a split get one first. Left out are images that say nothing to the
        task (``TaskSpec.negatives``), and those with an object of a learned class that is marked in
        a way the task cannot learn from: it would be taken for background.

        Raises:
            SaegimError: ``nothing_reviewed`` if no image is finished, ``no_marks`` if none of them
                has anything that the task learns from, ``pictures_outside`` if some of them may
                not be read, ``dataset_too_large``.
        """
        Splits(self._file).assign()
        with self._file.reading() as connection:
            manifest = self._manifest(connection, task, {})
            if not _has_finished(connection):
                raise SaegimError("nothing_reviewed")
        if not manifest.images or not manifest.classes:
            raise SaegimError("no_marks")
        # Each file is looked at, slowly on some disks: nobody is locked out meanwhile.
        self.check_places(manifest)
        with self._file.writing() as connection:
            version_id = _version_of(connection, manifest)
        return msgspec.structs.replace(manifest, version_id=version_id)

    def preview(self, task: TaskSpec) -> DatasetManifest | None:
        """Return what ``freeze`` would give now; nothing is written, and no file is looked at.

        None unless few images are finished: it would take long, and of many an estimate says the
        same.
        """
        with self._file.reading() as connection:
            finished = select(func.count()).where(_IMAGES.c.state.in_(FINISHED))
            if connection.execute(finished).scalar_one() >= FEW_IMAGES:
                return None
            return self._manifest(connection, task, assignment(connection))

    def image_counts(self, task: TaskSpec) -> dict[Split | None, int]:
        """Return how many finished images a task would learn from, by split; quickly."""
        of_task = select(_ANNOTATIONS.c.image_id).where(
            is_of_kind(_ANNOTATIONS.c.geometry, task.learns_from)
        )
        usable = or_(_IMAGES.c.id.in_(of_task), _IMAGES.c.state.in_(sorted(task.negatives)))
        query = grouped(_IMAGES.c.split).where(
            _IMAGES.c.state.in_(FINISHED), usable, _IMAGES.c.id.not_in(_left_out(task))
        )
        with self._file.reading() as connection:
            return tally(connection, query)

    def left_out_count(self, task: TaskSpec) -> int:
        """Return how many finished images ``freeze`` leaves out for what is marked on them."""
        query = select(func.count()).where(
            _IMAGES.c.state.in_(FINISHED), _IMAGES.c.id.in_(_left_out(task))
        )
        with self._file.reading() as connection:
            return connection.execute(query).scalar_one()

    def get(self, version_id: int) -> DatasetManifest:
        """Return a dataset version; its root is where the project lies now.

        Raises:
            SaegimError: ``gone`` if there is none with this id, ``dataset_damaged``.
        """
        # One that is too large is not even brought into memory.
        text = case(
            (func.length(_VERSIONS.c.manifest) <= MOST_BYTES, _VERSIONS.c.manifest), else_=""
        )
        with self._file.reading() as connection:
            found = connection.execute(select(text).where(_VERSIONS.c.id == version_id)).scalar()
        if found is None:
            raise SaegimError("gone")
        try:
            manifest = read_manifest(found)
        except ValueError as error:
            raise SaegimError("dataset_damaged") from error
        return msgspec.structs.replace(manifest, version_id=version_id, root=str(self._file.root))

    def image_path(self, image: ManifestImage) -> Path | None:
        """Return where an image of a data set lies; None if its file may not be read."""
        path = absolute_path(self._file.root, image.path)
        return path if self._outside.may_read(path) else None

    def check_places(self, manifest: DatasetManifest) -> None:
        """Make sure that all images of a data set may be read.

        Raises:
            SaegimError: ``pictures_outside``.
        """
        outside = sum(self.image_path(image) is None for image in manifest.images)
        if outside:
            raise SaegimError("pictures_outside", count=outside)

    def _manifest(
        self, connection: Connection, task: TaskSpec, waiting: Mapping[int, Split]
    ) -> DatasetManifest:
        labels = _labels_by_image(connection)
        classes = _learned_classes(connection, labels, task)
        learned = {row.id for row in classes}
        query = select(_IMAGES).where(_IMAGES.c.state.in_(FINISHED)).order_by(_IMAGES.c.id)
        rows = [
            row
            for row in connection.execute(query).mappings()
            if row["split"] is not None or row["id"] in waiting
        ]
        return DatasetManifest(
            version_id=0,
            root=str(self._file.root),
            classes=classes,
            images=tuple(
                _to_manifest(row, row["split"] or waiting[row["id"]], usable)
                for row in rows
                if (usable := task.usable(labels[row["id"]], learned, row["state"])) is not None
            ),
        )


def _has_finished(connection: Connection) -> bool:
    query = select(_IMAGES.c.id).where(_IMAGES.c.state.in_(FINISHED)).limit(1)
    return connection.execute(query).first() is not None


def _left_out(task: TaskSpec) -> Select[int]:
    """Select the images that ``TaskSpec.usable`` leaves out for what is marked on them."""
    kinds, image = task.learns_from, _ANNOTATIONS.c.image_id
    if task.many_labels:
        return select(image).where(false())
    if not task.is_about_objects:
        labels = select(image).where(is_of_kind(_ANNOTATIONS.c.geometry, kinds)).group_by(image)
        return labels.having(func.count() > 1)
    finished = select(_IMAGES.c.id).where(_IMAGES.c.state.in_(FINISHED))
    learned = union(
        select(_CLASSES.c.id).where(_CLASSES.c.geometry_kind.in_(sorted(kinds))),
        select(_ANNOTATIONS.c.class_id).where(
            is_of_kind(_ANNOTATIONS.c.geometry, kinds), image.in_(finished)
        ),
    )
    return select(image).where(
        _ANNOTATIONS.c.class_id.in_(learned.subquery().select()),
        not_(is_of_kind(_ANNOTATIONS.c.geometry, {*kinds, WHOLE_IMAGE_KIND})),
    )


def _learned_classes(
    connection: Connection, labels: Mapping[int, Iterable[ManifestAnnotation]], task: TaskSpec
) -> tuple[ManifestClass, ...]:
    """The classes that are kept as something the task learns from, or are marked so somewhere."""
    marked = {
        label.class_id
        for of_image in labels.values()
        for label in of_image
        if kind_of(label.geometry) in task.learns_from
    }
    rows = connection.execute(select(_CLASSES).order_by(_CLASSES.c.position, _CLASSES.c.id))
    return tuple(
        ManifestClass(row.id, row.name, row.color)
        for row in rows
        if row.id in marked or row.geometry_kind in task.learns_from
    )


def _to_manifest(
    row: RowMapping, split: Split, annotations: tuple[ManifestAnnotation, ...]
) -> ManifestImage:
    image = to_image(row)
    return ManifestImage(
        id=image.id,
        path=image.path,
        width=image.width,
        height=image.height,
        split=split,
        group=image.group,
        annotations=annotations,
        value_range=image.value_range,
        content_hash=image.content_hash,
    )


def _labels_by_image(connection: Connection) -> defaultdict[int, list[ManifestAnnotation]]:
    finished = select(_IMAGES.c.id).where(_IMAGES.c.state.in_(FINISHED))
    query = select(_ANNOTATIONS).where(_ANNOTATIONS.c.image_id.in_(finished))
    labels: defaultdict[int, list[ManifestAnnotation]] = defaultdict(list)
    # Where objects overlap, what lies on top is what is learned.
    for row in connection.execute(query.order_by(_ANNOTATIONS.c.z, _ANNOTATIONS.c.id)):
        geometry = to_geometry(row.geometry)
        labels[row.image_id].append(ManifestAnnotation(row.id, row.class_id, geometry))
    return labels


def _version_of(connection: Connection, manifest: DatasetManifest) -> int:
    # The root differs between machines and a version's own id is given here: neither is content.
    text = to_json(msgspec.structs.replace(manifest, root=""))
    if len(text.encode()) > MOST_BYTES:
        raise SaegimError("dataset_too_large")
    digest = hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
    query = select(_VERSIONS.c.id).where(_VERSIONS.c.digest == digest)
    known = connection.execute(query).scalar_one_or_none()
    if known is not None:
        return known
    values = {"digest": digest, "created_at": now(), "manifest": text}
    return connection.execute(insert(_VERSIONS).returning(_VERSIONS.c.id), values).scalar_one()
