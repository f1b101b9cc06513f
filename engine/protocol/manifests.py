"""Reading a frozen data set: it may be a stranger's, as any row of a project."""

import re

import msgspec

from engine.geometry.limits import is_sound_geometry, is_sound_size
from engine.protocol.specs import DatasetManifest, ManifestClass, ManifestImage
from engine.system.text import plain_name

MOST_BYTES = 1 << 29
"""A data set has some 15 bytes for each point: a million outlines of 30 points fit."""

_LONGEST_PATH = 4096
_COLOR = re.compile("#[0-9a-fA-F]{6}")
_decoder = msgspec.json.Decoder(DatasetManifest)


def read_manifest(data: bytes | str) -> DatasetManifest:
    """Decode a data set and look at all that it holds, as at the rows of a project.

    Raises:
        ValueError: It is damaged, or has a size, a geometry or an id that cannot be.
    """
    if len(data) > MOST_BYTES:
        raise ValueError("too large")
    try:
        manifest = _decoder.decode(data)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    classes = {row.id for row in manifest.classes}
    images = {image.id for image in manifest.images}
    if len(classes) < len(manifest.classes) or len(images) < len(manifest.images):
        raise ValueError("something is there twice")
    for image in manifest.images:
        if not _is_sound(image, classes):
            raise ValueError(f"unsound image {image.id}")
    shown = tuple(map(_as_shown, manifest.classes))
    return msgspec.structs.replace(manifest, classes=shown)


def _is_sound(image: ManifestImage, classes: set[int]) -> bool:
    return (
        is_sound_size(image.width, image.height)
        and 0 < len(image.path) <= _LONGEST_PATH
        and "\0" not in image.path
        and (image.value_range is None or image.value_range.is_sound())
        and all(
            label.class_id in classes
            and is_sound_geometry(label.geometry, image.width, image.height)
            for label in image.annotations
        )
    )


def _as_shown(row: ManifestClass) -> ManifestClass:
    """A class as the project itself would show it."""
    color = row.color if _COLOR.fullmatch(row.color) else "#888888"
    return ManifestClass(row.id, plain_name(row.name) or f"class {row.id}", color)
