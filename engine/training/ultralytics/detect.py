"""Object detection by Ultralytics."""

from ultralytics.models.yolo.detect import DetectionTrainer, DetectionValidator

from engine.training.context import RunContext
from engine.training.ultralytics.fitting import fit_with
from engine.training.ultralytics.kind import YoloKind
from engine.training.ultralytics.trainer import PhasedTraining
from engine.training.ultralytics.validation import RememberingValidation


class PhasedDetectionValidator(RememberingValidation, DetectionValidator):
    """Measures boxes."""


DETECTION = YoloKind(
    name="detect",
    metrics={"metrics/mAP50-95(B)": "mAP50-95", "metrics/mAP50(B)": "mAP50"},
    has_outlines=False,
)


class PhasedDetectionTrainer(PhasedTraining, DetectionTrainer):
    """Trains boxes."""

    kind = DETECTION
    validator_class = PhasedDetectionValidator


def fit(run: RunContext) -> None:
    """Train a detector."""
    fit_with(run, PhasedDetectionTrainer)
