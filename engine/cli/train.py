"""The ``train`` command, and the hidden ``run`` that a training process is started with."""

import contextlib
import sys
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from engine.cli.options import DEVICE_HELP, TASK_NAMES, Project, opened
from engine.cli.output import say
from engine.cli.watching import follow
from engine.project.rows import FINISHED
from engine.project.store import Store
from engine.protocol.data_warnings import warning_sentence
from engine.protocol.errors import SaegimError
from engine.protocol.estimates import TrainingEstimate
from engine.protocol.loss_sentences import OF_A_TRAINING, loss_words
from engine.protocol.run_folder import RunFolder, RunStatus
from engine.protocol.specs import JobSpec, Recipe
from engine.system.process import run_in_engine_environment
from engine.tasks.spec import TaskSpec
from engine.tasks.table import find_task

app = typer.Typer(no_args_is_help=True)

TASK_HELP = "What to learn; by default what the project's classes suggest."


@app.command()
def train(
    project: Project,
    task: Annotated[str | None, typer.Option(metavar=TASK_NAMES, help=TASK_HELP)] = None,
    epochs: Annotated[int | None, typer.Option(min=1, help="Of all phases together.")] = None,
    recipe: Annotated[
        Path | None, typer.Option(help="A recipe as JSON, in place of the one that is suggested.")
    ] = None,
    name: Annotated[str | None, typer.Option(help="What the run is called.")] = None,
    seed: Annotated[int, typer.Option(help="For everything random.")] = 0,
    device: Annotated[str, typer.Option(help=DEVICE_HELP)] = "auto",
    wait: Annotated[bool, typer.Option(help="Show the training until it ends.")] = False,
    dry_run: Annotated[
        bool, typer.Option(help="Measure a few batches and say how long it would take.")
    ] = False,
    json: Annotated[bool, typer.Option(help="Print JSON.")] = False,
) -> None:
    """Train a model on the reviewed images; it goes on when this program ends."""
    from engine.catalogue import path_of
    from engine.project.runs import start_run

    if dry_run and (code := run_in_engine_environment(sys.argv[1:])) is not None:
        raise typer.Exit(code)
    if recipe is not None and task is not None:
        raise typer.BadParameter("the recipe names its task itself.", param_hint="--task")
    with opened(project) as store:
        chosen = _recipe(store, task, recipe, device, epochs)
        weights = path_of(chosen.weights)
        _say_losses(store, find_task(chosen.task))
        if dry_run:
            _print_estimate(_estimate(store, chosen, weights, seed, device), json)
            return
        folder = start_run(store, chosen, weights_path=weights, name=name, seed=seed, device=device)
        say(f'{{"run_id": "{folder.id}"}}' if json else f"Started the run {folder.id}.")
        if wait:
            _wait(store, folder)


@app.command(hidden=True)
def run(folder: Annotated[Path, typer.Argument(help="The run's folder.")]) -> None:
    """Execute a run folder in this process; exit code 1 if it failed."""
    from engine.training.executor import execute

    status = execute(RunFolder(folder.resolve()))
    if status is RunStatus.FAILED:
        raise typer.Exit(1)


def _recipe(
    store: Store, name: str | None, file: Path | None, device: str, epochs: int | None
) -> Recipe:
    from engine.tasks.figures import figures_of
    from engine.tasks.recipes import suggest_recipe, with_epochs
    from engine.training.devices import resolve_device

    if file is not None:
        given = _read_recipe(file)
        return with_epochs(given, epochs) if epochs else given
    task = find_task(name) if name else store.usual_task()
    figures = figures_of(store.datasets.freeze(task))
    has_gpu = resolve_device(device) != "cpu"
    return suggest_recipe(figures, task, has_gpu=has_gpu, epochs=epochs).recipe


def _say_losses(store: Store, task: TaskSpec) -> None:
    """Say before the training what it will not learn of what is marked."""
    if text := loss_words(task.losses(store.annotations.kind_counts(FINISHED)), OF_A_TRAINING):
        say(text, err=True)
    if count := store.datasets.left_out_count(task):
        say(warning_sentence(f"left_out:{count}"), err=True)


def _read_recipe(file: Path) -> Recipe:
    try:
        return msgspec.json.decode(file.read_bytes(), type=Recipe)
    except (OSError, ValueError) as error:
        raise SaegimError("bad_recipe", file=file) from error


def _estimate(
    store: Store, recipe: Recipe, weights: Path, seed: int, device: str
) -> TrainingEstimate:
    from engine.tasks.figures import figures_of, warnings_of
    from engine.training.devices import resolve_device
    from engine.training.dry_run import estimate_phases

    task = find_task(recipe.task)
    manifest = store.datasets.freeze(task)
    task.check(manifest)
    spec = JobSpec("dry-run", "dry run", "", recipe, manifest.version_id, str(weights), seed)
    resolved = resolve_device(device)
    # The answer is all that may stand on stdout; libraries like to talk.
    with contextlib.redirect_stdout(sys.stderr):
        phases = estimate_phases(spec, manifest, resolved)
    return TrainingEstimate(
        recipe=recipe,
        device=resolved,
        phases=phases,
        seconds=sum(phase.seconds for phase in phases),
        warnings=warnings_of(figures_of(manifest)),
    )


def _print_estimate(estimate: TrainingEstimate, json: bool) -> None:
    if json:
        typer.echo(msgspec.json.encode(estimate).decode())
        return
    for warning in estimate.warnings:
        say(warning_sentence(warning))
    for phase in estimate.phases:
        say(f"{phase.name}: {phase.epochs} epochs, about {phase.seconds:.0f} s")
    say(f"together about {estimate.seconds:.0f} s on {estimate.device}")


def _wait(store: Store, folder: RunFolder) -> None:
    from engine.project.runs import adopt_finished

    status = follow(folder)
    adopt_finished(store)
    if status in (RunStatus.FAILED, RunStatus.INTERRUPTED):
        raise typer.Exit(1)
