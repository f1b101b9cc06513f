"""The ``train`` command, and the hidden ``run`` that a training process is started with."""

from pathlib import Path
from typing import Annotated

import typer

from engine.protocol.run_folder import RunFolder, RunStatus

app = typer.Typer(no_args_is_help=True)


@app.command(hidden=True)
def run(folder: Annotated[Path, typer.Argument(help="The run's folder.")]) -> None:
    """Execute a run folder in this process; exit code 1 if it failed."""
    from engine.training.executor import execute

    status = execute(RunFolder(folder.resolve()))
    if status is RunStatus.FAILED:
        raise typer.Exit(1)
