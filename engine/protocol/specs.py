"""What a run is to do: immutable, written once, read by the engine on this machine or another."""

import math
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from engine.geometry.types import Geometry

Split = Literal["train", "val", "test"]
Trainable = Literal["head", "all"]

SPEC_VERSION = 1

ImageSize = Annotated[int, Meta(ge=32, le=4096)]
"""Longest side, in pixels, of an image as a network sees it."""


class ValueRange(msgspec.Struct, frozen=True):
    """The values of a picture of more than 8 bits that are shown as black and as white."""

    low: float
    high: float

    def is_sound(self) -> bool:
        """Whether there is something between its ends; a file may say anything."""
        return self.low < self.high and math.isfinite(self.high - self.low)


ValueRangeRule = Literal["automatic", "full"] | ValueRange
"""``automatic``: from each picture's own values; ``full``: all that its type can hold."""

AUTOMATIC: ValueRangeRule = "automatic"


class Phase(msgspec.Struct, frozen=True):
    """A part of a run with one set of trainable layers.

    ``learning_rate`` belongs to the head. The backbone's groups get rates spaced geometrically from
    ``learning_rate * backbone_lowest`` (earliest layers) to ``learning_rate * backbone_highest``;
    both are ignored while the backbone is frozen.
    """

    name: Literal["head only", "whole network"]
    trainable: Trainable
    epochs: Annotated[int, Meta(ge=0, le=100_000)]
    learning_rate: float
    backbone_lowest: float = 0.01
    backbone_highest: float = 0.1


class Augmentation(msgspec.Struct, frozen=True):
    """How training pictures are varied; fractions are of the image side, degrees are angles."""

    flip_horizontal: float = 0.5
    flip_vertical: float = 0.0
    rotation: float = 0.0
    shift: float = 0.1
    scale: float = 0.5
    brightness: float = 0.4
    saturation: float = 0.7
    hue: float = 0.015
    mosaic: float = 1.0


class Recipe(msgspec.Struct, frozen=True):
    """Task, architecture, schedule, augmentation, optimiser: everything but the data."""

    task: str
    architecture: str
    weights: str
    """Name of the pretrained weights in the catalogue."""
    image_size: ImageSize
    batch_size: Annotated[int, Meta(ge=1, le=4096)]
    phases: tuple[Phase, ...]
    augmentation: Augmentation = Augmentation()
    weight_decay: float = 0.01
    warmup: float = 0.05
    """Share of a phase's steps over which the rate rises to its value."""
    label_smoothing: float = 0.0
    gradient_clip: float = 1.0
    patience: int = 0
    """Epochs without a better validation metric after which the run stops; 0 for never."""

    @property
    def epochs(self) -> int:
        """Epochs of all phases together."""
        return sum(phase.epochs for phase in self.phases)


class ManifestClass(msgspec.Struct, frozen=True):
    """A label class as it was when the data set was frozen; its index is its place in the list."""

    id: int
    name: str
    color: str


class ManifestAnnotation(msgspec.Struct, frozen=True):
    """One label of the frozen data set."""

    id: int
    class_id: int
    geometry: Geometry


class ManifestImage(msgspec.Struct, frozen=True, omit_defaults=True):
    """One image of the frozen data set; ``path`` is relative to the root, with slashes."""

    id: int
    path: str
    width: int
    height: int
    split: Split
    group: str
    annotations: tuple[ManifestAnnotation, ...]
    """In the order in which they lie upon each other, the lowest first."""
    value_range: ValueRange | None = None
    """Of a picture of more than 8 bits."""
    content_hash: str = ""
    """Of the file that was labelled; empty in a data set of an older version."""


class DatasetManifest(msgspec.Struct, frozen=True):
    """A dataset version: the frozen list of annotations a run is trained on.

    It is written into the run folder as ``dataset.json``, so that a run needs no project file.
    """

    version_id: int
    root: str
    """Absolute folder that image paths are relative to, on the machine that froze the data set."""
    classes: tuple[ManifestClass, ...]
    images: tuple[ManifestImage, ...]

    def class_indices(self) -> dict[int, int]:
        """Map class ids to the index the model uses."""
        return {c.id: index for index, c in enumerate(self.classes)}

    def of_split(self, split: Split) -> tuple[ManifestImage, ...]:
        """Images of one split, in the manifest's order."""
        return tuple(image for image in self.images if image.split == split)


class JobSpec(msgspec.Struct, frozen=True):
    """Recipe + dataset version + seed + device: all an engine process needs; immutable."""

    run_id: str
    """Name of the run folder."""
    name: str
    """What the window calls the run."""
    created_at: str
    """ISO 8601, UTC."""
    recipe: Recipe
    dataset_version_id: int
    weights_path: str
    """Absolute path of the verified pretrained weights."""
    seed: int = 0
    device: str = "auto"
    """``auto``, ``cpu``, ``cuda``, ``cuda:N`` or ``mps``."""
    version: int = SPEC_VERSION


def thresholds_of(
    classes: tuple[ManifestClass, ...], score: float, by_class: tuple[float, ...]
) -> dict[int, float]:
    """The score from which a class counts as found, by class id.

    Args:
        classes: Of the model.
        score: For all classes, where they have none of their own.
        by_class: In the order of the classes; may be empty.
    """
    scores = by_class or (score,) * len(classes)
    return {row.id: score for row, score in zip(classes, scores, strict=True)}


ClassMetrics = dict[str, dict[str, float]]
"""Class name to validation figures by name, in 0..1; classes that do not occur are missing."""


class ObjectSizes(msgspec.Struct, frozen=True):
    """How large the pictures and the objects were that a detector learned from; in pixels."""

    picture: Annotated[int, Meta(ge=1, le=1 << 20)]
    """Typical longer side of the pictures."""
    usual: Annotated[float, Meta(gt=0, le=1 << 20)]
    """Median of the objects' longer sides."""
    largest: Annotated[float, Meta(gt=0, le=1 << 20)]
    """A longer side that one object in twenty exceeds."""


class ModelCard(msgspec.Struct, frozen=True):
    """What somebody needs to know to predict with a model; ``model/card.json`` in a run folder."""

    run_id: str
    task: str
    architecture: str
    classes: tuple[ManifestClass, ...]
    image_size: ImageSize
    metrics: dict[str, float]
    score_threshold: float
    """The score with the best F1 on the validation images; where a score slider starts."""
    file: str
    """Weights file, relative to the card."""
    sha256: str
    created_at: str
    object_sizes: ObjectSizes | None = None
    """What a detector learned from: it decides whether a picture is looked at in tiles as well."""
    class_metrics: ClassMetrics = {}
    class_thresholds: tuple[float, ...] = ()
    """The score from which each class counts as found, in the order of the classes, where each has
    its own."""

    def __post_init__(self) -> None:
        count = len(self.classes)
        if len({row.id for row in self.classes}) != count:
            raise ValueError("a class is there twice")
        if len(self.class_thresholds) not in (0, count):
            raise ValueError("there is not a threshold for each class")

    def thresholds(self) -> dict[int, float]:
        """The score from which a class counts as found, by class id."""
        return thresholds_of(self.classes, self.score_threshold, self.class_thresholds)
