"""A project file may be a stranger's: nothing in it leads outside its folder or runs code."""

import contextlib
import os
import sqlite3
import struct
import threading
from pathlib import Path

import pytest

from engine.formats.annotations import export_annotations
from engine.project import runs
from engine.project.places import own_folder
from engine.project.runs import discard_run, find_model, find_run
from engine.project.store import Store
from engine.protocol.errors import SaegimError
from engine.protocol.run_folder import RunFolder
from engine.system.locks import FolderLock
from tests.helpers.stores import add_model, make_store, review


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project of reviewed images with a model."""
    store = make_store(tmp_path / "project")
    review(store, store.images.ids(), store.classes.rows()[0].id)
    add_model(store)
    store.close()
    return store.path


@pytest.fixture
def victim(tmp_path: Path) -> Path:
    folder = tmp_path / "victim"
    folder.mkdir()
    (folder / "letter.txt").write_text("SECRET and precious")
    return folder


def change(path: Path, *statements: str) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


@pytest.fixture
def opened(path: Path):
    """Opens the project; it is closed at the end."""
    with contextlib.ExitStack() as stack:
        yield lambda: stack.enter_context(contextlib.closing(Store.open(path)))


def test_a_run_whose_id_is_a_path_is_none_of_the_projects(path, victim, opened) -> None:
    change(
        path,
        "INSERT INTO runs (id, name, task, dataset_version_id, created_at, discarded) "
        f"SELECT '{victim}', 'victim', task, dataset_version_id, created_at, 0 FROM runs",
    )
    store = opened()
    assert [row.id for row in store.runs.rows()] == ["run-1"]
    for way in (find_run, discard_run):
        with pytest.raises(SaegimError, match="no run"):
            way(store, str(victim))
    assert (victim / "letter.txt").exists()


def test_a_run_is_discarded_though_its_process_lets_go_of_the_lock_a_little_later(
    opened, monkeypatch
) -> None:
    store = opened()
    folder = RunFolder(store.files_dir / "runs" / "run-1")
    folder.path.mkdir(parents=True, exist_ok=True)
    folder.note_launch(os.getpid())
    lock = FolderLock(folder.path)
    assert lock.take()

    def end(*_args: object, **_options: object) -> None:
        threading.Timer(0.3, lock.free).start()

    monkeypatch.setattr(runs, "escalate", end)
    discard_run(store, "run-1")
    assert not folder.path.exists()


@pytest.mark.parametrize("run_id", ["../victim", "..", ".", "", "a/b", "C:\\x", "-rf", "x" * 200])
def test_ids_of_runs_are_names(path, opened, run_id: str) -> None:
    change(path, f"UPDATE runs SET id = '{run_id}'", f"UPDATE models SET run_id = '{run_id}'")
    store = opened()
    assert store.runs.rows() == []
    assert store.models.rows() == []


def test_a_model_lies_in_its_run(path, victim, opened) -> None:
    change(path, f"UPDATE models SET card_path = '{victim}/letter.txt'")
    with pytest.raises(SaegimError) as caught:
        find_model(opened())
    assert caught.value.code == "no_trained_model"


@pytest.mark.parametrize("content_hash", ["../../x", "/etc/passwd", "", "ABC", "a" * 33])
def test_a_content_hash_names_no_place(path, opened, content_hash: str) -> None:
    change(path, f"UPDATE images SET content_hash = '{content_hash}'")
    store = opened()
    for row in store.images.rows(store.images.ids()):
        assert len(row.key) == 32
        assert row.key.isalnum()


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER INSERT ON annotations BEGIN DELETE FROM annotations; END",
        "CREATE VIEW v AS SELECT * FROM images",
        "CREATE VIRTUAL TABLE f USING fts5(x)",
        "ALTER TABLE images ADD COLUMN step INTEGER REFERENCES history (id) ON DELETE CASCADE",
        "ALTER TABLE images ADD COLUMN g TEXT AS (hex(zeroblob(400000000)))",
        "CREATE INDEX e ON annotations (length(hex(zeroblob(400 + id))))",
        "CREATE UNIQUE INDEX u ON project (revision)",
        "CREATE TABLE more (image_id INTEGER REFERENCES images (id))",
    ],
    ids=[
        "trigger",
        "view",
        "virtual table",
        "cascade",
        "generated column",
        "index of an expression",
        "unique index",
        "table",
    ],
)
def test_a_project_with_code_in_it_is_refused(path, statement: str) -> None:
    change(path, statement)
    with pytest.raises(SaegimError) as caught:
        Store.open(path)
    assert caught.value.code == "project_has_code"


@pytest.mark.parametrize(
    ("table", "ours", "others"),
    [
        ("annotations", "REFERENCES images (id)", "REFERENCES images (id) ON DELETE CASCADE"),
        ("annotations", "score DOUBLE", "score DOUBLE CHECK (length(hex(zeroblob(400000000))))"),
        ("images", "UNIQUE (path)", "UNIQUE (path) ON CONFLICT REPLACE"),
        ("images", "state VARCHAR", "state VARCHAR COLLATE klingon"),
        ("images", "path VARCHAR", "path INTEGER"),
    ],
)
def test_a_project_with_other_rules_for_our_tables_is_refused(path, table, ours, others) -> None:
    change(
        path,
        "PRAGMA writable_schema = ON",
        f"UPDATE sqlite_master SET sql = replace(sql, '{ours}', '{others}') WHERE name = '{table}'",
    )
    with pytest.raises(SaegimError) as caught:
        Store.open(path)
    assert caught.value.code == "project_has_code"


def test_a_project_that_was_analysed_or_tidied_up_is_opened(path, opened) -> None:
    change(path, "ANALYZE")
    change(path, "VACUUM")
    assert len(opened().images.ids()) > 0


def test_a_database_of_another_encoding_is_no_project_and_stays_as_it_is(path, tmp_path) -> None:
    other = tmp_path / "other.saegim"
    with contextlib.closing(sqlite3.connect(path)) as ours:
        lines = [line for line in ours.iterdump() if "sqlite_sequence" not in line]
    with contextlib.closing(sqlite3.connect(other)) as made:
        made.executescript("\n".join(["PRAGMA encoding = 'UTF-16le';", *lines]))
    before = other.read_bytes()
    with pytest.raises(SaegimError) as caught:
        Store.open(other)
    assert caught.value.code == "not_a_project"
    assert other.read_bytes() == before


@pytest.mark.parametrize("ending", ["-wal", "-shm", "-journal"])
@pytest.mark.parametrize("is_there", [True, False])
def test_a_log_that_is_a_link_is_not_opened(path, victim, tmp_path, ending, is_there) -> None:
    target = victim / ("letter.txt" if is_there else "new.txt")
    link = path.with_name(path.name + ending)
    through = tmp_path / "through.saegim"
    try:
        link.symlink_to(target)
        through.symlink_to(path)
    except OSError:
        pytest.skip("links may not be made here")
    for way in (path, through):
        with pytest.raises(SaegimError) as caught:
            Store.open(way)
        assert caught.value.code == "log_leads_elsewhere"
    assert [file.name for file in victim.iterdir()] == ["letter.txt"]
    assert (victim / "letter.txt").read_text() == "SECRET and precious"


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_a_journal_that_names_a_file_to_delete_is_not_played_back(path, victim, mode) -> None:
    change(path, f"PRAGMA journal_mode = {mode}")
    _write_journal(path, victim / "letter.txt")
    with pytest.raises(SaegimError) as caught:
        Store.open(path)
    assert caught.value.code == "log_leads_elsewhere"
    assert (victim / "letter.txt").exists()


def _write_journal(path: Path, named: Path) -> None:
    """Write what SQLite takes for the end of a change of several databases: it deletes ``named``.

    See sqlite.org/fileformat2.html, "The Rollback Journal", and ``writeSuperJournal`` in pager.c.
    """
    magic, page, sector = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", 4096, 512
    pages = path.stat().st_size // page
    header = magic + struct.pack(">5I", 0, 0, pages, sector, page)
    name = str(named).encode()
    end = struct.pack(">I", (1 << 30) // page + 1) + name + struct.pack(">2I", len(name), sum(name))
    journal = header.ljust(sector, b"\0") + end + magic
    path.with_name(path.name + "-journal").write_bytes(journal)


@pytest.mark.parametrize("names", [(), ("cache",), ("runs",), ("runs", "run-1")])
def test_links_below_a_project_are_refused(tmp_path, victim, names: tuple[str, ...]) -> None:
    files = tmp_path / "p.files"
    link = files.joinpath(*names)
    link.parent.mkdir(parents=True, exist_ok=True)
    try:
        link.symlink_to(victim, target_is_directory=True)
    except OSError:
        pytest.skip("links may not be made here")
    with pytest.raises(SaegimError) as caught:
        own_folder(files, *names, "more")
    assert caught.value.code == "link_in_project"


@pytest.mark.parametrize("name", ["yolo", "yolo-segment"])
def test_what_is_no_picture_is_not_taken_along(path, victim, opened, tmp_path, name) -> None:
    change(
        path,
        "UPDATE label_classes SET geometry_kind = 'polygon'",
        f"UPDATE images SET path = '{victim}/letter.txt' WHERE id = 1",
    )
    exported = export_annotations(opened(), name, tmp_path / "out")
    assert exported.changed == 1
    written = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert written
    assert not any(b"SECRET" in path.read_bytes() for path in written)
