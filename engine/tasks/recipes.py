"""Good defaults from the data and the machine, each with its reason. Never loads torch.

The constants of the tasks' recipes are those of docs/notes/training.md (a synthesis of fastai, the
Keras guide, Ultralytics' guide and timm), with what was measured since said beside them.
"""

from typing import Literal

import msgspec

from engine.protocol.specs import Phase, Recipe
from engine.tasks.figures import DataFigures
from engine.tasks.spec import TaskSpec

ReasonCode = Literal["architecture", "image_size", "batch_size", "head_epochs", "whole_epochs"]


class Reason(msgspec.Struct, frozen=True):
    """Why a setting is what it is; the window turns the code into a sentence.

    Parameters: ``architecture`` (name), ``image_size`` (size, side), ``batch_size`` (batch,
    machine), ``head_epochs`` (epochs, images), ``whole_epochs`` (epochs, images).
    """

    code: ReasonCode
    parameters: dict[str, str]


class SuggestedRecipe(msgspec.Struct, frozen=True):
    """A recipe with its reasons."""

    recipe: Recipe
    reasons: tuple[Reason, ...]


def suggest_recipe(
    figures: DataFigures, task: TaskSpec, *, has_gpu: bool = False, epochs: int | None = None
) -> SuggestedRecipe:
    """The default recipe for a data set on a machine.

    Args:
        figures: What is known of the data.
        task: What is to be learned.
        has_gpu: Whether the machine trains on a graphics card.
        epochs: Epochs of all phases together, if not the default.
    """
    recipe = task.recommend(figures, has_gpu)
    if epochs is not None:
        recipe = with_epochs(recipe, epochs)
    return SuggestedRecipe(recipe, _reasons(recipe, figures, has_gpu))


def with_epochs(recipe: Recipe, epochs: int) -> Recipe:
    """The recipe with this many epochs, shared out as its own are; at least one.

    A single epoch goes to the whole network: a head alone would be the lesser model.
    """
    left = epochs
    phases: list[Phase] = []
    for phase in recipe.phases[:-1]:
        share = min(max(1, round(epochs * phase.epochs / recipe.epochs)), left - 1)
        phases.append(msgspec.structs.replace(phase, epochs=share))
        left -= share
    phases.append(msgspec.structs.replace(recipe.phases[-1], epochs=left))
    return msgspec.structs.replace(recipe, phases=tuple(p for p in phases if p.epochs > 0))


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
