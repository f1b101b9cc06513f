"""Dataset versions: the frozen list of annotations that a run is trained on."""

import hashlib
from collections import defaultdict

import msgspec
from sqlalchemy import Connection, insert, select

from engine.project.records import to_geometry, to_json
from engine.project.row_access import now
from engine.project.rows import FINISHED
from engine.project.schema import (
    AnnotationRecord,
    ClassRecord,
    DatasetVersionRecord,
    ImageRecord,
    table_of,
)
from engine.project.splits import SplitEditing
from engine.protocol.errors import SaegimError
from engine.protocol.specs import (
    DatasetManifest,
    ManifestAnnotation,
    ManifestClass,
    ManifestImage,
)

_IMAGES = table_of(ImageRecord)
_CLASSES = table_of(ClassRecord)
_ANNOTATIONS = table_of(AnnotationRecord)
_VERSIONS = table_of(DatasetVersionRecord)


class DatasetFreezing(SplitEditing):
    """Dataset versions."""

    def freeze_dataset(self) -> DatasetManifest:
        """Freeze all finished images with their annotations; the same content is the same version.

        Finished images without a split get one first (``assign_splits``). In a classification
        project images without a label are left out.

        Raises:
            SaegimError: ``nothing_reviewed`` if no image is finished.
        """
        self.assign_splits()
        with self._writing() as connection:
            manifest = self._manifest(connection)
            if not manifest.images:
                raise SaegimError("nothing_reviewed")
            version_id = _version_of(connection, manifest)
        return msgspec.structs.replace(manifest, version_id=version_id)

    def dataset(self, version_id: int) -> DatasetManifest:
        """Return a dataset version; its root is where the project lies now.

        Raises:
            SaegimError: ``gone`` if there is none with this id.
        """
        query = select(_VERSIONS.c.manifest).where(_VERSIONS.c.id == version_id)
        with self._reading() as connection:
            text = connection.execute(query).scalar_one_or_none()
        if text is None:
            raise SaegimError("gone")
        manifest = msgspec.json.decode(text, type=DatasetManifest)
        return msgspec.structs.replace(manifest, version_id=version_id, root=str(self.root))

    def _manifest(self, connection: Connection) -> DatasetManifest:
        labels = _labels_by_image(connection)
        query = select(_IMAGES).where(_IMAGES.c.state.in_(FINISHED), _IMAGES.c.split.is_not(None))
        rows = connection.execute(query.order_by(_IMAGES.c.id)).all()
        classes = connection.execute(select(_CLASSES).order_by(_CLASSES.c.position, _CLASSES.c.id))
        return DatasetManifest(
            version_id=0,
            root=str(self.root),
            classes=tuple(ManifestClass(row.id, row.name, row.color) for row in classes),
            images=tuple(
                ManifestImage(
                    id=row.id,
                    path=row.path,
                    width=row.width,
                    height=row.height,
                    split=row.split,
                    group=row.group,
                    annotations=tuple(labels[row.id]),
                )
                for row in rows
                if labels[row.id] or self.task != "classify"
            ),
        )


def _labels_by_image(connection: Connection) -> defaultdict[int, list[ManifestAnnotation]]:
    finished = select(_IMAGES.c.id).where(_IMAGES.c.state.in_(FINISHED))
    query = select(_ANNOTATIONS).where(_ANNOTATIONS.c.image_id.in_(finished))
    labels: defaultdict[int, list[ManifestAnnotation]] = defaultdict(list)
    for row in connection.execute(query.order_by(_ANNOTATIONS.c.id)):
        geometry = to_geometry(row.geometry)
        labels[row.image_id].append(ManifestAnnotation(row.id, row.class_id, geometry))
    return labels


def _version_of(connection: Connection, manifest: DatasetManifest) -> int:
    # The root differs between machines and a version's own id is given here: neither is content.
    text = to_json(msgspec.structs.replace(manifest, root=""))
    digest = hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
    query = select(_VERSIONS.c.id).where(_VERSIONS.c.digest == digest)
    known = connection.execute(query).scalar_one_or_none()
    if known is not None:
        return known
    values = {"digest": digest, "created_at": now(), "manifest": text}
    return connection.execute(insert(_VERSIONS).returning(_VERSIONS.c.id), values).scalar_one()
