"""A project file may be a stranger's: nothing in it leads outside its folder or runs code."""

import contextlib
import sqlite3
from pathlib import Path

import pytest

from engine.formats.annotations import export_annotations
from engine.project.places import own_folder
from engine.project.runs import discard_run, find_model, find_run
from engine.project.store import Store
from engine.protocol.errors import SaegimError
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
    ],
    ids=["trigger", "view", "virtual table"],
)
def test_a_project_with_code_in_it_is_refused(path, statement: str) -> None:
    change(path, statement)
    with pytest.raises(SaegimError) as caught:
        Store.open(path)
    assert caught.value.code == "project_has_code"


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
