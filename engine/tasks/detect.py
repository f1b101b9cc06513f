"""Object detection: a box around every object."""

import math

from engine.geometry.types import OUTLINED_KINDS
from engine.protocol.specs import Phase, Recipe
from engine.protocol.translation import QT_TRANSLATE_NOOP
from engine.tasks.figures import DataFigures, batch_size_for, by_size
from engine.tasks.spec import REVIEWED, VERIFIED_EMPTY, Metric, TaskSpec

SIDES = {"cpu": (320, 512), "gpu": (320, 640)}
"""Least and greatest side of a picture as the network sees it."""
EPOCHS = {"cpu": (30, 20, 12), "gpu": (80, 60, 40)}
HEAD_EPOCHS = 1
"""Epochs of the new head alone: more of them cost accuracy (docs/notes/training.md)."""
MOST_IN_A_BATCH = 16
LEAST_STEPS = 120
"""Of a whole training; very few images are gone through more often."""
RATE = 1e-3
"""Of all layers. Ten Trees tiles, three seeds, 30 epochs, F1 on 40 others: 0.47 with it, 0.43 with
lower rates for earlier layers; ten composed pictures, two seeds: 0.51 and 0.42 (twice the rate)."""

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
    machine, images = "gpu" if has_gpu else "cpu", figures.training_images
    batch = batch_size_for(images, MOST_IN_A_BATCH)
    fewest = math.ceil(LEAST_STEPS / math.ceil(max(images, 1) / batch))
    epochs = max(by_size(images, EPOCHS[machine]), fewest)
    return Recipe(
        task=task,
        architecture=architecture,
        weights=architecture,
        image_size=side_of(figures.longest_side, *SIDES[machine]),
        batch_size=batch,
        phases=(
            Phase("head only", "head", HEAD_EPOCHS, RATE),
            Phase("whole network", "all", epochs - HEAD_EPOCHS, RATE, 1.0, 1.0),
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
    learns_from=frozenset({"box", *OUTLINED_KINDS}),
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
    flattens=OUTLINED_KINDS,
    undecided_at=0.5,
)
