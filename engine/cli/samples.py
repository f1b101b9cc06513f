"""The ``samples`` commands: projects to try things on."""

from pathlib import Path
from typing import Annotated

import typer

from engine.cli.progress import shown_progress

app = typer.Typer(no_args_is_help=True)


@app.callback()
def samples() -> None:
    """Sample projects made from real pictures."""


@app.command()
def build(
    name: Annotated[str, typer.Argument(help="trees (detection) or lights (classification)")],
    folder: Annotated[Path, typer.Argument(help="An empty or new folder.")],
) -> None:
    """Build a sample project; does nothing where it exists."""
    from engine.catalogue import samples

    with shown_progress() as progress:
        built = samples.build(name, folder, progress)
    path = samples.project_path(name, folder)
    typer.echo(f"Built {path}." if built else f"{path} is there already.")
