"""A frozen data set as pictures with boxes. Originals are read, never written or written beside."""

import contextlib
from collections.abc import Generator
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from engine.geometry.ops import bounds, clip
from engine.geometry.types import Box
from engine.protocol.errors import SaegimError
from engine.protocol.specs import DatasetManifest, ManifestImage, Split

# Photos of 100 megapixels and more are our trade; Pillow takes them for an attack.
Image.MAX_IMAGE_PIXELS = None

SMALLEST_SIDE = 1.0
"""Boxes thinner than this many pixels teach nothing and make losses jump."""


class DetectionSample(msgspec.Struct, frozen=True):
    """One picture with its truth.

    ``indices`` (n,) int64 are class indices; ``boxes`` (n, 4) float32 are left, top, right, bottom
    in pixels of the picture as displayed.
    """

    image: ManifestImage
    path: Path
    indices: NDArray[np.int64]
    boxes: NDArray[np.float32]


class DetectionSamples(msgspec.Struct, frozen=True):
    """The samples of one split, and what was left out: codes as in ``DataReady.warnings``."""

    samples: tuple[DetectionSample, ...]
    warnings: tuple[str, ...]


def detection_samples(manifest: DatasetManifest, split: Split) -> DetectionSamples:
    """Collect the pictures of a split that can be read and are as they were when frozen."""
    samples: list[DetectionSample] = []
    warnings: list[str] = []
    for image in manifest.of_split(split):
        path = Path(manifest.root) / image.path
        size = displayed_size(path)
        if size == (image.width, image.height):
            samples.append(_sample(manifest, image, path))
        else:
            warnings.append(f"{'unreadable' if size is None else 'changed'}_picture:{image.path}")
    return DetectionSamples(tuple(samples), tuple(warnings))


def _sample(manifest: DatasetManifest, image: ManifestImage, path: Path) -> DetectionSample:
    indices: list[int] = []
    boxes: list[tuple[float, float, float, float]] = []
    class_indices = manifest.class_indices()
    for annotation in image.annotations:
        extent = bounds(annotation.geometry)
        if extent is None:
            continue
        box = clip(
            Box(extent.left, extent.top, extent.right, extent.bottom), image.width, image.height
        )
        if isinstance(box, Box) and _is_large_enough(box):
            indices.append(class_indices[annotation.class_id])
            boxes.append((box.left, box.top, box.right, box.bottom))
    return DetectionSample(
        image,
        path,
        np.asarray(indices, dtype=np.int64),
        np.asarray(boxes, dtype=np.float32).reshape(-1, 4),
    )


def _is_large_enough(box: Box) -> bool:
    return min(box.right - box.left, box.bottom - box.top) >= SMALLEST_SIDE


def displayed_size(path: Path) -> tuple[int, int] | None:
    """Return width and height as displayed, from the header alone; None for an unreadable file."""
    try:
        with Image.open(path) as picture:
            turned = picture.getexif().get(ORIENTATION_TAG, 1) in SIDEWAYS
            width, height = picture.size
    except (OSError, UnidentifiedImageError, SyntaxError):
        return None
    return (height, width) if turned else (width, height)


ORIENTATION_TAG = 0x0112
SIDEWAYS = frozenset({5, 6, 7, 8})
"""EXIF orientations that swap width and height (EXIF 2.32, section 4.6.4)."""


def read_picture(path: Path) -> NDArray[np.uint8]:
    """Read a picture as displayed, also one whose last bytes are missing.

    Returns:
        uint8 array (height, width, 3), colours in OpenCV's order (blue, green, red).

    Raises:
        SaegimError: ``unreadable_picture``.
    """
    try:
        try:
            colours = _read_colours(path)
        except OSError:
            with _forgiving_pillow():
                colours = _read_colours(path)
    except (OSError, UnidentifiedImageError, SyntaxError) as error:
        raise SaegimError("unreadable_picture", path=path) from error
    return np.ascontiguousarray(colours[..., ::-1])


def _read_colours(path: Path) -> NDArray[np.uint8]:
    with Image.open(path) as picture:
        upright = ImageOps.exif_transpose(picture)
        return np.asarray(_to_eight_bits(upright).convert("RGB"))


@contextlib.contextmanager
def _forgiving_pillow() -> Generator[None]:
    """Read pictures that break off: viewers show them, so people label them."""
    strict = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = strict


def _to_eight_bits(picture: Image.Image) -> Image.Image:
    # Pillow would clip 16-bit grey at 255 instead of scaling it.
    if not picture.mode.startswith("I"):
        return picture
    return Image.fromarray((np.asarray(picture).astype(np.uint32) >> 8).astype(np.uint8))
