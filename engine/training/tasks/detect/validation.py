"""Validation that also remembers what it saw on each picture."""

from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np
from typing_extensions import override
from ultralytics.models.yolo.detect import DetectionValidator

from engine.datasets.detection import DetectionSample
from engine.geometry.types import Box
from engine.protocol.requests import Detection
from engine.protocol.validation_images import ImagePrediction

LOWEST_SCORE = 0.05
"""Predictions below this are noise nobody looks at."""

SHOWN_PICTURES = 64
"""Pictures in the list of the worst."""

UNKNOWN_THRESHOLD = 0.25
"""Ultralytics' default score, used while nothing was validated or nothing was found."""


class SeenPicture(msgspec.Struct, frozen=True):
    """What the network said about a picture; arrays of length n."""

    path: str
    boxes: Any
    """(n, 4) float: left, top, right, bottom in pixels of the picture as displayed."""
    scores: Any
    indices: Any
    """Class indices."""
    hits: Any
    """Whether it matches a true box of the class with an IoU of at least 0.5."""


class PictureValidator(DetectionValidator):
    """Ultralytics' validator with a memory for pictures."""

    seen_pictures: list[SeenPicture]

    @override
    def init_metrics(self, model: Any) -> None:
        """Begin a validation."""
        self.seen_pictures = []
        super().init_metrics(model)

    @override
    def _process_batch(self, preds: dict[str, Any], batch: dict[str, Any]) -> dict[str, Any]:
        result = super()._process_batch(preds, batch)
        self.seen_pictures.append(
            SeenPicture(
                path=batch["im_file"],
                boxes=self.scale_preds(preds, batch)["bboxes"].cpu().numpy(),
                scores=preds["conf"].cpu().numpy(),
                indices=preds["cls"].cpu().numpy().astype(int),
                hits=result["tp"][:, 0],
            )
        )
        return result

    def best_threshold(self) -> float:
        """Return the score with the best mean F1 over the classes."""
        curve = np.asarray(self.metrics.box.f1_curve)
        if curve.size == 0 or not curve.any():
            return UNKNOWN_THRESHOLD
        return float(np.asarray(self.metrics.box.px)[curve.mean(0).argmax()])


def worst_pictures(
    seen: list[SeenPicture],
    samples: tuple[DetectionSample, ...],
    class_ids: Sequence[int],
    threshold: float,
) -> tuple[ImagePrediction, ...]:
    """Return what was predicted, the worst pictures first.

    Args:
        seen: What the network said.
        samples: The validation pictures.
        class_ids: LabelClass ids by class index.
        threshold: The score from which a prediction counts as one.
    """
    by_path = {str(sample.path): sample for sample in samples}
    pictures = [
        ImagePrediction(
            image_id=by_path[one.path].image.id,
            badness=1.0 - _f1(one, len(by_path[one.path].boxes), threshold),
            detections=_detections(one, class_ids),
        )
        for one in seen
    ]
    return tuple(sorted(pictures, key=lambda picture: -picture.badness)[:SHOWN_PICTURES])


def _f1(seen: SeenPicture, truths: int, threshold: float) -> float:
    counts = seen.scores >= threshold
    found, hits = int(counts.sum()), int(seen.hits[counts].sum())
    # A picture of nothing in which nothing was found is right.
    return 2 * hits / (found + truths) if found + truths else 1.0


def _detections(seen: SeenPicture, class_ids: Sequence[int]) -> tuple[Detection, ...]:
    rows = zip(seen.boxes.tolist(), seen.scores.tolist(), seen.indices.tolist(), strict=True)
    return tuple(
        Detection(class_ids[index], Box(*box), score)
        for box, score, index in rows
        if score >= LOWEST_SCORE
    )
