"""Instance segmentation by Ultralytics."""

from ultralytics.models.yolo.segment import SegmentationTrainer

from engine.training.context import RunContext
from engine.training.ultralytics.fitting import fit_with
from engine.training.ultralytics.kind import YoloKind
from engine.training.ultralytics.trainer import PhasedTraining


class PhasedSegmentationTrainer(PhasedTraining, SegmentationTrainer):
    """Trains masks."""

    kind = YoloKind(name="segment", judged={"segm": "mask ", "bbox": ""}, has_outlines=True)


def fit(run: RunContext) -> None:
    """Train an instance segmenter."""
    fit_with(run, PhasedSegmentationTrainer)
