"""Project files as a stranger or a failing disk may have made them, from a seed.

Each starts as a small sound project and is then changed behind the program's back. ``check`` opens
one and does everything with it: it may be refused in words, but nothing else may go wrong.
"""

import contextlib
import random
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
from typer.testing import CliRunner

from engine.cli import app
from engine.formats.annotations import export_annotations, formats_of
from engine.project.annotation_order import MOVES
from engine.project.rows import AttributeFilter, ImageFilter, ImageState
from engine.project.runs import adopt_finished, find_run
from engine.project.store import Store
from engine.protocol.errors import SaegimError
from engine.protocol.run_folder import RunFolder
from engine.protocol.stream import EventReader, EventWriter
from engine.tasks.figures import figures_of
from tests.helpers.hostile_kinds import KINDS, RUN, Kind
from tests.helpers.labelled import BOX, LINE, POLYGON, TURNED, make_labelled, ring_mask
from tests.helpers.recorded_run import epoch_events, job_spec, manifest
from tests.helpers.stores import new_box


def make_sound(folder: Path) -> Path:
    """Make the project that the hostile ones begin as; returns its file."""
    store = make_labelled(folder, BOX, POLYGON, LINE, TURNED, ring_mask())
    store.attributes.add(2, "colour", "choice", ("red", "green"))
    store.annotations.set_attributes([1, 2], {"crowd": True, "1": "red"})
    store.annotations.set_note([1], "look again")
    store.tags.add([1, 2], ["night", "rain"])
    added = store.annotations.add([new_box(3, 1)]).history_id
    assert added is not None
    store.history.undo(added)
    run = RunFolder.create(store.files_dir / "runs" / RUN, job_spec(RUN), manifest(folder))
    writer = EventWriter(run.events_path)
    for event in epoch_events(0, random.Random(0)):
        writer.write(event)
    writer.close()
    run.card_path.write_bytes(msgspec.json.encode(store.models.rows()[0].card))
    store.close()
    return store.path


def spoil(path: Path, kind: Kind) -> None:
    """Make a project hostile in one more way."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        for statement in kind.statements:
            connection.execute(statement)
        connection.commit()
    if kind.spoil is not None:
        kind.spoil(path)


def hostile_projects(seed: int, count: int) -> Iterator[tuple[str, Path]]:
    """Make projects, each hostile in one to six ways; each is gone when the next is asked for."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="saegim-hostile-") as folder:
        sound = make_sound(Path(folder) / "sound")
        for number in range(count):
            kinds = chance.sample(KINDS, chance.randint(1, 6))
            place = Path(folder) / str(number)
            path = copy_of(sound, place)
            for kind in kinds:
                # After another one it may not be possible any more.
                with contextlib.suppress(sqlite3.Error, OSError):
                    spoil(path, kind)
            yield f"seed {seed}, {number}: {', '.join(kind.name for kind in kinds)}", path
            shutil.rmtree(place)


def copy_of(sound: Path, place: Path) -> Path:
    """Copy a project with its images; returns its file."""
    shutil.copytree(sound.parent, place)
    return place / sound.name


def check(path: Path) -> str:
    """Open a project and do everything with it.

    Returns:
        ``opened``, ``mended``, or the code of the sentence with which it was refused.

    Raises:
        AssertionError: Something went wrong inside the program.
    """
    try:
        store = Store.open(path)
    except SaegimError as error:
        assert error.code != "internal", error
        _ask_on_the_command_line(path)
        return error.code
    with contextlib.closing(store):
        for act in (_read, _edit, _go_back_and_forth, _read, _export, _end_classes, _read):
            act(store)
        outcome = "opened" if store.left_out is None else "mended"
    with contextlib.closing(Store.open(path)) as again:
        assert again.left_out is None, again.left_out
    _ask_on_the_command_line(path)
    return outcome


def _tried(*acts: Callable[[], object]) -> None:
    for act in acts:
        try:
            act()
        except SaegimError as error:
            assert error.code != "internal", error


def _read(store: Store) -> None:
    ids = store.images.ids()
    assert store.images.ids(ImageFilter(sort="uncertainty", text="photo")) is not None
    for row in store.images.rows(ids):
        assert row.width * row.height > 0
        store.annotations.of_image(row.id)
        store.suggestions.of_image(row.id)
    msgspec.json.encode(store.info())
    store.classes.counts()
    store.classes.finished_counts()
    for attribute in store.attributes.rows():
        store.attributes.counts(attribute.key)
        store.images.ids(ImageFilter(attribute=AttributeFilter((attribute.key,)), has_note=True))
    tags = tuple(store.tags.counts())
    store.images.ids(ImageFilter(tags=tags))
    store.history.steps()
    store.images.value_range_rule()
    adopt_finished(store)
    store.models.rows()
    for run in store.runs.rows():
        folder = find_run(store, run.id)
        folder.status()
        _tried(folder.spec, folder.manifest, EventReader(folder.events_path).read_new)
        _tried(lambda number=run.dataset_version_id: store.datasets.get(number))
    for task in store.tasks():
        store.datasets.image_counts(task)
        store.datasets.left_out_count(task)
        _tried(lambda task=task: figures_of(store.datasets.freeze(task)))


def _edit(store: Store) -> None:
    ids = store.images.ids()
    classes = [row.id for row in store.classes.rows()]
    _tried(
        lambda: store.classes.add("new", "box"),
        lambda: store.images.set_state(ids, ImageState.IN_WORK),
        lambda: store.splits.set(ids, "train"),
        lambda: store.suggestions.accept_above(0.0),
        lambda: store.images.set_state(ids, ImageState.REVIEWED),
        lambda: store.splits.assign(),
        lambda: store.image_labels.set_mode("any"),
        lambda: store.image_labels.set_mode("one"),
    )
    for image_id in ids:
        for class_id in classes:
            _tried(lambda i=image_id, c=class_id: store.annotations.add([new_box(i, c)]))
        rows = store.annotations.of_image(image_id)
        described = [row.id for row in rows]
        _tried(lambda i=described: store.annotations.set_attributes(i, {"occluded": True}))
        for move in MOVES:
            _tried(lambda i=described[:1], m=move: store.annotations.reorder(i, m))
        _tried(lambda rows=rows: store.annotations.delete([row.id for row in rows[:1]]))
        _tried(lambda i=image_id: store.tags.add([i], ["dusk"]))
    for tag in store.tags.rows():
        _tried(lambda i=tag.id: store.tags.remove(ids[:1], [i]))
        _tried(lambda i=tag.id: store.tags.delete(i))
    for attribute in store.attributes.rows():
        _tried(lambda i=attribute.id: store.attributes.delete(i))


def _go_back_and_forth(store: Store) -> None:
    steps = store.history.steps()
    for step in reversed(steps):
        _tried(lambda step=step: store.history.undo(step.id))
    for step in steps:
        _tried(lambda step=step: store.history.redo(step.id))


def _export(store: Store) -> None:
    for format_ in formats_of(store):
        target = store.root / f"export {format_.name}"
        _tried(
            lambda name=format_.name, to=target: export_annotations(store, name, to, in_work=True)
        )


def _end_classes(store: Store) -> None:
    ids = [row.id for row in store.classes.rows()]
    if len(ids) > 1:
        _tried(lambda: store.classes.merge(ids[0], ids[1]), lambda: store.classes.move(ids[1], 0))
    for class_id in ids:
        _tried(lambda class_id=class_id: store.classes.delete(class_id))
    _go_back_and_forth(store)


def _ask_on_the_command_line(path: Path) -> None:
    for words in (["project", "info", str(path)], ["runs", "list", "--project", str(path)]):
        error = CliRunner().invoke(app, words).exception
        if isinstance(error, SaegimError):
            assert error.code != "internal", error
        else:
            assert error is None, repr(error)
