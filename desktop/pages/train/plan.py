"""What a training would be, from what the project holds now."""

import dataclasses
from collections.abc import Iterable

from desktop.pages.dataset.summary import Summary, summarise
from engine.geometry.losses import Losses
from engine.project.rows import FINISHED
from engine.project.store import Store
from engine.tasks.figures import warnings_of
from engine.tasks.recipes import SuggestedRecipe, suggest_recipe
from engine.tasks.spec import TaskSpec


@dataclasses.dataclass(frozen=True)
class Plan:
    """Everything that the left column of the Train page says.

    Attributes:
        tasks: What can be learned from the project's classes.
        task: What is to be learned.
        data: What there is to learn from.
        suggested: The recipe with its reasons.
        warnings: Codes of ``engine.tasks.figures``.
        losses: What is not learned of what is marked on the finished images.
    """

    tasks: tuple[TaskSpec, ...]
    task: TaskSpec
    data: Summary
    suggested: SuggestedRecipe
    warnings: tuple[str, ...]
    losses: Losses

    @property
    def is_blocked(self) -> bool:
        """Whether something is missing without which it cannot be trained."""
        return self.task.missing(self.data.figures()) is not None


def make_plan(store: Store, wanted: str | None = None, *, has_gpu: bool) -> Plan:
    """Read the project; takes about 1 s for 50,000 images with half a million annotations.

    Args:
        store: The project.
        wanted: Name of the task that was chosen; one that does not fit gives the usual one.
        has_gpu: Whether the machine trains on a graphics card.
    """
    tasks = store.tasks() or (store.usual_task(),)
    task = next((task for task in tasks if task.name == wanted), tasks[0])
    data = summarise(store, task)
    figures = data.figures()
    return Plan(
        tasks=tasks,
        task=task,
        data=data,
        suggested=suggest_recipe(figures, task, has_gpu=has_gpu),
        warnings=warnings_of(figures, task.least_classes),
        losses=task.losses(store.annotations.kind_counts(FINISHED)),
    )


def has_gpu(devices: Iterable[str]) -> bool:
    """Whether one of the devices is faster than a processor."""
    return any(not device.startswith("cpu") for device in devices)
