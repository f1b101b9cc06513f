"""Instance segmentation: the outline of every object."""

from engine.protocol.specs import Recipe
from engine.protocol.translation import QT_TRANSLATE_NOOP
from engine.tasks.detect import DETECT, INPUT, USAGE, yolo_recipe
from engine.tasks.figures import DataFigures
from engine.tasks.spec import Metric, TaskSpec


def recommend(figures: DataFigures, has_gpu: bool) -> Recipe:
    """The default recipe."""
    return yolo_recipe("instance", "yolo26n-seg", figures, has_gpu)


INSTANCE = TaskSpec(
    name="instance",
    title=QT_TRANSLATE_NOOP("Tasks", "Instance segmentation"),
    question=QT_TRANSLATE_NOOP("Tasks", "Outline objects: trace the outline of each one"),
    plan=QT_TRANSLATE_NOOP("Tasks", "To find these in pictures, with the outline of each:"),
    learns_from=frozenset({"polygon", "mask"}),
    class_kind="polygon",
    metrics=(
        Metric("mask mAP50-95", QT_TRANSLATE_NOOP("Metrics", "mask mAP50-95")),
        Metric("mask mAP50", QT_TRANSLATE_NOOP("Metrics", "mask mAP50")),
        *DETECT.metrics,
    ),
    recommend=recommend,
    trainer="engine.training.ultralytics.instance:fit",
    predictor="engine.inference.detector:InstanceSegmenter",
    network="engine.architectures.yolo:traceable",
    usual_format="yolo-segment",
    input=INPUT,
    output=(
        "float32 (1, 4 + {classes} + 32, n): centre x, centre y, width, height in pixels of the "
        "input, a score for each class, 32 coefficients; and (1, 32, {size} / 4, {size} / 4): the "
        "prototypes whose sum with these coefficients is a mask where it is above 0; non-maximum "
        "suppression (IoU 0.5) is still to be done"
    ),
    usage=USAGE,
    negatives=DETECT.negatives,
    needs_validation=True,
    undecided_at=0.5,
)
