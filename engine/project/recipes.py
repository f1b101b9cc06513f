"""Good defaults from the data and the machine, each with its reason. Never loads torch.

The constants are those of the design note training.md (a synthesis of fastai, the Keras guide,
Ultralytics' guide and timm), with what was measured since said beside them.
"""

import math

import msgspec

from engine.project.data_figures import DataFigures
from engine.protocol.specs import Augmentation, Phase, Recipe, Task

_CLASSIFIER_SIDES = (64, 96, 128, 160, 192, 224)
_CPU_CLASSIFIER_SIDE = 160
_DETECTOR_SIDES = {"cpu": (320, 512), "gpu": (320, 640)}
_DETECTION_EPOCHS = {"cpu": (30, 20, 12), "gpu": (80, 60, 40)}
_HEAD_SHARE = {"detect": 0.4, "classify": 0.3}


class Reason(msgspec.Struct, frozen=True):
    """Why a setting is what it is; the window turns the code into a sentence.

    Codes: ``architecture`` (name), ``image_size`` (size, side), ``batch_size`` (batch, machine),
    ``head_epochs`` (epochs, images), ``whole_epochs`` (epochs, images).
    """

    code: str
    parameters: dict[str, str]


class SuggestedRecipe(msgspec.Struct, frozen=True):
    """A recipe with its reasons."""

    recipe: Recipe
    reasons: tuple[Reason, ...]


def suggest_recipe(
    figures: DataFigures, task: Task, *, has_gpu: bool = False, epochs: int | None = None
) -> SuggestedRecipe:
    """The default recipe for a data set on a machine.

    Args:
        figures: What is known of the data.
        task: What is to be learned.
        has_gpu: Whether the machine trains on a graphics card.
        epochs: Epochs of all phases together, if not the default.
    """
    match task:
        case "classify":
            recipe = _classification(figures, has_gpu)
        case "detect":
            recipe = _detection(figures, has_gpu)
    if epochs is not None:
        recipe = with_epochs(recipe, epochs)
    return SuggestedRecipe(recipe, _reasons(recipe, figures, has_gpu))


def with_epochs(recipe: Recipe, epochs: int) -> Recipe:
    """The recipe with this many epochs, shared out between its phases; at least one.

    A single epoch goes to the whole network: a head alone would be the lesser model.
    """
    head = min(max(1, round(epochs * _HEAD_SHARE[recipe.task])), epochs - 1)
    shares = {"head": head, "all": epochs - head}
    phases = tuple(
        msgspec.structs.replace(phase, epochs=shares[phase.trainable]) for phase in recipe.phases
    )
    return msgspec.structs.replace(recipe, phases=tuple(p for p in phases if p.epochs > 0))


def _classification(figures: DataFigures, has_gpu: bool) -> Recipe:
    images = figures.training_images
    return Recipe(
        task="classify",
        architecture="mobilenet_v2",
        weights="mobilenet_v2",
        image_size=_classifier_side(figures.longest_side, has_gpu),
        batch_size=64 if has_gpu else 32,
        phases=(
            Phase("head only", "head", epochs=5 if images < 500 else 3, learning_rate=1e-3),
            Phase("whole network", "all", epochs=_by_size(images, (12, 8, 6)), learning_rate=5e-4),
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
        label_smoothing=0.1,
    )


def _classifier_side(longest_side: float, has_gpu: bool) -> int:
    sides = [s for s in _CLASSIFIER_SIDES if has_gpu or s <= _CPU_CLASSIFIER_SIDE]
    return next((side for side in sides if side >= longest_side), sides[-1])


def _detection(figures: DataFigures, has_gpu: bool) -> Recipe:
    machine = "gpu" if has_gpu else "cpu"
    epochs = _by_size(figures.training_images, _DETECTION_EPOCHS[machine])
    head = round(epochs * _HEAD_SHARE["detect"])
    return Recipe(
        task="detect",
        architecture="yolo26n",
        weights="yolo26n",
        image_size=_detector_side(figures.longest_side, *_DETECTOR_SIDES[machine]),
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


def _detector_side(longest_side: float, lowest: int, highest: int) -> int:
    # Strides go up to 32, so a side is a multiple of it.
    return min(max(32 * math.floor(longest_side / 32), lowest), highest)


def _by_size(images: int, epochs: tuple[int, int, int]) -> int:
    """Epochs for few (below 500), some (below 2,000) and many images."""
    return epochs[0] if images < 500 else epochs[1] if images < 2000 else epochs[2]


def _reasons(recipe: Recipe, figures: DataFigures, has_gpu: bool) -> tuple[Reason, ...]:
    epochs = {phase.trainable: str(phase.epochs) for phase in recipe.phases}
    images = str(figures.training_images)
    machine = "gpu" if has_gpu else "cpu"
    size = {"size": str(recipe.image_size), "side": str(round(figures.longest_side))}
    return (
        Reason("architecture", {"name": recipe.architecture}),
        Reason("image_size", size),
        Reason("batch_size", {"batch": str(recipe.batch_size), "machine": machine}),
        Reason("head_epochs", {"epochs": epochs.get("head", "0"), "images": images}),
        Reason("whole_epochs", {"epochs": epochs.get("all", "0"), "images": images}),
    )
