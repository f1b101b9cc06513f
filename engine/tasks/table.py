"""The table of tasks: a new task is one more row."""

from collections.abc import Iterable

from engine.geometry.types import GeometryKind
from engine.protocol.errors import SaegimError
from engine.tasks.classify import CLASSIFY
from engine.tasks.detect import DETECT
from engine.tasks.instance import INSTANCE
from engine.tasks.multilabel import MULTILABEL
from engine.tasks.semantic import SEMANTIC
from engine.tasks.spec import Metric, TaskSpec

TASKS: tuple[TaskSpec, ...] = (DETECT, INSTANCE, SEMANTIC, CLASSIFY, MULTILABEL)


METRICS: dict[str, Metric] = {metric.name: metric for task in TASKS for metric in task.metrics}
"""All metrics by name."""


def find_task(name: str) -> TaskSpec:
    """Return the task of that name.

    Raises:
        SaegimError: ``unknown_task``.
    """
    for task in TASKS:
        if task.name == name:
            return task
    raise SaegimError("unknown_task", name=name, names=", ".join(task.name for task in TASKS))


def tasks_for(kinds: Iterable[GeometryKind], *, many_labels: bool) -> tuple[TaskSpec, ...]:
    """Return the tasks that can learn from such classes."""
    kept = set(kinds)
    return tuple(
        task
        for task in TASKS
        if kept & task.learns_from and (task.is_about_objects or task.many_labels == many_labels)
    )
