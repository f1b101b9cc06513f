"""What options of several commands have in common."""

import contextlib
import sys
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Annotated

import typer

from engine.cli.output import say
from engine.project.file import SUFFIX
from engine.project.store import Store
from engine.tasks.table import TASKS

Project = Annotated[Path, typer.Option(help="The project file; .saegim may be left out.")]

DEVICE_HELP = "cpu, cuda, cuda:N, mps, or auto: what the settings say, else the best there is."

MODEL_HELP = "The model's number; its run's id, the beginning of it, or its name; or latest."

TASK_NAMES = "|".join(task.name for task in TASKS)


def with_suffix(project: Path) -> Path:
    """Complete the name of a project file."""
    return project if project.suffix == SUFFIX else project.with_name(project.name + SUFFIX)


@contextlib.contextmanager
def opened(project: Path) -> Generator[Store]:
    """A project, for as long as the command needs it; what could not be read of it is told."""
    with contextlib.closing(Store.open(with_suffix(project))) as store:
        if store.left_out is not None:
            say(str(store.left_out.in_words()), err=True)
        yield store


@contextlib.contextmanager
def progress_bar(label: str) -> Generator[Callable[[int, int], None]]:
    """A bar on standard error; the function is told how many of how many are done."""
    with typer.progressbar(length=1, label=label, file=sys.stderr) as bar:

        def advance(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield advance
