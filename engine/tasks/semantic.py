"""Semantic segmentation: the class of every pixel."""

from engine.protocol.specs import Augmentation, Phase, Recipe
from engine.protocol.translation import QT_TRANSLATE_NOOP
from engine.tasks.classify import INPUT
from engine.tasks.detect import side_of
from engine.tasks.figures import DataFigures, by_size
from engine.tasks.spec import REVIEWED, VERIFIED_EMPTY, Metric, TaskSpec

SIDES = {"cpu": (128, 256), "gpu": (128, 512)}
"""Least and greatest side of an image as the network sees it."""
EPOCHS = {"cpu": (16, 12, 8), "gpu": (40, 30, 20)}
HEAD_EPOCHS = 4
RATE = 2e-3
SMALL_BATCHES_BELOW = 100
"""Training images; between it and ``FEW_IMAGES`` small batches were not measured."""


def recommend(figures: DataFigures, has_gpu: bool) -> Recipe:
    """The default recipe."""
    machine = "gpu" if has_gpu else "cpu"
    images = figures.training_images
    whole = by_size(images, EPOCHS[machine])
    return Recipe(
        task="semantic",
        architecture="unet_mobilenet_v2",
        weights="mobilenet_v2",
        image_size=side_of(figures.longest_side, *SIDES[machine]),
        # With few images it is the number of steps that a new decoder needs: a small batch.
        # 24 shapes at 96 px, 10 epochs, two seeds: mIoU 0.89 and 0.78 with 1e-3 and batches of 8,
        # 0.98 and 0.97 with these. 24 composed pictures, three seeds: 0.15 with 2, 0.13 with 4.
        batch_size=4 if images < SMALL_BATCHES_BELOW else 16 if has_gpu else 8,
        phases=(
            Phase("head only", "head", epochs=HEAD_EPOCHS, learning_rate=RATE),
            Phase("whole network", "all", epochs=whole, learning_rate=RATE),
        ),
        augmentation=Augmentation(
            rotation=10.0,
            shift=0.1,
            scale=0.25,
            brightness=0.2,
            saturation=0.2,
            hue=0.01,
            mosaic=0.0,
        ),
    )


SEMANTIC = TaskSpec(
    name="semantic",
    title=QT_TRANSLATE_NOOP("Tasks", "Semantic segmentation"),
    question=QT_TRANSLATE_NOOP("Tasks", "Colour areas: say of every pixel which class it shows"),
    plan=QT_TRANSLATE_NOOP("Tasks", "To colour these in pictures, pixel by pixel:"),
    learns_from=frozenset({"polygon", "mask"}),
    class_kind="mask",
    metrics=(
        Metric("mIoU", QT_TRANSLATE_NOOP("Metrics", "mIoU")),
        Metric("Dice", QT_TRANSLATE_NOOP("Metrics", "Dice")),
    ),
    recommend=recommend,
    trainer="engine.training.torch_loop.semantic:fit",
    predictor="engine.inference.segmenter:SemanticSegmenter",
    network="engine.architectures.network:load_trained",
    usual_format="masks",
    input=INPUT,
    output=(
        "float32 (1, 1 + {classes}, {size}, {size}): the background, then the classes; the largest "
        "of each pixel is its class, softmax over them gives the probabilities"
    ),
    usage="""\
model.pt holds the weights of a U-Net (pip install segmentation-models-pytorch):

    import segmentation_models_pytorch as smp, torch
    model = smp.Unet("mobilenet_v2", encoder_weights=None, classes={outputs})
    model.load_state_dict(torch.load("model.pt", weights_only=True))
    model.eval()
""",
    negatives=frozenset({REVIEWED, VERIFIED_EMPTY}),
    has_background=True,
    undecided_at=0.5,
)
