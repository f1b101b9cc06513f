"""The sample projects are what the notes promise; built once from the real packages."""

import hashlib
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from engine.catalogue import samples
from engine.geometry.types import Box
from engine.project.rows import ImageFilter, ImageState
from engine.project.store import Store
from engine.protocol.errors import SaegimError


def silent(done: int, total: int | None, what: str) -> None:
    pass


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    for name in ("trees", "lights"):
        assert samples.build(name, folder / name, silent)
    return folder


@pytest.fixture
def trees(built: Path):
    store = Store.open(samples.project_path("trees", built / "trees"))
    yield store
    store.close()


@pytest.fixture
def lights(built: Path):
    store = Store.open(samples.project_path("lights", built / "lights"))
    yield store
    store.close()


def rows_of(store: Store, **wanted: tuple[str, ...]):
    return store.images.rows(store.images.ids(ImageFilter(**wanted)))


@pytest.mark.slow
def test_lights_keep_their_shipped_test_part(lights: Store):
    info = lights.info()
    assert (info.images, info.images_by_state) == (1484, {"reviewed": 1484})
    assert info.classes == {"red": 904, "yellow": 44, "green": 536}
    test = rows_of(lights, splits=("test",))
    assert len(test) == 297
    assert all(row.path.startswith("images/test/") for row in test)
    assert set(info.images_by_split) == {"train", "val", "test"}


@pytest.mark.slow
def test_every_light_has_the_class_of_its_folder(lights: Store):
    names = {row.id: row.name for row in lights.classes.rows()}
    for row in rows_of(lights)[::25]:
        (annotation,) = lights.annotations.of_image(row.id)
        assert names[annotation.class_id] == Path(row.path).parent.name


@pytest.mark.slow
def test_lights_that_look_alike_are_in_one_split(lights: Store):
    split_of: dict[str, str | None] = {}
    for row in rows_of(lights, splits=("train", "val")):
        assert split_of.setdefault(row.group, row.split) == row.split


@pytest.mark.slow
def test_trees_are_split_by_photo(trees: Store):
    rows = [row for row in rows_of(trees) if row.split]
    assert Counter(row.split for row in rows) == {"train": 81, "val": 9}
    assert len({(row.group, row.split) for row in rows}) == 2


@pytest.mark.slow
def test_validation_tiles_hold_each_tree_about_once(trees: Store):
    tiles = rows_of(trees, splits=("val",))
    boxes = [annotation for row in tiles for annotation in trees.annotations.of_image(row.id)]
    assert len(boxes) == 285
    assert all(isinstance(annotation.geometry, Box) for annotation in boxes)


@pytest.mark.slow
def test_tiles_without_trees_are_verified_empty(trees: Store):
    for row in rows_of(trees, splits=("train", "val")):
        empty = not trees.annotations.of_image(row.id)
        assert row.state == (ImageState.VERIFIED_EMPTY if empty else ImageState.REVIEWED)


@pytest.mark.slow
def test_four_photos_wait_for_labels(trees: Store):
    names = {Path(row.path).name for row in rows_of(trees, states=(ImageState.NEW,))}
    assert names == {"OSBS_029.png", "SOAP_061.png", "bus.jpg", "zidane.jpg"}
    assert [(row.name, row.geometry_kind) for row in trees.classes.rows()] == [
        ("tree", "box"),
        ("bus", "mask"),
        ("person", "mask"),
    ]


@pytest.mark.slow
def test_there_is_nothing_to_undo_in_a_fresh_sample(trees: Store, lights: Store):
    assert trees.history.steps() == lights.history.steps() == []


@pytest.mark.slow
def test_building_again_does_nothing_and_says_so(built: Path):
    project = samples.project_path("trees", built / "trees")
    before = hashlib.sha256(project.read_bytes()).digest()
    done = subprocess.run(
        [sys.executable, "-m", "engine", "samples", "build", "trees", str(built / "trees")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.rstrip().endswith("is there already.")
    assert hashlib.sha256(project.read_bytes()).digest() == before
    assert sorted(path.name for path in built.iterdir()) == ["lights", "trees"]


def test_folder_with_other_things_is_left_alone(tmp_path: Path):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(SaegimError) as caught:
        samples.build("trees", tmp_path, silent)
    assert caught.value.code == "folder_in_use"
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_unknown_sample_is_one_sentence(tmp_path: Path):
    with pytest.raises(SaegimError, match="there are: lights, trees"):
        samples.build("flowers", tmp_path, silent)
