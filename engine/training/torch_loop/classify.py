"""Classification: one class for each image."""

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy
from torchmetrics.functional.classification import multiclass_accuracy, multiclass_f1_score
from typing_extensions import override

from engine.datasets.images import Target
from engine.datasets.targets import ClassIndex
from engine.geometry.types import WholeImage
from engine.protocol.requests import Detection
from engine.protocol.specs import ClassMetrics, DatasetManifest, ManifestClass, ManifestImage
from engine.training.context import RunContext
from engine.training.torch_loop.fitting import fit_task
from engine.training.torch_loop.task_model import Calibration, Evaluation, Meter, TaskModel

LISTED_CLASSES = 3
"""Classes that are told of an image."""


def fit(run: RunContext) -> None:
    """Train a classifier."""
    fit_task(run, Classification)


class Classification(TaskModel):
    """Cross-entropy over the classes, smoothed as the recipe says."""

    @override
    def target(self, manifest: DatasetManifest) -> Target:
        return ClassIndex(manifest.class_indices())

    @override
    def loss(self, outputs: Tensor, targets: Tensor) -> Tensor:
        return cross_entropy(outputs, targets, label_smoothing=self.recipe.label_smoothing)

    @override
    def meter(self) -> Meter:
        return ClassificationMeter(self.classes)


class ClassificationMeter(Meter):
    """``macro_f1`` (the mean over the classes that occur) and ``accuracy``."""

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
        logits, labels, count = torch.cat(self._logits), torch.cat(self._labels), len(self._classes)
        macro_f1 = multiclass_f1_score(logits, labels, count, average="macro")
        accuracy = multiclass_accuracy(logits, labels, count, average="micro")
        # Without label smoothing.
        losses = cross_entropy(logits, labels, reduction="none")
        metrics = {"macro_f1": float(macro_f1), "accuracy": float(accuracy)}
        return Evaluation(metrics, float(losses.mean()), losses)

    @override
    def by_class(self) -> ClassMetrics:
        labels, count = torch.cat(self._labels), len(self._classes)
        scores = multiclass_f1_score(torch.cat(self._logits), labels, count, average="none")
        return {
            row.name: {"F1": float(score)}
            for c, (row, score) in enumerate(zip(self._classes, scores, strict=True))
            if (labels == c).any()
        }

    @override
    def calibrate(self) -> Calibration:
        """The score below which the model should rather stay silent, by the best F1.

        An answer is given if the highest probability reaches the threshold. Precision counts the
        correct ones among the answers, recall among all images.
        """
        scores, answers = torch.cat(self._logits).softmax(1).max(1)
        order = scores.argsort(descending=True)
        correct = (answers == torch.cat(self._labels))[order].cumsum(0)
        answered = torch.arange(1, len(order) + 1)
        # F1 = 2 tp / (answers + images).
        f1 = 2 * correct / (answered + len(order))
        return Calibration(float(scores[order][f1.argmax()]))

    @override
    def detections(self, index: int, image: ManifestImage) -> tuple[Detection, ...]:
        scores = torch.cat(self._logits)[index].softmax(0)
        best = scores.topk(min(LISTED_CLASSES, len(scores))).indices.tolist()
        return tuple(Detection(self._classes[c].id, WholeImage(), float(scores[c])) for c in best)
