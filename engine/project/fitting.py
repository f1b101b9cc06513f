"""What is marked lies in its image, and covers something of it."""

from collections.abc import Iterable
from typing import TypeVar, cast

import msgspec

from engine.geometry.ops import clip
from engine.project.row_access import rows_by_id
from engine.project.rows import NewAnnotation, NewSuggestion
from engine.project.schema import ImageRecord, table_of
from engine.project.step import Step
from engine.protocol.errors import SaegimError

Marked = TypeVar("Marked", NewAnnotation, NewSuggestion)

_IMAGES = table_of(ImageRecord)


def fitted(step: Step, items: Iterable[Marked]) -> list[Marked]:
    """Cut each to its image; those of which nothing is left are left out.

    Raises:
        SaegimError: ``gone`` if an image is.
    """
    items = list(items)
    images = rows_by_id(step.connection, _IMAGES, {item.image_id for item in items})
    found: list[Marked] = []
    for item in items:
        if item.image_id not in images:
            raise SaegimError("gone")
        image = images[item.image_id]
        width, height = cast("int", image["width"]), cast("int", image["height"])
        geometry = clip(item.geometry, width, height)
        if geometry is not None:
            found.append(msgspec.structs.replace(item, geometry=geometry))
    return found
