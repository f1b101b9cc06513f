"""Validation that also remembers what it saw on each image."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
import torch
from typing_extensions import override

from engine.datasets.detection import DetectionSample
from engine.geometry.types import Box, Geometry
from engine.protocol.requests import Detection
from engine.protocol.specs import ClassMetrics
from engine.protocol.validation_images import MOST_IMAGES, ImagePrediction

if TYPE_CHECKING:
    from ultralytics.models.yolo.detect import DetectionValidator as Base
else:
    Base = object

LOWEST_SCORE = 0.05
"""Predictions below this are noise nobody looks at."""

UNKNOWN_THRESHOLD = 0.25
"""Ultralytics' default score, used while nothing was validated or nothing was found."""


class SeenImage(msgspec.Struct, frozen=True):
    """What the network said about an image with at least ``LOWEST_SCORE``; arrays of length n."""

    path: str
    geometries: list[Geometry | None]
    """n, on the image as displayed; None for what lies beside it."""
    scores: Any
    indices: Any
    """Class indices."""
    hits: Any
    """Whether it matches a true object of the class with an IoU of at least 0.5."""


class RememberingValidation(Base):
    """Mixed into a validator of Ultralytics': it remembers what it saw."""

    hits_key = "tp"
    """What Ultralytics calls the matches that count."""
    seen_images: list[SeenImage]
    names: dict[int, str]

    @override
    def init_metrics(self, model: Any) -> None:
        """Begin a validation."""
        self.seen_images = []
        super().init_metrics(model)

    @override
    def _process_batch(self, preds: dict[str, Any], batch: dict[str, Any]) -> dict[str, Any]:
        result = super()._process_batch(preds, batch)
        boxes = self.scale_preds(preds, batch)["bboxes"]
        is_kept = (preds["conf"] >= LOWEST_SCORE).cpu()
        kept = {name: values[is_kept.to(values.device)] for name, values in preds.items()}
        self.seen_images.append(
            SeenImage(
                path=batch["im_file"],
                geometries=self.outlines(kept, batch, boxes.cpu()[is_kept]),
                scores=kept["conf"].cpu().numpy(),
                indices=kept["cls"].cpu().numpy().astype(int),
                hits=result[self.hits_key][is_kept.numpy(), 0],
            )
        )
        return result

    def outlines(
        self, preds: dict[str, Any], batch: dict[str, Any], boxes: torch.Tensor
    ) -> list[Geometry | None]:
        """Return what is kept of the predictions, in memory for all images of the split.

        Args:
            preds: Ultralytics' predictions for one image, of the network's padded input.
            batch: The image and its truth.
            boxes: (n, 4) tensor on the CPU: left, top, right, bottom in pixels of the image as
                displayed.
        """
        return [Box(*box) for box in boxes.tolist()]

    def curves(self) -> Any:  # noqa: ANN401  Ultralytics has no types
        """Return Ultralytics' metric whose curve of F1 gives the threshold."""
        return self.metrics.box

    def by_class(self) -> ClassMetrics:
        """Return the average precision of each class that occurs."""
        metric = self.curves()
        figures = zip(metric.ap_class_index, metric.ap, metric.ap50, strict=True)
        return {
            self.names[int(index)]: {"AP50-95": float(ap), "AP50": float(ap50)}
            for index, ap, ap50 in figures
        }

    def best_threshold(self) -> float:
        """Return the score with the best mean F1 over the classes."""
        metric = self.curves()
        curve = np.asarray(metric.f1_curve)
        if curve.size == 0 or not curve.any():
            return UNKNOWN_THRESHOLD
        return float(np.asarray(metric.px)[curve.mean(0).argmax()])


def worst_images(
    seen: list[SeenImage],
    samples: tuple[DetectionSample, ...],
    class_ids: Sequence[int],
    threshold: float,
) -> tuple[ImagePrediction, ...]:
    """Return what was predicted, the worst images first.

    Args:
        seen: What the network said.
        samples: The validation images.
        class_ids: LabelClass ids by class index.
        threshold: The score from which a prediction counts as one.
    """
    by_path = {str(sample.path): sample for sample in samples}
    badness = [1.0 - _f1(one, len(by_path[one.path].boxes), threshold) for one in seen]
    worst = sorted(zip(badness, seen, strict=True), key=lambda pair: -pair[0])[:MOST_IMAGES]
    return tuple(
        ImagePrediction(by_path[one.path].image.id, bad, _detections(one, class_ids))
        for bad, one in worst
    )


def _f1(seen: SeenImage, truths: int, threshold: float) -> float:
    counts = seen.scores >= threshold
    found, hits = int(counts.sum()), int(seen.hits[counts].sum())
    # An image of nothing in which nothing was found is right.
    return 2 * hits / (found + truths) if found + truths else 1.0


def _detections(seen: SeenImage, class_ids: Sequence[int]) -> tuple[Detection, ...]:
    return tuple(
        Detection(class_ids[int(index)], geometry, float(score))
        for geometry, index, score in zip(seen.geometries, seen.indices, seen.scores, strict=True)
        if geometry is not None
    )
