"""Object detection: a box around every object."""

import math

from engine.protocol.specs import Phase, Recipe
from engine.protocol.translation import QT_TRANSLATE_NOOP
from engine.tasks.figures import DataFigures, by_size
from engine.tasks.spec import REVIEWED, VERIFIED_EMPTY, Metric, TaskSpec

SIDES = {"cpu": (320, 512), "gpu": (320, 640)}
"""Least and greatest side of a picture as the network sees it."""
EPOCHS = {"cpu": (30, 20, 12), "gpu": (80, 60, 40)}
HEAD_SHARE = 0.4

INPUT = (
    "float32 (1, 3, {size}, {size}), RGB from 0 to 1: the picture upright (EXIF), shrunk or "
    "enlarged to fit, its borders filled with 114/255"
)
USAGE = """\
model.pt is an Ultralytics model (pip install ultralytics):

    from ultralytics import YOLO
    model = YOLO("model.pt")
    model.predict("picture.jpg", imgsz={size}, conf={score:.2f}, iou=0.5)
"""


def recommend(figures: DataFigures, has_gpu: bool) -> Recipe:
    """The default recipe."""
    return yolo_recipe("detect", "yolo26n", figures, has_gpu)


def yolo_recipe(task: str, architecture: str, figures: DataFigures, has_gpu: bool) -> Recipe:
    """The default recipe of a YOLO network; its weights have the architecture's name."""
    machine = "gpu" if has_gpu else "cpu"
    epochs = by_size(figures.training_images, EPOCHS[machine])
    head = round(epochs * HEAD_SHARE)
    return Recipe(
        task=task,
        architecture=architecture,
        weights=architecture,
        image_size=side_of(figures.longest_side, *SIDES[machine]),
        batch_size=16,
        phases=(
            Phase("head only", "head", epochs=head, learning_rate=2e-3),
            # Trees, 4 + 6 epochs, one seed with the same first phase: mAP50 0.388 with these rates,
            # 0.365 with one rate for all layers, which dipped on the way.
            Phase("whole network", "all", epochs - head, 1.2e-3, 0.1, 0.5),
        ),
        # Ultralytics' own; its loss is summed over the batch, so its gradients are long.
        weight_decay=5e-4,
        warmup=0.1,
        gradient_clip=10.0,
    )


def side_of(longest_side: float, lowest: int, highest: int) -> int:
    """The side of a picture for a network whose strides go up to 32."""
    return min(max(32 * math.floor(longest_side / 32), lowest), highest)


DETECT = TaskSpec(
    name="detect",
    title=QT_TRANSLATE_NOOP("Tasks", "Object detection"),
    question=QT_TRANSLATE_NOOP("Tasks", "Find objects: mark each one with a box or an outline"),
    plan=QT_TRANSLATE_NOOP("Tasks", "To find these in pictures, with a box around each:"),
    learns_from=frozenset({"box", "rotated_box", "polygon", "mask"}),
    class_kind="polygon",
    metrics=(
        Metric("mAP50-95", QT_TRANSLATE_NOOP("Metrics", "mAP50-95")),
        Metric("mAP50", QT_TRANSLATE_NOOP("Metrics", "mAP50")),
    ),
    recommend=recommend,
    trainer="engine.training.ultralytics.detect:fit",
    predictor="engine.inference.detector:Detector",
    network="engine.architectures.yolo:traceable",
    usual_format="coco",
    input=INPUT,
    output=(
        "float32 (1, 4 + {classes}, n): centre x, centre y, width, height in pixels of the input, "
        "then a score for each class; non-maximum suppression (IoU 0.5) is still to be done"
    ),
    usage=USAGE,
    negatives=frozenset({REVIEWED, VERIFIED_EMPTY}),
    needs_validation=True,
    undecided_at=0.5,
)
