"""The command line: everything the window can start, without a window.

Command modules import heavy packages (torch) inside their functions only, so that ``--help`` and
the light commands start at once.
"""

import io
import sys

import typer

from engine.cli import (
    assist,
    autolabel,
    demo,
    doctor,
    export,
    models,
    project,
    runs,
    samples,
    segment,
    train,
)
from engine.cli.output import say
from engine.protocol.errors import SaegimError

app = typer.Typer(
    name="saegim-engine",
    help="Label pictures, train on the labels, predict: Saegim without its window.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.add_typer(models.app, name="models", help="Pretrained models: list, fetch, import, verify.")
app.add_typer(samples.app, name="samples", help="Sample projects made from real pictures.")
app.add_typer(project.app, name="project", help="Create a project, show its figures.")
app.add_typer(runs.app, name="runs", help="Training runs: list, show, stop, pause, resume.")
app.add_typer(
    export.app, name="export", help="Annotations for other programs; a model to take away."
)
app.add_typer(train.app)
app.add_typer(autolabel.app)
app.add_typer(segment.app)
app.add_typer(demo.app)
app.add_typer(doctor.app)
app.add_typer(assist.app)


def main() -> None:
    """Run the command line; an error for people is one sentence on stderr and exit code 2."""
    _say_what_the_console_cannot_show()
    try:
        app()
    except SaegimError as error:
        say(str(error), err=True)
        sys.exit(2)


def _say_what_the_console_cannot_show() -> None:
    # Korean letters in a path, say, on a console of another country: better a code than no answer.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
