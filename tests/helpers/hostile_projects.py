"""Project files as a stranger or a failing disk may have made them, from a seed.

Each starts as a small sound project and is then changed behind the program's back. ``check`` opens
one and does everything with it: it may be refused in words, but nothing else may go wrong.
"""

import contextlib
import random
import shutil
import sqlite3
import tempfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
from typer.testing import CliRunner

from engine.cli import app
from engine.formats.annotations import export_annotations, formats_of
from engine.project.rows import ImageFilter, ImageState
from engine.project.runs import adopt_finished, find_run
from engine.project.store import Store
from engine.protocol.errors import SaegimError
from engine.protocol.run_folder import RunFolder
from engine.protocol.stream import EventReader, EventWriter
from engine.tasks.figures import figures_of
from tests.helpers.labelled import BOX, LINE, POLYGON, TURNED, make_labelled, ring_mask
from tests.helpers.recorded_run import epoch_events, job_spec, manifest
from tests.helpers.stores import new_box

RUN = "run-1"


class Kind(NamedTuple):
    """One way in which a project is hostile."""

    name: str
    statements: tuple[str, ...] = ()
    spoil: Callable[[Path], None] | None = None
    """Given the project file; for what is no statement."""


def _sql(name: str, *statements: str) -> Kind:
    return Kind(name, statements)


def _set(table: str, column: str, value: str, name: str) -> Kind:
    where = "" if table == "project" else f' WHERE rowid = (SELECT min(rowid) FROM "{table}")'
    return _sql(f"{table}.{column} {name}", f'UPDATE "{table}" SET "{column}" = {value}{where}')


def _points(count: int) -> str:
    pairs = ",".join(f"[{i % 160}.5,{i * 7919 % 120}.25]" for i in range(count))
    return f'\'{{"type":"polygon","points":[{pairs}]}}\''


def _geometry(name: str, json: str) -> Kind:
    return _set("annotations", "geometry", f"'{json}'", name)


def _run_file(name: str, file: str, content: bytes) -> Kind:
    def spoil(path: Path) -> None:
        (path.with_suffix(".files") / "runs" / RUN / file).write_bytes(content)

    return Kind(f"run {name}", spoil=spoil)


def _folder_for_file(file: str) -> Kind:
    def spoil(path: Path) -> None:
        place = path.with_suffix(".files") / "runs" / RUN / file
        place.unlink(missing_ok=True)
        place.mkdir()

    return Kind(f"run with a folder for {file}", spoil=spoil)


def _history(name: str, text: bytes) -> Kind:
    def spoil(path: Path) -> None:
        with contextlib.closing(sqlite3.connect(path)) as connection:
            connection.execute(
                "UPDATE history SET changes = ? WHERE id < 3", (zlib.compress(text),)
            )
            connection.commit()

    return Kind(f"history {name}", spoil=spoil)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _scribbled(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096 * 3 : 4096 * 3 + 512] = b"\xff" * 512
    path.write_bytes(data)


MASK = '{"type":"mask","height":%d,"width":%d,"counts":"%s"}'
_FOREIGN_STEP = (
    b'[["annotations",1,null,{"id":1,"image_id":1,"class_id":1,"geometry":"{}","author":"human",'
    b'"prompt":null,"model_id":null,"score":null}]]'
)

KINDS: tuple[Kind, ...] = (
    _geometry("empty", ""),
    _geometry("no JSON", "{"),
    _geometry("NaN", '{"type":"box","left":NaN,"top":0,"right":1,"bottom":1}'),
    _geometry("infinite", '{"type":"box","left":1e999,"top":0,"right":1,"bottom":1}'),
    _geometry("enormous", '{"type":"box","left":-1e308,"top":-1e308,"right":1e308,"bottom":1e308}'),
    _geometry("inside out", '{"type":"box","left":9,"top":9,"right":1,"bottom":1}'),
    _geometry("of another kind", '{"type":"sphere","radius":1}'),
    _geometry("without points", '{"type":"polygon","points":[]}'),
    _geometry("of two points", '{"type":"polygon","points":[[1,1],[2,2]]}'),
    _geometry("line of one point", '{"type":"polyline","points":[[1,1]]}'),
    _geometry("no skeleton", '{"type":"keypoints","points":[]}'),
    _geometry("deep", "[" * 50_000),
    _geometry(
        "turned enormous",
        '{"type":"rotated_box","center_x":1e300,"center_y":0,'
        '"width":1e300,"height":-1,"angle":1e300}',
    ),
    _geometry("mask larger than its image", MASK % (12_000, 16_000, "0")),
    _geometry("mask of gigabytes", MASK % (2_000_000_000, 2_000_000_000, "PPPPPPPPPPPPP1")),
    _geometry("mask without counts", MASK % (120, 160, "")),
    _geometry("mask too short", MASK % (120, 160, "12")),
    _geometry("mask too long", MASK % (120, 160, "PPPo1" * 50)),
    _geometry("mask of negative runs", MASK % (120, 160, "OOOOOO")),
    _geometry("mask with an open end", MASK % (120, 160, "PP")),
    _geometry("mask of other letters", MASK % (120, 160, "가~ ")),
    _geometry("mask of negative size", MASK % (-120, -160, "1")),
    _set("annotations", "geometry", _points(1_000_000), "of a million points"),
    _set("annotations", "geometry", _points(15_000), "crossing itself everywhere"),
    _set("annotations", "geometry", "zeroblob(1000)", "blob"),
    _set("annotations", "geometry", "CAST(x'ff00fe' AS TEXT)", "no UTF-8"),
    _set("annotations", "image_id", "999", "dangling"),
    _set("annotations", "class_id", "999", "dangling"),
    _set("annotations", "class_id", "'tree'", "text"),
    _set("annotations", "model_id", "999", "dangling"),
    _set("annotations", "id", "9223372036854775807", "enormous"),
    _set("annotations", "id", "-5", "negative"),
    _set("annotations", "author", "'nobody'", "unknown"),
    _set("annotations", "prompt", '\'{"points":[{"x":1e300,"y":0}]}\'', "far away"),
    _set("annotations", "prompt", "'?'", "no JSON"),
    _set("annotations", "score", "1e999", "infinite"),
    _set("annotations", "score", "'high'", "text"),
    _set("suggestions", "score", "1e999", "infinite"),
    _set("suggestions", "score", "x'00'", "blob"),
    _set("suggestions", "geometry", "'{}'", "empty"),
    _set("suggestions", "image_id", "999", "dangling"),
    _set("suggestions", "model_id", "999", "dangling"),
    _set("suggestions", "run_id", "'nobody'", "dangling"),
    _set("images", "width", "9223372036854775807", "enormous"),
    _set("images", "width", "0", "none"),
    _set("images", "height", "-3", "negative"),
    _set("images", "height", "'tall'", "text"),
    _set("images", "width", "1.5", "broken"),
    _set("images", "state", "'burning'", "unknown"),
    _set("images", "state", "x'6e6577'", "blob"),
    _set("images", "split", "'holdout'", "unknown"),
    _set("images", "split", "17", "number"),
    _set("images", "path", "x'00ff'", "blob"),
    _set("images", "path", "'a' || char(0) || 'b'", "with NUL"),
    _set("images", "path", "''", "empty"),
    _set("images", "path", "CAST(zeroblob(3000000) AS TEXT)", "of megabytes"),
    _set("images", "sort_key", "x'ff'", "blob"),
    _set("images", "content_hash", "42", "number"),
    _set("images", "group", "zeroblob(9)", "blob"),
    _set("images", "look", "'look'", "text"),
    _set("images", "look", "1e300", "enormous"),
    _set("images", "low", "1e308", "enormous"),
    _set("images", "high", "'high'", "text"),
    _set("images", "added_at", "x'00'", "blob"),
    _set("images", "id", "4611686018427387904", "enormous"),
    _set("label_classes", "name", "replace(hex(zeroblob(2000000)), '00', 'name')", "of megabytes"),
    _set("label_classes", "name", "'<img src=\"file:///etc/passwd\"><b>tree</b>'", "with markup"),
    _set("label_classes", "name", "'tree' || char(0) || char(8238) || 'exe'", "turning round"),
    _set("label_classes", "name", "x'ff'", "blob"),
    _set("label_classes", "name", "''", "empty"),
    _set("label_classes", "color", "'url(http://x)'", "no colour"),
    _set("label_classes", "color", "7", "number"),
    _set("label_classes", "key", "x'01'", "blob"),
    _set("label_classes", "position", "'first'", "text"),
    _set("label_classes", "position", "9223372036854775807", "enormous"),
    _set("label_classes", "geometry_kind", "'sphere'", "unknown"),
    _set("label_classes", "id", "999999999999", "enormous"),
    _set("project", "name", "x'ff'", "blob"),
    _set("project", "name", "replace(hex(zeroblob(1000000)), '00', 'name')", "of megabytes"),
    _set("project", "revision", "'many'", "text"),
    _set("project", "revision", "9223372036854775807", "enormous"),
    _set("project", "usual_task", "'levitate'", "unknown"),
    _set("project", "image_labels", "'three'", "unknown"),
    _set("project", "new_class_kind", "x'00'", "blob"),
    _set("project", "value_range", '\'{"low":5,"high":-5}\'', "inside out"),
    _set("project", "value_range", "'?'", "no JSON"),
    _sql("project without its row", "DELETE FROM project"),
    _sql(
        "project with two rows",
        "INSERT INTO project SELECT 2, project_id, name, created_at, "
        "revision, usual_task, image_labels, new_class_kind, value_range FROM project",
    ),
    _set("runs", "task", "'levitate'", "unknown"),
    _set("runs", "name", "'<h1>' || char(8238)", "with markup"),
    _set("runs", "dataset_version_id", "999", "dangling"),
    _set("runs", "created_at", "x'00'", "blob"),
    _set("runs", "discarded", "'perhaps'", "text"),
    _set("runs", "id", "'../../x'", "path"),
    _set("models", "card", "'{}'", "empty"),
    _set("models", "card", "x'00'", "blob"),
    _set(
        "models",
        "card",
        "replace(card, '\"score_threshold\":0.4', '\"score_threshold\":1e300')",
        "enormous",
    ),
    _set("models", "card", 'replace(card, \'"task":"detect"\', \'"task":"levitate"\')', "unknown"),
    _set("models", "run_id", "'nobody'", "dangling"),
    _set("dataset_versions", "manifest", "'{'", "no JSON"),
    _set("dataset_versions", "manifest", "x'00'", "blob"),
    _set("dataset_versions", "digest", "x'00'", "blob"),
    _set("id_counters", "last", "'last'", "text"),
    _set("id_counters", "last", "9223372036854775807", "enormous"),
    _sql("id_counters behind", "UPDATE id_counters SET last = 0"),
    _sql("id_counters gone", "DELETE FROM id_counters"),
    _sql("sqlite_sequence enormous", "UPDATE sqlite_sequence SET seq = 9223372036854775807"),
    _set("history", "label", "x'00'", "blob"),
    _set("history", "undone", "'perhaps'", "text"),
    _sql("history text", "UPDATE history SET changes = 'text'"),
    _sql("history of zeros", "UPDATE history SET changes = zeroblob(100)"),
    _history("that unpacks to gigabytes", b"[" + b" " * (1 << 29)),
    _history("of no rows", b'[["annotations",1,null,null]]'),
    _history("of another table", b'[["sqlite_master",1,{"id":1},null]]'),
    _history("that removes the project", b'[["project",1,{"id":1},null]]'),
    _history("of other columns", b'[["images",1,{"x":1},{"x":2}]]'),
    _history("of enormous ids", b'[["images",99999999999999999999,{"state":"new"},{"state":"x"}]]'),
    _history("of enormous values", b'[["images",1,{"width":160},{"width":1e300}]]'),
    _history("of a foreign step", _FOREIGN_STEP),
    _history("of lists", b'[["images",1,{"state":[]},{"state":{}}]]'),
    _sql("table gone", "DROP TABLE suggestions"),
    _sql("column gone", 'ALTER TABLE images DROP COLUMN "added_at"'),
    _sql("revision of two", "INSERT INTO alembic_version VALUES ('0001')"),
    _sql("revision blob", "UPDATE alembic_version SET version_num = x'00'"),
    Kind("file cut", spoil=_cut),
    Kind("file scribbled on", spoil=_scribbled),
    _run_file("without a spec", "spec.json", b""),
    _run_file("of another task", "spec.json", b'{"run_id":"run-1","recipe":{"task":"levitate"}}'),
    _run_file("of NULs", "spec.json", b"\0" * 5000),
    _run_file("with a broken launch", "launch.json", b"{"),
    _run_file("with a broken state", "state.json", b'{"status":"flying"}'),
    _run_file("with a broken record", "events.jsonl", b"\0" * 5000 + b"\n{}\n"),
    _run_file("with a broken card", "model/card.json", b"\xff"),
    _run_file("with a deep data set", "dataset.json", b"[" * 100_000),
    *(
        _folder_for_file(file)
        for file in ("spec.json", "state.json", "launch.json", "events.jsonl", "model/card.json")
    ),
)


def make_sound(folder: Path) -> Path:
    """Make the project that the hostile ones begin as; returns its file."""
    store = make_labelled(folder, BOX, POLYGON, LINE, TURNED, ring_mask())
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
    """Make a project hostile in one more way; what cannot be done any more is left."""
    with contextlib.suppress(sqlite3.Error, OSError):
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
        _tried(lambda rows=rows: store.annotations.delete([row.id for row in rows[:1]]))


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
