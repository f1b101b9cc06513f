"""What can be said about a data set before training on it."""

import statistics
from collections import Counter
from collections.abc import Iterable

import msgspec

from engine.geometry.ops import bounds
from engine.geometry.types import Geometry
from engine.protocol.specs import DatasetManifest, Split

FEW_IMAGES, SOME_IMAGES = 500, 2000
"""Below these many training images there are few and some of them, wherever a default depends on
it."""

STEPS_AN_EPOCH = 16
"""So many steps the training images are divided into, where there are enough of them: the number of
steps decides what few images teach, and small batches cost no more time."""

LEAST_IN_A_BATCH = 2

SMALLEST_SIDE = 1.0
"""Pixels; objects with a shorter side than this teach nothing and make losses jump."""

FEW_EXAMPLES = 20
"""Below this many training examples a class is likely to be learned badly."""

FEW_VALIDATION = 30
"""Below this many validation images a metric moves by several per cent by chance."""


class DataFigures(msgspec.Struct, frozen=True):
    """What a recipe is chosen from, and what warnings are made of."""

    splits: dict[Split, int]
    """Number of usable images by split."""
    examples: dict[str, int]
    """Class name to number of training examples (objects, or images of the class)."""
    longest_side: float
    """Median longest side of the images in pixels; 0 without images."""
    left_out: int = 0
    """Number of finished images that cannot be learned from for what is marked on them."""
    is_one_group: bool = False
    """Whether several images are all of one group: one photo's tiles, one video."""
    is_validation_empty: bool = False
    """Whether nothing is marked on any validation image, though there are some."""
    tiny: int = 0
    """Number of objects that are less than a pixel wide or high."""

    @property
    def training_images(self) -> int:
        """Number of images to train on."""
        return self.splits.get("train", 0)


def by_size(images: int, choices: tuple[int, int, int]) -> int:
    """Choose for few, some or many training images."""
    return choices[(images >= FEW_IMAGES) + (images >= SOME_IMAGES)]


def batch_size_for(images: int, most: int) -> int:
    """Return how many of the training images make a step: a power of two.

    Args:
        images: Number of training images.
        most: What is right for many of them.
    """
    wanted = max(images // STEPS_AN_EPOCH, LEAST_IN_A_BATCH)
    return min(1 << (wanted.bit_length() - 1), most)


def figures_of(manifest: DatasetManifest) -> DataFigures:
    """Count a frozen data set."""
    names = {c.id: c.name for c in manifest.classes}
    examples = Counter(
        names[annotation.class_id]
        for image in manifest.of_split("train")
        for annotation in image.annotations
    )
    validation = manifest.of_split("val")
    return DataFigures(
        splits=dict(Counter(image.split for image in manifest.images)),
        examples={c.name: examples[c.name] for c in manifest.classes},
        longest_side=median_side((image.width, image.height) for image in manifest.images),
        is_one_group=len(manifest.images) > 1 and len({i.group for i in manifest.images}) == 1,
        is_validation_empty=bool(validation) and not any(i.annotations for i in validation),
        tiny=sum(_is_tiny(a.geometry) for image in manifest.images for a in image.annotations),
    )


def _is_tiny(geometry: Geometry) -> bool:
    extent = bounds(geometry)
    return extent is not None and min(extent.width, extent.height) < SMALLEST_SIDE


def median_side(sizes: Iterable[tuple[int, int]]) -> float:
    """Median longest side in pixels of (width, height) pairs; 0 without any."""
    sides = [max(size) for size in sizes]
    return float(statistics.median(sides)) if sides else 0.0


def warnings_of(figures: DataFigures, least_classes: int = 1) -> tuple[str, ...]:
    """What the person should know first, as in ``data_warnings``.

    Args:
        figures: What is known of the data.
        least_classes: As the task has it.
    """
    validation = figures.splits.get("val", 0)
    found: list[str] = []
    if not figures.training_images:
        found.append("no_training_images")
    if sum(figures.splits.values()) == 1:
        found.append("one_image")
    elif not validation:
        found.append("no_validation")
    elif figures.is_validation_empty:
        found.append("empty_validation")
    elif validation < FEW_VALIDATION:
        found.append(f"few_validation:{validation}")
    if 0 < sum(count > 0 for count in figures.examples.values()) < least_classes:
        found.append("one_class")
    if figures.is_one_group:
        found.append("one_group")
    if figures.tiny:
        found.append(f"tiny_objects:{figures.tiny}")
    if figures.left_out:
        found.append(f"left_out:{figures.left_out}")
    for name, count in figures.examples.items():
        if count < FEW_EXAMPLES:
            found.append(f"{'few' if count else 'no'}_images:{name}:{count}")
    return tuple(found)
