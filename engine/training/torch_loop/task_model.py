"""What a task gives the loop: a network, its data, a loss, and how good the answers are."""

from abc import ABC, abstractmethod
from pathlib import Path

import msgspec
from torch import Tensor

from engine.architectures.network import Network, build
from engine.datasets.files import sound_images
from engine.datasets.images import ImageDataset, Target, count_by_class
from engine.protocol.events import DataReady
from engine.protocol.requests import Detection
from engine.protocol.specs import ClassMetrics, DatasetManifest, JobSpec, ManifestImage, Split
from engine.tasks.figures import figures_of, warnings_of
from engine.tasks.table import find_task

_SPLITS: tuple[Split, ...] = ("train", "val", "test")


class Evaluation(msgspec.Struct, frozen=True):
    """How good a network is on N images."""

    metrics: dict[str, float]
    """In 0..1."""
    loss: float
    losses: Tensor
    """(N,) how badly each image was answered."""


class Calibration(msgspec.Struct, frozen=True):
    """Scores from which an answer counts."""

    score: float
    by_class: tuple[float, ...] = ()


class Meter(ABC):
    """Takes in the answers to the images of a split, batch by batch."""

    @abstractmethod
    def update(self, outputs: Tensor, targets: Tensor) -> None:
        """Take in a batch, on the CPU."""

    @abstractmethod
    def result(self) -> Evaluation:
        """What all of it comes to."""

    @abstractmethod
    def calibrate(self) -> Calibration:
        """The scores with the best F1."""

    @abstractmethod
    def detections(self, index: int, image: ManifestImage) -> tuple[Detection, ...]:
        """What was said about the image taken in at that place, in its pixels, surest first.

        Asked of the ``MOST_IMAGES`` with the greatest losses only.
        """

    @abstractmethod
    def by_class(self) -> ClassMetrics:
        """Figures of each class that occurs."""


class LoopData(msgspec.Struct, frozen=True):
    """What a run learns from and is measured by. Test images are only ever evaluated."""

    train: ImageDataset
    val: ImageDataset
    test: ImageDataset
    report: DataReady


class TaskModel(ABC):
    """A task in the loop.

    Args:
        spec: The run.
        manifest: Its data set.

    Attributes:
        network: In training; it begins with random weights, the same ones at every attempt.
        data: The images with their targets; nothing is decoded yet.
    """

    uncalibrated = Calibration(0.0)
    """What counts without validation images."""
    network: Network
    data: LoopData

    def __init__(self, spec: JobSpec, manifest: DatasetManifest) -> None:
        self.recipe = spec.recipe
        self.classes = manifest.classes
        self.task = find_task(spec.recipe.task)
        manifest, warnings = sound_images(manifest)
        self.task.check(manifest)
        target = self.target(manifest)
        self.data = _read_data(manifest, spec.recipe.image_size, target, warnings)
        outputs = self.task.outputs(len(self.classes))
        self.network = build(spec.recipe.architecture, outputs)

    def rank(self, result: Evaluation) -> tuple[float, float]:
        """What the best epoch is chosen by; with few images many epochs tie, the loss decides."""
        return (round(result.metrics[self.task.metrics[0].name], 4), -result.loss)

    @abstractmethod
    def target(self, manifest: DatasetManifest) -> Target:
        """What is to be learned about an image."""

    @abstractmethod
    def loss(self, outputs: Tensor, targets: Tensor) -> Tensor:
        """Mean loss of a batch."""

    @abstractmethod
    def meter(self) -> Meter:
        """A meter for one split."""


def mean_of(metric: str, classes: ClassMetrics) -> float:
    """The mean of a figure over classes; 0 without any."""
    return sum(figures[metric] for figures in classes.values()) / max(len(classes), 1)


def _read_data(
    manifest: DatasetManifest, size: int, target: Target, warnings: tuple[str, ...]
) -> LoopData:
    root = Path(manifest.root)

    def of(split: Split) -> ImageDataset:
        return ImageDataset(manifest.of_split(split), root, size, target)

    sets = {split: of(split) for split in _SPLITS}
    report = DataReady(
        counts={split: len(images) for split, images in sets.items()},
        objects=count_by_class(manifest, "train"),
        warnings=(*warnings, *warnings_of(figures_of(manifest))),
    )
    return LoopData(sets["train"], sets["val"], sets["test"], report)
