"""Multi-label classification: of each class, whether an image shows it."""

import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits
from torchmetrics.functional.classification import binary_average_precision, binary_f1_score
from typing_extensions import override

from engine.datasets.images import Target
from engine.datasets.targets import LabelVector
from engine.geometry.types import WholeImage
from engine.protocol.requests import Detection
from engine.protocol.specs import ClassMetrics, DatasetManifest, ManifestClass, ManifestImage
from engine.training.context import RunContext
from engine.training.torch_loop.fitting import fit_task
from engine.training.torch_loop.task_model import (
    Calibration,
    Evaluation,
    Meter,
    TaskModel,
    mean_of,
)

UNDECIDED = 0.5
"""Threshold of a class that no validation image shows, and of all without validation images."""


def fit(run: RunContext) -> None:
    """Train a multi-label classifier."""
    fit_task(run, MultilabelClassification)


class MultilabelClassification(TaskModel):
    """A sigmoid and binary cross-entropy for each class."""

    uncalibrated = Calibration(UNDECIDED)

    @override
    def target(self, manifest: DatasetManifest) -> Target:
        return LabelVector(manifest.class_indices())

    @override
    def loss(self, outputs: Tensor, targets: Tensor) -> Tensor:
        return binary_cross_entropy_with_logits(outputs, targets)

    @override
    def meter(self) -> Meter:
        return MultilabelMeter(self.classes)


class MultilabelMeter(Meter):
    """``mAP``, the mean average precision, and ``macro_f1`` at 0.5, over the classes that occur."""

    def __init__(self, classes: tuple[ManifestClass, ...]) -> None:
        self._classes = classes
        self._logits: list[Tensor] = []
        self._labels: list[Tensor] = []

    @override
    def update(self, outputs: Tensor, targets: Tensor) -> None:
        self._logits.append(outputs)
        self._labels.append(targets)

    @override
    def result(self) -> Evaluation:
        logits, labels = torch.cat(self._logits), torch.cat(self._labels)
        losses = binary_cross_entropy_with_logits(logits, labels, reduction="none").mean(1)
        classes = self.by_class()
        metrics = {"mAP": mean_of("AP", classes), "macro_f1": mean_of("F1", classes)}
        return Evaluation(metrics, float(losses.mean()), losses)

    @override
    def calibrate(self) -> Calibration:
        """A threshold for each class, with its best F1; the lowest hides no class that has it."""
        scores, labels = torch.cat(self._logits).sigmoid(), torch.cat(self._labels)
        thresholds = tuple(
            best_threshold(scores[:, c], labels[:, c]) for c in range(len(self._classes))
        )
        return Calibration(min(thresholds), thresholds)

    @override
    def by_class(self) -> ClassMetrics:
        scores, labels = torch.cat(self._logits).sigmoid(), torch.cat(self._labels).int()
        return {
            row.name: {
                "AP": float(binary_average_precision(scores[:, c], labels[:, c])),
                "F1": float(binary_f1_score(scores[:, c], labels[:, c])),
            }
            for c, row in enumerate(self._classes)
            if labels[:, c].any()
        }

    @override
    def detections(self, index: int, image: ManifestImage) -> tuple[Detection, ...]:
        scores = torch.cat(self._logits)[index].sigmoid()
        return tuple(
            Detection(self._classes[c].id, WholeImage(), float(scores[c]))
            for c in scores.argsort(descending=True).tolist()
        )


def best_threshold(scores: Tensor, labels: Tensor) -> float:
    """The score of (N,) with the best F1 against (N,) labels of 0 and 1.

    It lies halfway between the last image that is taken and the next, so that it holds for images
    that score a little lower.
    """
    if not labels.any():
        return UNDECIDED
    order = scores.argsort(descending=True)
    hits = labels[order].cumsum(0)
    f1 = 2 * hits / (torch.arange(1, len(order) + 1) + labels.sum())
    last = int(f1.argmax())
    following = scores[order[last + 1]] if last + 1 < len(order) else torch.zeros(())
    return float((scores[order[last]] + following) / 2)
