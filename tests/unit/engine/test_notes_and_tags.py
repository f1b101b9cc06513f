"""Notes about objects, and tags of images."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.project.changes import Changes
from engine.project.rows import LONGEST_NOTE, ImageState
from engine.project.store import Store
from engine.protocol.errors import SaegimError
from tests.helpers.stores import make_store, new_box, snapshot


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with contextlib.closing(make_store(tmp_path)) as made:
        yield made


def undo(store: Store, changes: Changes) -> None:
    assert changes.history_id is not None
    store.history.undo(changes.history_id)


def tags(store: Store, image_id: int) -> set[str]:
    names = {row.id: row.name for row in store.tags.rows()}
    return {names[tag_id] for tag_id in store.tags.of_images([image_id]).get(image_id, ())}


def test_a_note_is_written_about_several_objects_in_one_step(store: Store) -> None:
    image, tree = store.images.ids()[0], store.classes.rows()[0].id
    boxes = [new_box(image, tree, left=40.0 * i) for i in range(3)]
    ids = sorted(store.annotations.add(boxes).added.annotations)
    before = snapshot(store)
    changes = store.annotations.set_note(ids[:2], " Is this\r\none tree or two? ")
    found = [row.note for row in store.annotations.of_image(image)]
    assert found == ["Is this\none tree or two?"] * 2 + [""]
    assert changes.touched_images == {image}
    undo(store, changes)
    assert snapshot(store) == before


def test_a_note_is_bounded_and_plain(store: Store) -> None:
    image, tree = store.images.ids()[0], store.classes.rows()[0].id
    (one,) = store.annotations.add([new_box(image, tree)]).added.annotations
    store.annotations.set_note([one], "\u202eexe\0" + "나" * 2 * LONGEST_NOTE)
    note = store.annotations.of_image(image)[0].note
    assert note.startswith("exe 나") and len(note) < LONGEST_NOTE
    store.close()
    with contextlib.closing(Store.open(store.path)) as reopened:
        assert reopened.left_out is None
        assert reopened.annotations.of_image(image)[0].note == note


def test_images_are_tagged_by_name_in_one_step(store: Store) -> None:
    first, second, *_ = store.images.ids()
    before = snapshot(store)
    changes = store.tags.add([first, second], [" night ", "rain", "night"])
    assert tags(store, first) == tags(store, second) == {"night", "rain"}
    assert (changes.touched_images, len(changes.added.tags)) == ({first, second}, 2)
    assert sorted(store.tags.counts().values()) == [2, 2]
    again = store.tags.add([first], ["rain"])
    assert again.history_id is None
    undo(store, changes)
    assert snapshot(store) == before


def test_a_tag_is_taken_away_and_stays(store: Store) -> None:
    first, second, *_ = store.images.ids()
    store.tags.add([first, second], ["night", "rain"])
    night, rain = store.tags.rows()
    store.tags.remove([first], [night.id])
    assert (tags(store, first), tags(store, second)) == ({"rain"}, {"night", "rain"})
    store.tags.remove([second], [night.id, rain.id])
    assert store.tags.counts() == {night.id: 0, rain.id: 1}


def test_a_tag_is_renamed_and_deleted_everywhere(store: Store) -> None:
    images = store.images.ids()
    store.tags.add(images, ["night"])
    store.tags.add(images[:1], ["rain"])
    night, rain = store.tags.rows()
    store.tags.rename(night.id, "dusk")
    assert tags(store, images[3]) == {"dusk"}
    for name, code in (("rain", "tag_exists"), (" ", "name_empty")):
        with pytest.raises(SaegimError) as caught:
            store.tags.rename(night.id, name)
        assert caught.value.code == code
    before = snapshot(store)
    changes = store.tags.delete(night.id)
    assert changes.removed.tags == {night.id}
    assert [tags(store, image) for image in images] == [{"rain"}, set(), set(), set()]
    undo(store, changes)
    assert snapshot(store) == before
    assert rain.name == "rain"


def test_what_is_gone_gets_no_tag(store: Store) -> None:
    with pytest.raises(SaegimError) as caught:
        store.tags.add([store.images.ids()[0], 999], ["night"])
    assert caught.value.code == "gone"
    with pytest.raises(SaegimError) as caught:
        store.tags.rename(999, "night")
    assert caught.value.code == "gone"
    assert store.tags.rows() == []


def test_a_removed_image_comes_back_with_its_tags_and_unfinished(store: Store) -> None:
    first = store.images.ids()[0]
    store.tags.add([first], ["night"])
    before = snapshot(store)
    removed = store.images.remove([first])
    assert store.tags.counts() == {store.tags.rows()[0].id: 0}
    undo(store, removed)
    assert snapshot(store) == before
    assert store.images.get(first).state is ImageState.NEW
