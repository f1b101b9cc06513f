"""The ``project`` commands."""

from pathlib import Path
from typing import Annotated

import msgspec
import typer

from engine.project.file import SUFFIX
from engine.project.rows import Kept, ProjectInfo
from engine.project.store import Store, find_pictures
from engine.protocol.errors import SENTENCES, SaegimError
from engine.protocol.specs import Task

app = typer.Typer(no_args_is_help=True)

_KEPT: dict[Task, Kept] = {"detect": "box", "classify": "whole_image"}
"""What is kept for the classes of a new project."""

ProjectPath = Annotated[Path, typer.Argument(help="The project file; .saegim may be left out.")]


@app.command()
def create(
    project: ProjectPath,
    images: Annotated[Path, typer.Option(help="Folder of pictures; folders in it count, too.")],
    task: Annotated[Task, typer.Option(help="What is to be learned.")] = "detect",
    classes: Annotated[str, typer.Option(help="Names of classes, with commas between.")] = "",
    labels_from_folders: Annotated[
        bool,
        typer.Option(help="Label every picture with the folder it lies in (classify only)."),
    ] = False,
) -> None:
    """Make a project from a folder of pictures, which stay where they are."""
    if labels_from_folders and task != "classify":
        raise SaegimError("labels_need_classify")
    # Looked for before anything is made: a wrong folder leaves no empty project behind.
    pictures = find_pictures(images)
    store = Store.create(with_suffix(project), task=task)
    try:
        with typer.progressbar(length=len(pictures), label="Pictures") as bar:
            added = store.add_images(pictures, progress=lambda _done, _total: bar.update(1))
        for refused in added.refused:
            typer.echo(SENTENCES[refused.code].format(path=refused.path), err=True)
        for name in filter(None, map(str.strip, classes.split(","))):
            store.add_class(name, _KEPT[task])
        if labels_from_folders:
            label_from_folders(store)
        _print(store.info())
    finally:
        store.close()


@app.command()
def info(
    project: ProjectPath,
    json: Annotated[bool, typer.Option(help="Print JSON.")] = False,
) -> None:
    """Print a project's figures."""
    store = Store.open(with_suffix(project))
    try:
        figures = store.info()
    finally:
        store.close()
    if json:
        typer.echo(msgspec.json.format(msgspec.json.encode(figures)))
    else:
        _print(figures)


def with_suffix(project: Path) -> Path:
    """Complete the name of a project file."""
    return project if project.suffix == SUFFIX else project.with_name(project.name + SUFFIX)


def label_from_folders(store: Store) -> None:
    """Label each image with the name of its folder; classes are made as they turn up."""
    ids = {row.name: row.id for row in store.classes()}
    labels: dict[int, int] = {}
    for image in store.images(store.image_ids()):
        name = store.image_path(image).parent.name
        if name not in ids:
            (ids[name],) = store.add_class(name, "whole_image").added.classes
        labels[image.id] = ids[name]
    store.set_image_labels(labels)


def _print(figures: ProjectInfo) -> None:
    typer.echo(f"{figures.path}: {figures.name} ({figures.task})")
    typer.echo(f"images       {figures.images}  {_listed(figures.images_by_state)}")
    typer.echo(f"splits       {_listed(figures.images_by_split)}")
    typer.echo(f"annotations  {figures.annotations}")
    typer.echo(f"suggestions  {figures.suggestions}")
    typer.echo(f"classes      {_listed(figures.classes)}")
    typer.echo(f"runs         {figures.runs}, models {figures.models}")


def _listed(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.items()) or "none"
