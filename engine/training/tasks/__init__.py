"""What can be trained: each task is a ``fit`` that does a whole run."""

from collections.abc import Callable

from engine.protocol.specs import Task
from engine.training.context import RunContext


def fit_function(task: Task) -> Callable[[RunContext], None]:
    """The function that trains a task; only its own libraries are loaded."""
    match task:
        case "classify":
            from engine.training.tasks.classify import fit
        case "detect":
            from engine.training.tasks.detect import fit
    return fit
