"""Validation: a network looks at images as it does when predicting, and is judged by the truth."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from engine.datasets.detection import DetectionSample, read_bgr
from engine.images import UnreadableImage
from engine.inference.detection_pipeline import DetectionPipeline, of_one_shape
from engine.inference.detector import detections_of
from engine.inference.letterbox import Letterbox
from engine.inference.views import FoundObjects
from engine.protocol.specs import ClassMetrics, ManifestClass, ObjectSizes
from engine.protocol.validation_images import MOST_IMAGES, ImagePrediction
from engine.training.average_precision import judge
from engine.training.context import RunContext
from engine.training.ultralytics.judged_objects import found_objects, true_objects
from engine.training.ultralytics.kind import YoloKind
from engine.training.ultralytics.truth import truth_batch

Loss = Callable[[dict[str, Any], Any], dict[str, torch.Tensor]]
"""The parts of a network's loss, given a batch of Ultralytics' and the answer to it."""

LOWEST_SCORE = 0.01
"""Predictions below this change no figure by more than its last digit, and cost time."""

LOWEST_SHOWN = 0.05
"""Predictions below this are noise nobody looks at."""

UNKNOWN_THRESHOLD = 0.25
"""Ultralytics' default score, used while nothing was validated or nothing was found."""

KEPT_BYTES = 1 << 29
"""Images as the network sees them are kept from epoch to epoch up to this size."""


class Validated(msgspec.Struct, frozen=True):
    """What came of a validation."""

    metrics: dict[str, float]
    losses: dict[str, float]
    """Means over the images, by Ultralytics' names."""
    score_threshold: float
    class_metrics: ClassMetrics
    samples: list[DetectionSample]
    """What was looked at: images that could be read."""
    found: list[FoundObjects]
    """Of each sample."""
    hits: list[NDArray[np.bool_]]
    """Of each sample: which of the found objects are there."""


UNMEASURED = Validated({}, {}, UNKNOWN_THRESHOLD, {}, [], [], [])
"""Of no images."""


class Validation:
    """Validates a network on the samples of a split.

    Args:
        samples: The images.
        kind: The task.
        classes: Of the model.
        batch_size: Images that go through the network together.
        run: Its wishes are obeyed before each batch, and it tells of images that cannot be read.
    """

    def __init__(
        self,
        samples: Sequence[DetectionSample],
        kind: YoloKind,
        classes: Sequence[ManifestClass],
        batch_size: int,
        run: RunContext,
    ) -> None:
        self._samples = samples
        self._kind = kind
        self._classes = classes
        self._batch_size = batch_size
        self._run = run
        self._lost: set[int] = set()
        self._views: dict[int, Letterbox] = {}
        self._truths = [
            [true_objects(sample, iou_type) for sample in samples] for iou_type in kind.judged
        ]

    def __call__(self, pipeline: DetectionPipeline, loss: Loss | None = None) -> Validated | None:
        """Look at all images; None if none of them can be read any more.

        Args:
            pipeline: Looks with the network.
            loss: The network's loss, if that is to be measured, too.
        """
        found: dict[int, FoundObjects] = {}
        losses: defaultdict[str, float] = defaultdict(float)
        for first in range(0, len(self._samples), self._batch_size):
            self._run.check_control()
            numbers = range(first, min(first + self._batch_size, len(self._samples)))
            found |= self._looked_at(numbers, pipeline, loss, losses)
        means = {name: value / len(found) for name, value in losses.items()}
        return self._judged(found, means) if found else None

    def _looked_at(
        self,
        numbers: Sequence[int],
        pipeline: DetectionPipeline,
        loss: Loss | None,
        losses: defaultdict[str, float],
    ) -> dict[int, FoundObjects]:
        views = {number: view for number in numbers if (view := self._view(number, pipeline))}
        present = list(views)
        found: dict[int, FoundObjects] = {}
        for group in of_one_shape(list(views.values())):
            chosen = [present[place] for place in group]
            some, samples = [views[n] for n in chosen], [self._samples[n] for n in chosen]
            answer = pipeline.answer(some)
            if loss is not None:
                parts = loss(truth_batch(some, samples, self._kind), answer)
                for name, value in parts.items():
                    losses[name] += float(value) * len(some)
            objects = pipeline.objects(answer, some, LOWEST_SCORE)
            found.update(zip(chosen, objects, strict=True))
        return {number: self._with_tiles(number, found[number], pipeline) for number in present}

    def _view(self, number: int, pipeline: DetectionPipeline) -> Letterbox | None:
        if (kept := self._views.get(number)) is not None:
            return kept
        if (picture := self._read(number)) is None:
            return None
        view = pipeline.view(picture)
        if view.pixels.nbytes * len(self._samples) <= KEPT_BYTES:
            self._views[number] = view
        return view

    def _with_tiles(
        self, number: int, whole: FoundObjects, pipeline: DetectionPipeline
    ) -> FoundObjects:
        image, found = self._samples[number].image, whole
        if pipeline.needs_tiles(image.width, image.height):
            picture = self._read(number)
            if picture is not None:
                found = pipeline.with_tiles(picture, whole, LOWEST_SCORE, self._run.check_control)
        return with_outlines(found) if self._kind.has_outlines else found

    def _read(self, number: int) -> NDArray[np.uint8] | None:
        """Read a picture; None if it cannot be read any more, which is told once."""
        sample = self._samples[number]
        if number in self._lost:
            return None
        try:
            return read_bgr(sample.path, sample.image.value_range)
        except UnreadableImage:
            self._lost.add(number)
            self._run.leave_out(sample.image)
            return None

    def _judged(self, found: dict[int, FoundObjects], losses: dict[str, float]) -> Validated:
        samples = [self._samples[number] for number in found]
        judged = [
            judge(
                [truth[number] for number in found],
                [
                    found_objects(objects, self._samples[number], iou_type)
                    for number, objects in found.items()
                ],
                iou_type,
            )
            for truth, iou_type in zip(self._truths, self._kind.judged, strict=True)
        ]
        metrics: dict[str, float] = {}
        for result, prefix in zip(judged, self._kind.judged.values(), strict=True):
            metrics |= {f"{prefix}mAP50-95": result.mean(), f"{prefix}mAP50": result.mean(0, 1)}
        first = judged[0]
        return Validated(
            metrics=metrics,
            losses=losses,
            score_threshold=UNKNOWN_THRESHOLD if first.threshold is None else first.threshold,
            class_metrics={
                self._classes[index].name: {"AP50-95": float(ap.mean()), "AP50": float(ap[0])}
                for index, ap in first.precisions.items()
            },
            samples=samples,
            found=list(found.values()),
            hits=first.hits,
        )


def pipeline_of(
    run: RunContext, network: nn.Module, kind: YoloKind, sizes: ObjectSizes | None
) -> DetectionPipeline:
    """Look with a network of a run as its model will, when it predicts.

    Args:
        run: The run.
        network: In eval mode, on the run's device.
        kind: The task.
        sizes: What it learns from.
    """
    return DetectionPipeline(
        network,
        len(run.manifest.classes),
        run.spec.recipe.image_size,
        sizes,
        run.device,
        has_outlines=kind.has_outlines,
    )


def with_outlines(found: FoundObjects) -> FoundObjects:
    """Leave out what has no outline."""
    rows = [row for row, outline in enumerate(found.outlines) if outline is not None]
    return FoundObjects(found.boxes[rows], [found.outlines[row] for row in rows])


def worst_images(
    validated: Validated,
    classes: Sequence[ManifestClass],
    *,
    has_outlines: bool,
) -> tuple[ImagePrediction, ...]:
    """Return what was predicted, the worst images first.

    Args:
        validated: What came of the validation.
        classes: Of the model.
        has_outlines: Whether outlines are shown, and not boxes.
    """
    badness = [
        1.0 - _f1(found.boxes[:, 4].numpy(), hits, len(sample.indices), validated.score_threshold)
        for found, hits, sample in zip(
            validated.found, validated.hits, validated.samples, strict=True
        )
    ]
    worst = sorted(range(len(badness)), key=lambda number: -badness[number])[:MOST_IMAGES]
    return tuple(
        ImagePrediction(
            validated.samples[number].image.id,
            badness[number],
            tuple(
                detection
                for detection in detections_of(
                    validated.found[number], classes, has_outlines=has_outlines
                )
                if detection.score >= LOWEST_SHOWN
            ),
        )
        for number in worst
    )


def _f1(
    scores: NDArray[np.float64], hits: NDArray[np.bool_], truths: int, threshold: float
) -> float:
    counts = scores >= threshold
    found, right = int(counts.sum()), int(hits[counts].sum())
    # An image of nothing in which nothing was found is right.
    return 2 * right / (found + truths) if found + truths else 1.0
