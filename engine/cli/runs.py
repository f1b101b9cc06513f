"""The ``runs`` commands."""

import contextlib
from collections.abc import Generator
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from engine.cli.options import Project, opened
from engine.cli.output import say
from engine.cli.watching import line_of
from engine.project.rows import RunRow
from engine.project.runs import adopt_finished, discard_run, find_run, resume_run
from engine.project.store import Store
from engine.protocol.errors import SaegimError
from engine.protocol.events import EpochDone
from engine.protocol.run_folder import ACTIVE, RunFolder, RunStatus, Verb
from engine.protocol.specs import ModelCard
from engine.protocol.stream import EventReader

app = typer.Typer(no_args_is_help=True)

Run = Annotated[str, typer.Argument(help="The run's id, the beginning of it, or its name.")]
Json = Annotated[bool, typer.Option(help="Print JSON.")]


class RunSummary(msgspec.Struct, frozen=True):
    """A run as ``runs list --json`` and ``runs show --json`` print it."""

    run: RunRow
    status: RunStatus
    folder: str
    epochs_done: int
    epochs: int
    metrics: dict[str, float]
    """Those of the latest epoch."""
    model: ModelCard | None


@app.command("list")
def list_runs(project: Project, json: Json = False) -> None:
    """List the runs of a project, oldest first."""
    with opened(project) as store:
        adopt_finished(store)
        found = [_summary(store, row) for row in store.runs.rows()]
    if json:
        typer.echo(msgspec.json.encode(found).decode())
        return
    for summary in found:
        figures = ", ".join(f"{name} {value:.4g}" for name, value in summary.metrics.items())
        done = f"{summary.epochs_done}/{summary.epochs}"
        say(f"{summary.run.id}  {summary.status:<11} {done:>7}  {summary.run.name}  {figures}")


@app.command()
def show(project: Project, run: Run, json: Json = False) -> None:
    """Show what a run has said so far."""
    with opened(project) as store:
        adopt_finished(store)
        folder = find_run(store, run)
        row = next(row for row in store.runs.rows() if row.id == folder.id)
        summary = _summary(store, row)
    if json:
        typer.echo(msgspec.json.encode(summary).decode())
        return
    say(f"{row.name} ({row.id}): {summary.status}")
    for record in EventReader(folder.events_path).read_new():
        if (line := line_of(record.event)) is not None:
            say(line)


@app.command()
def stop(project: Project, run: Run) -> None:
    """Let a run end now and keep its best model."""
    _request(project, run, "stop")


@app.command()
def pause(project: Project, run: Run) -> None:
    """Let a run wait, in memory, until it is resumed."""
    _request(project, run, "pause")


@app.command()
def resume(project: Project, run: Run) -> None:
    """Let a paused or interrupted run go on."""
    with opened(project) as store:
        resume_run(store, find_run(store, run))


@app.command()
def discard(project: Project, run: Run) -> None:
    """End a run if it is going, and delete its folder with its model."""
    with opened(project) as store:
        discard_run(store, find_run(store, run).id)


def _request(project: Path, run: str, verb: Verb) -> None:
    with opened(project) as store:
        folder = find_run(store, run)
    if folder.status() not in ACTIVE:
        raise SaegimError("run_not_active", run=folder.id, verb=verb)
    folder.request(verb)


def _summary(store: Store, row: RunRow) -> RunSummary:
    folder = find_run(store, row.id)
    status = folder.status()
    epochs = [e for e in _events(folder) if isinstance(e, EpochDone)]
    return RunSummary(
        run=row,
        status=status,
        folder=str(folder.path),
        epochs_done=epochs[-1].epoch + 1 if epochs else 0,
        epochs=0 if status == RunStatus.DAMAGED else folder.spec().recipe.epochs,
        metrics=epochs[-1].metrics if epochs else {},
        model=folder.model_card(),
    )


def _events(folder: RunFolder) -> Generator[object]:
    # What cannot be read of one run hides no other.
    with contextlib.suppress(SaegimError, OSError):
        for record in EventReader(folder.events_path).read_new():
            yield record.event
