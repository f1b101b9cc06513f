"""Object detection by Ultralytics."""

from ultralytics.models.yolo.detect import DetectionTrainer

from engine.training.context import RunContext
from engine.training.ultralytics.fitting import fit_with
from engine.training.ultralytics.kind import YoloKind
from engine.training.ultralytics.trainer import PhasedTraining


class PhasedDetectionTrainer(PhasedTraining, DetectionTrainer):
    """Trains boxes."""

    kind = YoloKind(name="detect", judged={"bbox": ""}, has_outlines=False)


def fit(run: RunContext) -> None:
    """Train a detector."""
    fit_with(run, PhasedDetectionTrainer)
