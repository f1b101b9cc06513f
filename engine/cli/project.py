"""The ``project`` commands."""

import contextlib
import math
from collections.abc import Generator
from pathlib import Path
from typing import Annotated, Literal

import msgspec
import typer

from engine.cli.options import TASK_NAMES, opened, progress_bar, with_suffix
from engine.cli.output import say
from engine.project.folder_labels import folder_labels
from engine.project.image_search import FoundFiles, find_image_files
from engine.project.rows import LabelsPerImage, ProjectInfo
from engine.project.store import Store, create_for
from engine.protocol.error_sentences import SENTENCES
from engine.protocol.errors import SaegimError
from engine.protocol.specs import ValueRange, ValueRangeRule
from engine.tasks.table import TASKS, find_task

app = typer.Typer(no_args_is_help=True)

TASK_HELP = "What is to be learned: it decides what the classes are kept as."

ProjectPath = Annotated[Path, typer.Argument(help="The project file; .saegim may be left out.")]


@app.command()
def create(
    project: ProjectPath,
    images: Annotated[Path, typer.Option(help="Folder of pictures; folders in it count, too.")],
    task: Annotated[str, typer.Option(metavar=TASK_NAMES, help=TASK_HELP)] = TASKS[0].name,
    classes: Annotated[str, typer.Option(help="Names of classes, with commas between.")] = "",
    labels_from_folders: Annotated[
        bool,
        typer.Option(help="Label every picture with the folder it lies in."),
    ] = False,
) -> None:
    """Make a project from a folder of pictures, which stay where they are."""
    learned = find_task(task)
    if labels_from_folders and learned.is_about_objects:
        names = (row.name for row in TASKS if not row.is_about_objects)
        raise SaegimError("labels_need_whole_images", tasks=" or --task ".join(names))
    # Looked for before anything is made: a wrong folder leaves no empty project behind.
    found = find_image_files(images)
    paths = found.images
    store = create_for(learned, with_suffix(project))
    with _whole_or_nothing(store):
        for name in filter(None, map(str.strip, classes.split(","))):
            store.classes.add(name, learned.class_kind)
        labels = folder_labels(paths) if labels_from_folders else None
        with progress_bar("Images") as progress:
            added = store.images.add(paths, progress, labels=labels)
        for refused in (*found.refused, *added.refused):
            say(SENTENCES[refused.code].format(**refused.parameters), err=True)
        for paged in added.paged:
            say(f"{paged.path}: only the first of {paged.pages} pages was taken", err=True)
        _print_passed_over(found)
        _print(store.info())


@contextlib.contextmanager
def _whole_or_nothing(store: Store) -> Generator[None]:
    """Close a new project at the end; one that could not be filled is not left behind."""
    try:
        yield
    except BaseException:
        store.close()
        store.path.unlink(missing_ok=True)
        raise
    store.close()


@app.command()
def info(
    project: ProjectPath,
    json: Annotated[bool, typer.Option(help="Print JSON.")] = False,
) -> None:
    """Print a project's figures."""
    with opened(project) as store:
        figures = store.info()
    if json:
        typer.echo(msgspec.json.format(msgspec.json.encode(figures)))
    else:
        _print(figures)


@app.command()
def labels(
    project: ProjectPath,
    per_image: Annotated[
        LabelsPerImage, typer.Option(help="How many labels an image may have as a whole.")
    ],
) -> None:
    """Say whether an image has one image-level label or any number."""
    with opened(project) as store:
        store.image_labels.set_mode(per_image)


@app.command()
def confirm_outside(project: ProjectPath) -> None:
    """Let the pictures of a project that lie outside its folder be read on this machine."""
    with opened(project) as store:
        store.image_repair.confirm_outside()


@app.command()
def value_range(
    project: ProjectPath,
    rule: Annotated[
        str, typer.Option(help="automatic, full, or LOW,HIGH: the values of black and white.")
    ],
) -> None:
    """Choose how images of more than 8 bits are shown, to people and to models."""
    chosen = _rule(rule)
    with opened(project) as store, progress_bar("Images") as progress:
        changed = store.images.set_value_range(chosen, progress)
    say(f"{len(changed.updated.images)} images changed")


def _print_passed_over(found: FoundFiles) -> None:
    if found.passed_over:
        counts = (f"{count} {suffix or 'without'}" for suffix, count in found.passed_over.items())
        say(f"passed over by their endings: {', '.join(counts)}", err=True)


def _rule(text: str) -> ValueRangeRule:
    try:
        return msgspec.convert(text, Literal["automatic", "full"])
    except msgspec.ValidationError:
        numbers = text.split(",")
    try:
        low, high = map(float, numbers)
    except ValueError:
        raise SaegimError("bad_value_range", text=text) from None
    if not (math.isfinite(high - low) and low < high):
        raise SaegimError("bad_value_range", text=text)
    return ValueRange(low, high)


def _print(figures: ProjectInfo) -> None:
    say(f"{figures.path}: {figures.name}")
    say(f"images       {figures.images}  {_listed(figures.images_by_state)}")
    say(f"splits       {_listed(figures.images_by_split)}")
    say(f"annotations  {figures.annotations}")
    say(f"suggestions  {figures.suggestions}")
    say(f"classes      {_listed(figures.classes)}")
    say(f"labels       {figures.image_labels} for each image as a whole")
    say(f"runs         {figures.runs}, models {figures.models}")


def _listed(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.items()) or "none"
