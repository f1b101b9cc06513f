"""Classification: one class for each picture."""

from engine.protocol.specs import Augmentation, Phase, Recipe
from engine.protocol.translation import QT_TRANSLATE_NOOP
from engine.tasks.figures import DataFigures, batch_size_for, by_size
from engine.tasks.spec import Metric, TaskSpec

_SIDES = (64, 96, 128, 160, 192, 224)
_CPU_SIDE = 160

INPUT = (
    "float32 (1, 3, {size}, {size}), RGB from 0 to 1: the picture upright (EXIF), the whole of "
    "it squeezed into the square, less (0.485, 0.456, 0.406), divided by (0.229, 0.224, 0.225)"
)
USAGE = """\
model.pt holds the weights of torchvision's {architecture} (pip install torchvision):

    import torch, torchvision
    model = torchvision.models.{architecture}(num_classes={classes})
    model.load_state_dict(torch.load("model.pt", weights_only=True))
    model.eval()
"""


def recommend(figures: DataFigures, has_gpu: bool) -> Recipe:
    """The default recipe."""
    return classifier_recipe("classify", figures, has_gpu, label_smoothing=0.1)


def classifier_recipe(
    task: str, figures: DataFigures, has_gpu: bool, label_smoothing: float = 0.0
) -> Recipe:
    """The default recipe of a network for whole images."""
    images = figures.training_images
    return Recipe(
        task=task,
        architecture="mobilenet_v2",
        weights="mobilenet_v2",
        image_size=_side(figures.longest_side, has_gpu),
        batch_size=batch_size_for(images, 64 if has_gpu else 32),
        phases=(
            Phase("head only", "head", epochs=by_size(images, (5, 3, 3)), learning_rate=1e-3),
            Phase("whole network", "all", epochs=by_size(images, (12, 8, 6)), learning_rate=5e-4),
        ),
        # Gentle, and with no change of hue: for many pictures the colour is the class.
        augmentation=Augmentation(
            rotation=5.0,
            shift=0.08,
            scale=0.15,
            brightness=0.2,
            saturation=0.2,
            hue=0.0,
            mosaic=0.0,
        ),
        label_smoothing=label_smoothing,
    )


def _side(longest_side: float, has_gpu: bool) -> int:
    sides = [side for side in _SIDES if has_gpu or side <= _CPU_SIDE]
    return next((side for side in sides if side >= longest_side), sides[-1])


CLASSIFY = TaskSpec(
    name="classify",
    title=QT_TRANSLATE_NOOP("Tasks", "Classification"),
    question=QT_TRANSLATE_NOOP("Tasks", "Sort pictures: give each picture one class"),
    plan=QT_TRANSLATE_NOOP("Tasks", "To tell what a picture shows:"),
    learns_from=frozenset({"whole_image"}),
    class_kind="whole_image",
    metrics=(
        Metric("macro_f1", QT_TRANSLATE_NOOP("Metrics", "macro F1")),
        Metric("accuracy", QT_TRANSLATE_NOOP("Metrics", "accuracy"), is_share=True),
    ),
    recommend=recommend,
    trainer="engine.training.torch_loop.classify:fit",
    predictor="engine.inference.classifier:Classifier",
    network="engine.architectures.network:load_trained",
    usual_format="csv",
    input=INPUT,
    output="float32 (1, {classes}): softmax over it gives the probability of each class",
    usage=USAGE,
    least_classes=2,
)
