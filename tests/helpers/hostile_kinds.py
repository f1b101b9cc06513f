"""The ways in which a project is hostile, one each: what a stranger or a failing disk may do."""

import contextlib
import sqlite3
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

RUN = "run-1"
"""Id of the run that a project has whose files are spoiled."""


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

_MANY_ATTRIBUTES = (
    "INSERT INTO attributes WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
    " WHERE i < 5000) SELECT 100 + i, 1, 'a' || i, 'text', '[]', 0, i FROM n"
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
    _set("annotations", "attributes", "'?'", "no JSON"),
    _set("annotations", "attributes", "x'7b7d'", "blob"),
    _set("annotations", "attributes", '\'{"999":true,"crowd":{}}\'', "unknown"),
    _set("annotations", "attributes", '\'{"1":1e400,"occluded":1}\'', "of other kinds"),
    _set("annotations", "attributes", "replace(hex(zeroblob(9000000)), '00', '[')", "deep"),
    _set("annotations", "z", "1e999", "infinite"),
    _set("annotations", "z", "'top'", "text"),
    _set("annotations", "note", "x'00'", "blob"),
    _set("annotations", "note", "char(0) || char(8238) || 'exe'", "turning round"),
    _set("annotations", "note", "replace(hex(zeroblob(2000000)), '00', 'note')", "of megabytes"),
    _set("tags", "name", "x'ff'", "blob"),
    _set("tags", "name", "'<b>' || char(8238)", "with markup"),
    _set("tags", "id", "-1", "negative"),
    _set("image_tags", "tag_id", "999", "dangling"),
    _set("image_tags", "image_id", "'first'", "text"),
    _sql(
        "image_tags doubled",
        "INSERT INTO image_tags SELECT id + 9, image_id, tag_id FROM image_tags",
    ),
    _set("attributes", "class_id", "999", "dangling"),
    _set("attributes", "name", "'<b>' || char(0) || char(8238)", "with markup"),
    _set("attributes", "kind", "'sphere'", "unknown"),
    _set("attributes", "choices", '\'["a","a",{}]\'', "of anything"),
    _set("attributes", "choices", "replace(hex(zeroblob(9000000)), '00', '[')", "deep"),
    _set("attributes", "required", "'perhaps'", "text"),
    _set("attributes", "position", "9223372036854775807", "enormous"),
    _set("attributes", "id", "-1", "negative"),
    _sql("attributes by the thousand", _MANY_ATTRIBUTES),
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
