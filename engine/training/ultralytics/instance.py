"""Instance segmentation by Ultralytics."""

from typing import Any

from typing_extensions import override
from ultralytics.models.yolo.segment import SegmentationTrainer, SegmentationValidator

from engine.geometry.masks import encode
from engine.geometry.types import Mask
from engine.training.context import RunContext
from engine.training.ultralytics.fitting import fit_kind
from engine.training.ultralytics.kind import YoloKind
from engine.training.ultralytics.trainer import PhasedTraining
from engine.training.ultralytics.validation import LOWEST_SCORE, RememberingValidation


class PhasedSegmentationValidator(RememberingValidation, SegmentationValidator):
    """Measures masks."""

    hits_key = "tp_m"

    @override
    def packed_masks(self, scaled: dict[str, Any]) -> list[Mask]:
        """Encode the masks; those that nobody looks at are left empty."""
        pixels = scaled["masks"].cpu().numpy().astype(bool)
        scores = scaled["conf"].cpu().numpy()
        return [
            encode(one if score >= LOWEST_SCORE else one & False)
            for one, score in zip(pixels, scores, strict=True)
        ]

    @override
    def curves(self) -> Any:
        """Return the metric of masks."""
        return self.metrics.seg


class PhasedSegmentationTrainer(PhasedTraining, SegmentationTrainer):
    """Trains masks."""

    validator_class = PhasedSegmentationValidator


SEGMENTATION = YoloKind(
    name="segment",
    trainer=PhasedSegmentationTrainer,
    metrics={
        "metrics/mAP50-95(M)": "mask mAP50-95",
        "metrics/mAP50(M)": "mask mAP50",
        "metrics/mAP50-95(B)": "mAP50-95",
        "metrics/mAP50(B)": "mAP50",
    },
    has_outlines=True,
)
PhasedSegmentationTrainer.kind = SEGMENTATION


def fit(run: RunContext) -> None:
    """Train an instance segmenter."""
    fit_kind(run, SEGMENTATION)
