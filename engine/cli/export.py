"""The ``export`` commands: annotations for other programs, a model to take away."""

import contextlib
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from engine.cli.options import MODEL_HELP, Project, opened, progress_bar
from engine.cli.output import say
from engine.formats.annotations import contents_of, export_annotations
from engine.formats.content import Exported
from engine.formats.model_package import export_model
from engine.formats.table import FORMATS
from engine.project.rows import FINISHED, ImageState
from engine.project.runs import LATEST, adopt_finished, card_path, find_model
from engine.project.store import Store
from engine.protocol.loss_sentences import OF_AN_EXPORT, loss_words

app = typer.Typer(no_args_is_help=True)

Overwrite = Annotated[bool, typer.Option(help="Replace a file that is there.")]


@app.command()
def annotations(
    project: Project,
    out: Annotated[Path, typer.Option(help="The file, or a new or empty folder.")],
    format: Annotated[  # noqa: A002
        str,
        typer.Option(
            metavar="|".join(row.name for row in FORMATS),
            help=" ".join(f"{row.name}: {row.sentence}" for row in FORMATS),
        ),
    ],
    in_work: Annotated[
        bool, typer.Option(help="Also labelled images that are not reviewed.")
    ] = False,
    overwrite: Overwrite = False,
) -> None:
    """Write the annotations of the reviewed images; suggestions are never among them.

    Coordinates are those of the picture as displayed, with its EXIF orientation applied.
    """
    with opened(project) as store:
        _say_losses(store, format, in_work)
        with progress_bar("Images") as progress:
            outcome = export_annotations(
                store, format, out, in_work=in_work, overwrite=overwrite, progress=progress
            )
    _print(outcome)


@app.command()
def model(
    project: Project,
    out: Annotated[Path, typer.Option(help="The zip file.")],
    run: Annotated[str, typer.Option(help=MODEL_HELP)] = LATEST,
    torchscript: Annotated[
        bool, typer.Option(help="Add the model as TorchScript, for PyTorch alone.")
    ] = False,
    overwrite: Overwrite = False,
) -> None:
    """Write a run's best model, by default the latest run's, with its card as a zip."""
    with opened(project) as store:
        adopt_finished(store)
        row = find_model(store, run)
        with tempfile.TemporaryDirectory(prefix="saegim-") as folder:
            made = Path(folder) / "model.torchscript" if torchscript else None
            if made is not None:
                _write_torchscript(card_path(store, row), made)
            export_model(store, row, out, script=made, overwrite=overwrite)
    say(str(out))


@app.command(hidden=True)
def torchscript(card: Path, out: Path) -> None:
    """Write the model of a card as TorchScript; the window starts this."""
    _write_torchscript(card, out)


def _write_torchscript(card: Path, out: Path) -> None:
    # Libraries may print while they are loaded; standard output is for the answer.
    with contextlib.redirect_stdout(sys.stderr):
        from engine.inference.torchscript import write_torchscript

        write_torchscript(card, out)


def _say_losses(store: Store, name: str, in_work: bool) -> None:
    """Say before the export what will not be in it, or only as a box."""
    states = (*FINISHED, ImageState.IN_WORK) if in_work else FINISHED
    counts = contents_of(store, states)
    row = next((row for row in FORMATS if row.name == name), None)
    if row is not None and (text := loss_words(row.losses(counts), OF_AN_EXPORT)):
        say(text, err=True)


def _print(outcome: Exported) -> None:
    say(f"{outcome.path}: {outcome.images} images, {outcome.annotations} annotations")
    if outcome.left_out:
        say(f"{outcome.left_out} annotations left out: the format has no place for them")
    if outcome.changed:
        say(
            f"{outcome.changed} images left out: their picture was changed since it was labelled, "
            "or lies outside the project's folder and is not confirmed"
        )
    if outcome.missing:
        say(f"{outcome.missing} pictures are not where the project says")
