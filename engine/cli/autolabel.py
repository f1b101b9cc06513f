"""The ``autolabel`` command: a trained model labels the rest of a project."""

import contextlib
import sys
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from engine.cli.options import DEVICE_HELP, MODEL_HELP, Project, opened
from engine.cli.output import say
from engine.project.runs import LATEST
from engine.protocol.error_sentences import SENTENCES
from engine.protocol.errors import SaegimError

if TYPE_CHECKING:
    from engine.project.autolabel import AutolabelBatch, AutolabelReport

STOPPED = 130
"""Exit code after Ctrl+C, as shells have it."""

app = typer.Typer(no_args_is_help=True)


@app.command()
def autolabel(
    project: Project,
    model: Annotated[str, typer.Option(help=MODEL_HELP)] = LATEST,
    score: Annotated[
        float, typer.Option(min=0, max=1, help="Findings below this are not kept.")
    ] = 0.05,
    every_image: Annotated[
        bool, typer.Option("--all", help="Also images that a person has reviewed.")
    ] = False,
    again: Annotated[
        bool, typer.Option("--again", help="Also images that this model has looked at already.")
    ] = False,
    device: Annotated[str, typer.Option(help=DEVICE_HELP)] = "auto",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Add a model's predictions as suggestions to the images that nobody has reviewed.

    What was done is kept when it is stopped (Ctrl+C); the next time it goes on with the images that
    are left.
    """
    from engine.project.autolabel import AutolabelBatch
    from engine.project.runs import adopt_finished, find_model

    # Libraries may print while they are loaded; standard output is for the answer.
    with contextlib.redirect_stdout(sys.stderr), opened(project) as store:
        # A run that ended while no window was open has left a model the project does not know yet.
        adopt_finished(store)
        batch = AutolabelBatch(
            store, find_model(store, model), every_image=every_image, again=again
        )
        broken_off = _label(batch, score, device)
    report = batch.report
    if as_json:
        typer.echo(msgspec.json.encode(report).decode())
    else:
        _print(report)
    if isinstance(broken_off, SaegimError):
        raise broken_off
    if broken_off is not None:
        raise typer.Exit(STOPPED)


def _label(
    batch: "AutolabelBatch", score: float, device: str
) -> SaegimError | KeyboardInterrupt | None:
    """Label the images of a batch; returns what ended it early."""
    try:
        _predict(batch, score, device)
    except (KeyboardInterrupt, SaegimError) as error:
        return error
    return None


def _predict(batch: "AutolabelBatch", score: float, device: str) -> None:
    from engine.inference.prediction import predictions
    from engine.inference.predictor import load
    from engine.training.devices import resolve_device, use_threads

    use_threads()
    try:
        predictor = load(batch.card, resolve_device(device))
        answers = predictions(predictor, batch.references, score)
        total = len(batch.references)
        with typer.progressbar(answers, total, label="Labelling", file=sys.stderr) as bar:
            for image, found in bar:
                batch.take(image.key, found)
                if batch.is_due:
                    batch.write()
    finally:
        batch.write()


def _print(report: "AutolabelReport") -> None:
    say(f"{report.suggestions} suggestions on {report.images} images by model {report.model}")
    if report.dropped:
        say(f"{report.dropped} dropped: they lay on a person's annotations")
    if report.without_class:
        say(f"{report.without_class} dropped: their class is no longer in the project")
    if report.finished:
        say(f"{report.finished} images were reviewed meanwhile")
    for failure in report.failures:
        say(SENTENCES[failure.code].format(**failure.parameters))
    if report.left:
        say(f"{report.left} images are left; the same command goes on with them")
