"""What is marked lies in its image, and covers something of it."""

from collections.abc import Iterable
from typing import TypeVar, cast

import msgspec

from engine.geometry.limits import is_sound_geometry
from engine.geometry.ops import clip
from engine.geometry.types import Geometry, Mask
from engine.project.row_access import rows_by_id
from engine.project.rows import NewAnnotation, NewSuggestion
from engine.project.schema import ImageRecord, table_of
from engine.project.step import Step
from engine.protocol.errors import SaegimError

Marked = TypeVar("Marked", NewAnnotation, NewSuggestion)

_IMAGES = table_of(ImageRecord)


def fitted(step: Step, items: Iterable[Marked]) -> list[Marked]:
    """Cut each to its image; those of which nothing is left, or that are no shape, are left out.

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
        geometry = clip(item.geometry, width, height) if _is_sound(item.geometry) else None
        if geometry is not None:
            found.append(msgspec.structs.replace(item, geometry=geometry))
    return found


def _is_sound(geometry: Geometry) -> bool:
    # A mask of another size is given that of the image.
    size = (geometry.width, geometry.height) if isinstance(geometry, Mask) else (0, 0)
    return is_sound_geometry(geometry, *size)
