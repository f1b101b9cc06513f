"""The files of a frozen data set: those that changed since are not learned from."""

from pathlib import Path

import msgspec

from engine.images import UnreadableImage, check_content, displayed_size
from engine.protocol.data_warnings import unreadable_warning
from engine.protocol.errors import SaegimError
from engine.protocol.specs import DatasetManifest, ManifestImage


def file_warning(image: ManifestImage, path: Path) -> str:
    """Say what is wrong with an image's file, as in ``DataReady.warnings``; nothing if it is sound.

    The file is compared by its size in pixels and its content.
    """
    try:
        is_same = displayed_size(path) == (image.width, image.height)
        check_content(path, image.content_hash)
    except UnreadableImage as error:
        is_same = False
        if error.code != "picture_changed":
            return unreadable_warning(image)
    return "" if is_same else f"changed_picture:{image.path}:1"


def sound_images(manifest: DatasetManifest) -> tuple[DatasetManifest, tuple[str, ...]]:
    """Leave out the images whose files are gone or changed; returns what is wrong with them.

    Raises:
        SaegimError: ``pictures_unusable`` if no training image is left for that reason.
    """
    root = Path(manifest.root)
    found = {image.id: file_warning(image, root / image.path) for image in manifest.images}
    kept = tuple(image for image in manifest.images if not found[image.id])
    warnings = tuple(warning for warning in found.values() if warning)
    if warnings and not any(image.split == "train" for image in kept):
        raise SaegimError("pictures_unusable", count=len(warnings))
    return msgspec.structs.replace(manifest, images=kept), warnings
