"""Semantic segmentation: the class of every pixel."""

import msgspec
import torch
from segmentation_models_pytorch.losses import DiceLoss
from torch import Tensor
from torch.nn.functional import cross_entropy
from typing_extensions import override

from engine.datasets.class_maps import ClassMap, enlarged, masks_of
from engine.datasets.images import Target
from engine.protocol.requests import Detection
from engine.protocol.specs import ClassMetrics, DatasetManifest, ManifestClass, ManifestImage
from engine.protocol.validation_images import MOST_IMAGES
from engine.training.context import RunContext
from engine.training.torch_loop.fitting import fit_task
from engine.training.torch_loop.task_model import (
    Calibration,
    Evaluation,
    Meter,
    TaskModel,
    mean_of,
)

SCORE = 0.5
"""Mean probability from which a mask counts."""


def fit(run: RunContext) -> None:
    """Train a semantic segmenter."""
    fit_task(run, SemanticSegmentation)


class SemanticSegmentation(TaskModel):
    """Cross-entropy and Dice together; the background is one more class, the first."""

    uncalibrated = Calibration(SCORE)

    @override
    def target(self, manifest: DatasetManifest) -> Target:
        return ClassMap(manifest.class_indices())

    @override
    def loss(self, outputs: Tensor, targets: Tensor) -> Tensor:
        wanted = targets.long()
        return cross_entropy(outputs, wanted) + DiceLoss(mode="multiclass")(outputs, wanted)

    @override
    def meter(self) -> Meter:
        return SegmentationMeter(self.classes)


class _Answer(msgspec.Struct, frozen=True):
    """The answer to one image: (S, S) outputs as int16, and their probabilities as uint8."""

    outputs: Tensor
    scores: Tensor


class SegmentationMeter(Meter):
    """``mIoU`` and ``Dice``: means over the classes that occur, the background left out.

    Both are of all pixels of the split together (PASCAL VOC's way), not means over images.
    """

    def __init__(self, classes: tuple[ManifestClass, ...]) -> None:
        self._classes = classes
        outputs = len(classes) + 1
        self._confusion = torch.zeros(outputs, outputs, dtype=torch.long)
        self._losses: list[float] = []
        self._kept: dict[int, _Answer] = {}

    @override
    def update(self, outputs: Tensor, targets: Tensor) -> None:
        wanted, count = targets.long(), len(self._confusion)
        scores, answers = outputs.softmax(1).max(1)
        pairs = wanted * count + answers
        self._confusion += torch.bincount(pairs.flatten(), minlength=count**2).view(count, count)
        losses = cross_entropy(outputs, wanted, reduction="none").mean((1, 2)).tolist()
        for answer, score, loss in zip(answers, scores, losses, strict=True):
            self._kept[len(self._losses)] = _Answer(answer.to(torch.int16), (score * 255).byte())
            self._losses.append(loss)
            if len(self._kept) > MOST_IMAGES:
                del self._kept[min(self._kept, key=lambda index: (self._losses[index], -index))]

    @override
    def result(self) -> Evaluation:
        classes, losses = self.by_class(), torch.tensor(self._losses)
        metrics = {"mIoU": mean_of("IoU", classes), "Dice": mean_of("Dice", classes)}
        return Evaluation(metrics, float(losses.mean()), losses)

    @override
    def by_class(self) -> ClassMetrics:
        hits = self._confusion.diagonal().tolist()
        both = (self._confusion.sum(0) + self._confusion.sum(1)).tolist()
        return {
            row.name: {
                "IoU": hits[output] / (both[output] - hits[output]),
                "Dice": 2 * hits[output] / both[output],
            }
            for output, row in enumerate(self._classes, start=1)
            if both[output]
        }

    @override
    def calibrate(self) -> Calibration:
        return Calibration(SCORE)

    @override
    def detections(self, index: int, image: ManifestImage) -> tuple[Detection, ...]:
        kept, size = self._kept[index], (image.height, image.width)
        answers = enlarged(kept.outputs.numpy(), *size)
        scores = enlarged(kept.scores.numpy() / 255, *size)
        return masks_of(answers, scores, self._classes)
