"""How much is said of objects and images beyond what and where they are."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, func, select, text

from engine.geometry.losses import Counts
from engine.project.rows import ImageState
from engine.project.schema import (
    HAS_ATTRIBUTES,
    HAS_NOTE,
    AnnotationRecord,
    ImageRecord,
    ImageTagRecord,
    table_of,
)

_ANNOTATIONS = table_of(AnnotationRecord)
_IMAGES = table_of(ImageRecord)
_IMAGE_TAGS = table_of(ImageTagRecord)


def description_counts(connection: Connection, states: Collection[ImageState]) -> Counts:
    """Return what there is on images in these states: objects with values, or a note, and tags."""
    there = select(_IMAGES.c.id).where(_IMAGES.c.state.in_(sorted(states)))

    def count(image_id: ColumnElement[int], condition: str) -> int:
        query = select(func.count()).where(image_id.in_(there), text(condition))
        return connection.execute(query).scalar_one()

    found: Counts = {
        "attributes": count(_ANNOTATIONS.c.image_id, HAS_ATTRIBUTES),
        "notes": count(_ANNOTATIONS.c.image_id, HAS_NOTE),
        "tags": count(_IMAGE_TAGS.c.image_id, "1"),
    }
    return {name: n for name, n in found.items() if n}
