"""A frozen data set as pictures with boxes. Originals are read, never written or written beside."""

from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from engine.datasets.files import file_warning
from engine.geometry.ops import bounds, clip
from engine.geometry.rings import ring_of
from engine.geometry.types import Box, Geometry
from engine.images import read
from engine.protocol.specs import DatasetManifest, ManifestImage, ObjectSizes, Split, ValueRange
from engine.tasks.figures import SMALLEST_SIDE

_NO_RING = np.zeros((0, 2), dtype=np.float32)


class DetectionSample(msgspec.Struct, frozen=True):
    """One picture with its truth.

    ``indices`` (n,) int64 are class indices; ``boxes`` (n, 4) float32 are left, top, right, bottom
    in pixels of the picture as displayed; ``outlines`` are n rings of (points, 2) float32 pixels,
    empty ones where boxes are learned.
    """

    image: ManifestImage
    path: Path
    indices: NDArray[np.int64]
    boxes: NDArray[np.float32]
    outlines: tuple[NDArray[np.float32], ...] = ()


class DetectionSamples(msgspec.Struct, frozen=True):
    """The samples of one split, and what was left out: codes as in ``DataReady.warnings``."""

    samples: tuple[DetectionSample, ...]
    warnings: tuple[str, ...]


def detection_samples(
    manifest: DatasetManifest, split: Split, *, has_outlines: bool = False
) -> DetectionSamples:
    """Collect the pictures of a split that can be read and are as they were when frozen.

    Args:
        manifest: The data set.
        split: Which part of it.
        has_outlines: Whether outlines are learned: objects without one are left out.
    """
    samples: list[DetectionSample] = []
    warnings: list[str] = []
    for image in manifest.of_split(split):
        path = Path(manifest.root) / image.path
        warning = file_warning(image, path)
        if warning:
            warnings.append(warning)
        else:
            samples.append(_sample(manifest, image, path, has_outlines))
    return DetectionSamples(tuple(samples), tuple(warnings))


def object_sizes(samples: Sequence[DetectionSample]) -> ObjectSizes | None:
    """Return how large pictures and objects are; None where there is no object."""
    boxes = np.concatenate([np.zeros((0, 4), np.float32), *(sample.boxes for sample in samples)])
    if not len(boxes):
        return None
    sides = (boxes[:, 2:] - boxes[:, :2]).max(axis=1)
    pictures = [max(sample.image.width, sample.image.height) for sample in samples]
    return ObjectSizes(
        int(np.median(pictures)), float(np.median(sides)), float(np.percentile(sides, 95))
    )


def _sample(
    manifest: DatasetManifest, image: ManifestImage, path: Path, has_outlines: bool
) -> DetectionSample:
    indices: list[int] = []
    boxes: list[tuple[float, float, float, float]] = []
    outlines: list[NDArray[np.float32]] = []
    class_indices = manifest.class_indices()
    for annotation in image.annotations:
        extent = bounds(annotation.geometry)
        if extent is None:
            continue
        box = clip(
            Box(extent.left, extent.top, extent.right, extent.bottom), image.width, image.height
        )
        ring = _ring(annotation.geometry, image) if has_outlines else _NO_RING
        if isinstance(box, Box) and _is_large_enough(box) and (len(ring) or not has_outlines):
            indices.append(class_indices[annotation.class_id])
            boxes.append((box.left, box.top, box.right, box.bottom))
            outlines.append(ring)
    return DetectionSample(
        image,
        path,
        np.asarray(indices, dtype=np.int64),
        np.asarray(boxes, dtype=np.float32).reshape(-1, 4),
        tuple(outlines),
    )


def _ring(geometry: Geometry, image: ManifestImage) -> NDArray[np.float32]:
    points = ring_of(geometry, image.width, image.height)
    return np.asarray(points, dtype=np.float32).reshape(-1, 2)


def _is_large_enough(box: Box) -> bool:
    return min(box.right - box.left, box.bottom - box.top) >= SMALLEST_SIDE


def read_bgr(path: Path, value_range: ValueRange | None = None) -> NDArray[np.uint8]:
    """Read a picture as displayed.

    Returns:
        uint8 array (height, width, 3), colours in OpenCV's order (blue, green, red).

    Raises:
        UnreadableImage: Why it cannot be read.
    """
    return np.ascontiguousarray(read(path, value_range)[..., ::-1])
