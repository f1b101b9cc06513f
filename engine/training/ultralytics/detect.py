"""Object detection by Ultralytics."""

from ultralytics.models.yolo.detect import DetectionTrainer, DetectionValidator

from engine.training.context import RunContext
from engine.training.ultralytics.fitting import fit_kind
from engine.training.ultralytics.kind import YoloKind
from engine.training.ultralytics.trainer import PhasedTraining
from engine.training.ultralytics.validation import RememberingValidation


class PhasedDetectionValidator(RememberingValidation, DetectionValidator):
    """Measures boxes."""


class PhasedDetectionTrainer(PhasedTraining, DetectionTrainer):
    """Trains boxes."""

    validator_class = PhasedDetectionValidator


DETECTION = YoloKind(
    name="detect",
    trainer=PhasedDetectionTrainer,
    metrics={"metrics/mAP50-95(B)": "mAP50-95", "metrics/mAP50(B)": "mAP50"},
    has_outlines=False,
)
PhasedDetectionTrainer.kind = DETECTION


def fit(run: RunContext) -> None:
    """Train a detector."""
    fit_kind(run, DETECTION)
