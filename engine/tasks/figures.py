"""What can be said about a data set before training on it."""

import statistics
from collections import Counter
from collections.abc import Iterable

import msgspec

from engine.protocol.specs import DatasetManifest, Split

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

    @property
    def training_images(self) -> int:
        """Number of images to train on."""
        return self.splits.get("train", 0)


def by_size(images: int, choices: tuple[int, int, int]) -> int:
    """Choose for few (below 500), some (below 2,000) or many training images."""
    return choices[0] if images < 500 else choices[1] if images < 2000 else choices[2]


def figures_of(manifest: DatasetManifest) -> DataFigures:
    """Count a frozen data set."""
    names = {c.id: c.name for c in manifest.classes}
    examples = Counter(
        names[annotation.class_id]
        for image in manifest.of_split("train")
        for annotation in image.annotations
    )
    return DataFigures(
        splits=dict(Counter(image.split for image in manifest.images)),
        examples={c.name: examples[c.name] for c in manifest.classes},
        longest_side=median_side((image.width, image.height) for image in manifest.images),
    )


def median_side(sizes: Iterable[tuple[int, int]]) -> float:
    """Median longest side in pixels of (width, height) pairs; 0 without any."""
    sides = [max(size) for size in sizes]
    return float(statistics.median(sides)) if sides else 0.0


def warnings_of(figures: DataFigures) -> tuple[str, ...]:
    """What the person should know first, as in ``data_warnings``."""
    validation = figures.splits.get("val", 0)
    found: list[str] = []
    if not figures.training_images:
        found.append("no_training_images")
    if not validation:
        found.append("no_validation")
    elif validation < FEW_VALIDATION:
        found.append(f"few_validation:{validation}")
    if figures.left_out:
        found.append(f"left_out:{figures.left_out}")
    for name, count in figures.examples.items():
        if count < FEW_EXAMPLES:
            found.append(f"{'few' if count else 'no'}_images:{name}:{count}")
    return tuple(found)
