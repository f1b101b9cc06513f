"""The project file under an open store: renamed, deleted, replaced, on media without writing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from engine.project import whereabouts
from engine.project.store import Store
from engine.protocol.errors import SaegimError
from tests.helpers.stores import make_store, new_box


@pytest.fixture
def store(tmp_path: Path):
    made = make_store(tmp_path / "folder", images=1)
    yield made
    made.close()


def draw(store: Store, count: int = 20) -> None:
    class_id, image_id = store.classes.rows()[0].id, store.images.ids()[0]
    for i in range(count):
        store.annotations.add([new_box(image_id, class_id, left=float(i))])


def annotations_in(path: Path) -> int:
    store = Store.open(path)
    try:
        return store.info().annotations
    finally:
        store.close()


def test_after_a_rename_nothing_is_written_and_nothing_is_lost(store: Store) -> None:
    draw(store)
    moved = store.path.rename(store.path.with_name("renamed.saegim"))
    with pytest.raises(SaegimError) as caught:
        draw(store)
    assert caught.value.code == "project_moved"
    assert store.database.whereabouts().state == "moved"
    assert store.database.whereabouts().path == moved
    store.database.settle()
    assert annotations_in(moved) == 20
    store.close()
    assert annotations_in(moved) == 20
    assert not store.path.exists()


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be renamed there")
def test_a_renamed_file_is_found_without_a_look_at_each_of_its_neighbours(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(50):
        (store.root / f"{number}.png").touch()
    moved = store.path.rename(store.root / "renamed.saegim")
    looked_at: list[Path] = []
    identify = whereabouts.identify
    monkeypatch.setattr(whereabouts, "identify", lambda p: looked_at.append(p) or identify(p))
    assert store.database.whereabouts().path == moved
    assert looked_at == [store.path, moved]


def test_closing_after_a_rename_leaves_all_in_the_renamed_file(store: Store) -> None:
    draw(store)
    moved = store.path.rename(store.path.with_name("renamed.saegim"))
    store.close()
    assert not store.path.exists()
    assert annotations_in(moved) == 20


def test_what_was_deleted_can_be_written_again(store: Store) -> None:
    draw(store)
    shutil.rmtree(store.root)
    assert store.database.whereabouts().state == "gone"
    store.database.copy_to(store.path)
    store.close()
    assert annotations_in(store.path) == 20


def test_another_file_in_its_place_gets_nothing_of_it(store: Store, tmp_path: Path) -> None:
    other = make_store(tmp_path / "other", images=0)
    other.close()
    draw(store)
    shutil.copy(other.path, tmp_path / "incoming")
    (tmp_path / "incoming").replace(store.path)
    with pytest.raises(SaegimError) as caught:
        draw(store)
    assert caught.value.code == "project_moved"
    assert store.database.whereabouts().state == "replaced"
    store.database.settle()
    kept = store.path.with_name("kept.saegim")
    store.database.copy_to(kept)
    store.close()
    assert (annotations_in(kept), annotations_in(store.path)) == (20, 0)


def test_a_file_that_comes_back_is_written_again(store: Store) -> None:
    away = store.path.rename(store.path.with_name("away"))
    with pytest.raises(SaegimError):
        draw(store)
    away.rename(store.path)
    draw(store)
    assert store.info().annotations == 20


def test_a_closed_project_is_not_read(store: Store) -> None:
    store.close()
    store.path.unlink()
    with pytest.raises(SaegimError) as caught:
        store.info()
    assert caught.value.code == "project_closed"
    assert not store.path.exists()


def test_a_copy_that_cannot_be_written_leaves_nothing(store: Store, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SaegimError) as caught:
        store.database.copy_to(tmp_path / "file" / "copy.saegim")
    assert caught.value.code == "not_writable"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root mounts file systems")
def test_a_project_on_read_only_media_is_looked_at(tmp_path: Path) -> None:
    media = tmp_path / "media"
    media.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", str(media)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no file system can be mounted here")
    try:
        made = make_store(media, images=1)
        draw(made)
        made.close()
        subprocess.run(["mount", "-o", "remount,ro", str(media)], check=True)
        store = Store.open(made.path)
        assert store.database.is_read_only
        assert store.info().annotations == 20
        with pytest.raises(SaegimError) as caught:
            draw(store)
        assert caught.value.code == "project_readonly"
        store.close()
    finally:
        subprocess.run(["umount", str(media)], check=True)


def test_a_path_that_is_too_long_is_refused_in_true_words(tmp_path: Path) -> None:
    folder = tmp_path
    while len(os.fsencode(folder)) < 500:
        folder = folder / ("d" * 60)
    with pytest.raises(SaegimError) as caught:
        Store.create(folder / "project.saegim")
    assert caught.value.code == "path_too_long"
    assert not list(folder.glob("*"))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux allows any bytes as a name")
def test_a_path_that_is_no_text_is_refused_in_true_words(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"caf\xe9")
    folder.mkdir()
    with pytest.raises(SaegimError) as caught:
        Store.create(folder / "project.saegim")
    assert caught.value.code == "path_unreadable"
    assert not list(folder.iterdir())
    Store.create(tmp_path / "project.saegim").close()
    (tmp_path / "project.saegim").rename(folder / "project.saegim")
    with pytest.raises(SaegimError, match="is no readable text") as caught:
        Store.open(folder / "project.saegim")
    str(caught.value).encode()
