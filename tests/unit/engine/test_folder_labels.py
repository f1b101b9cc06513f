"""Folders as labels: images, classes and labels come and go in one step."""

import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.project.folder_labels import folder_labels, sorted_labels
from engine.project.rows import ImageState
from engine.project.store import Store, create_for
from engine.protocol.errors import SaegimError
from engine.tasks.classify import CLASSIFY
from tests.helpers.stores import draw_picture, snapshot


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = create_for(CLASSIFY, tmp_path / "project.saegim")
    made.classes.add("red", "whole_image")
    yield made
    made.close()


@pytest.fixture
def pictures(tmp_path: Path) -> list[Path]:
    """Two red lights and a green one, each in the folder of its colour."""
    names = ("red/1.png", "red/2.png", "green/3.png")
    return [draw_picture(tmp_path / "lights" / name, seed=i) for i, name in enumerate(names)]


def labels_of(store: Store) -> list[list[str]]:
    names = {row.id: row.name for row in store.classes.rows()}
    return [
        [names[row.class_id] for row in store.annotations.of_image(image_id)]
        for image_id in store.images.ids()
    ]


def test_images_new_classes_and_labels_are_one_step(store: Store, pictures: list[Path]) -> None:
    before, steps = snapshot(store), len(store.history.steps())
    changes = store.images.add(pictures, labels=folder_labels(pictures)).changes
    assert labels_of(store) == [["green"], ["red"], ["red"]]
    assert [row.name for row in store.classes.rows()] == ["red", "green"]
    assert {image.state for image in store.images.rows(store.images.ids())} == {ImageState.REVIEWED}
    assert len(store.history.steps()) == steps + 1
    after = snapshot(store)
    assert changes.history_id is not None
    store.history.undo(changes.history_id)
    assert snapshot(store) == before
    store.history.redo(changes.history_id)
    assert snapshot(store) == after


def test_what_the_project_has_already_keeps_its_label(store: Store, pictures: list[Path]) -> None:
    store.images.add(pictures[:1])
    (first,) = store.images.ids()
    store.images.add(pictures, labels=folder_labels(pictures))
    assert store.annotations.of_image(first) == []
    assert sorted(labels_of(store)) == [[], ["green"], ["red"]]


def test_a_class_of_objects_labels_no_image(store: Store, pictures: list[Path]) -> None:
    store.classes.add("green", "box")
    before = snapshot(store)
    with pytest.raises(SaegimError) as caught:
        store.images.add(pictures, labels=folder_labels(pictures))
    assert caught.value.code == "class_of_other_kind"
    assert snapshot(store) == before


def test_only_two_folders_or_more_look_sorted(pictures: list[Path]) -> None:
    top = pictures[0].parents[1]
    beside = draw_picture(top / "another.png", seed=9)
    assert set(sorted_labels(pictures).values()) == {"red", "green"}
    assert beside not in sorted_labels([*pictures, beside])
    assert sorted_labels([*pictures[:2], beside]) == {}
    assert sorted_labels(pictures[:2]) == {}
    assert sorted_labels([]) == {}


def test_a_name_in_letters_and_marks_is_the_same_class(tmp_path: Path) -> None:
    taken_apart = tmp_path / unicodedata.normalize("NFD", "나무") / "1.png"
    assert list(folder_labels([taken_apart]).values()) == ["나무"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_folders_whose_names_look_alike_are_one_class_and_nameless_ones_none(
    tmp_path: Path,
) -> None:
    folders = ("cat", "cat ", "\u202acat", "cat\n", "\u202a")
    pictures = [
        draw_picture(tmp_path / folder / f"{seed}.png", seed=seed)
        for seed, folder in enumerate(folders)
    ]
    store = Store.create(tmp_path / "p.saegim")
    added = store.images.add(pictures, labels=folder_labels(pictures))
    assert len(added.changes.added.images) == 5
    assert [row.name for row in store.classes.rows()] == ["cat"]
    store.close()
