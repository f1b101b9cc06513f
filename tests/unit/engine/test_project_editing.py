"""Classes, annotations, image labels and states."""

import math
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.geometry.types import Box, Geometry, Mask, Polygon, RotatedBox, WholeImage
from engine.project.colors import OKABE_ITO, next_color
from engine.project.rows import ImageState, NewAnnotation, NewSuggestion
from engine.project.store import Store
from engine.protocol.errors import SaegimError
from engine.protocol.requests import Prompt, PromptPoint
from tests.helpers.stores import add_model, added_class, make_store, new_box, review, snapshot


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = make_store(tmp_path)
    yield made
    made.close()


@pytest.fixture
def lights(tmp_path: Path) -> Iterator[Store]:
    """A classification project."""
    made = make_store(tmp_path, task="classify")
    yield made
    made.close()


def test_an_annotation_is_kept_with_the_prompt_that_made_it(store: Store) -> None:
    image_id, tree = store.images.ids()[0], store.classes.rows()[0].id
    outline = Polygon(((1.25, 2.5), (30.0, 2.0), (30.0, 40.125)))
    prompt = Prompt((PromptPoint(3, 4), PromptPoint(5, 6, include=False)), Box(1, 2, 3, 4), 2)
    changes = store.annotations.add([NewAnnotation(image_id, tree, outline, prompt=prompt)])
    (row,) = store.annotations.of_image(image_id)
    assert changes.added.annotations == {row.id}
    assert (row.geometry, row.prompt, row.author) == (outline, prompt, "human")
    assert store.images.get(image_id).state is ImageState.IN_WORK
    assert store.annotations.counts(store.images.ids())[image_id] == 1
    assert store.classes.counts()[tree] == 1


@pytest.mark.parametrize(
    "geometry",
    [
        Box(math.nan, 1, 9, 9),
        Polygon(()),
        Polygon(((1, 1),)),
        Polygon(((1, 1), (9, 1), (5, math.nan))),
        Polygon(((1, 1), (9, 1), (5, math.inf))),
        RotatedBox(5, 5, 4, 4, math.inf),
        RotatedBox(5, 5, 1e308, 1e308, 45),
        Mask(120, 160, "é"),
        Mask(-1, 5, "1"),
        Mask(120, 160, "zz"),
    ],
)
def test_what_is_no_shape_is_not_added(store: Store, geometry: Geometry) -> None:
    image_id, tree = store.images.ids()[0], store.classes.rows()[0].id
    changes = store.annotations.add([NewAnnotation(image_id, tree, geometry)])
    assert not changes.added.annotations


def test_an_annotation_that_is_gone_cannot_be_changed(store: Store) -> None:
    with pytest.raises(SaegimError) as caught:
        store.annotations.set_geometry(999, Box(0, 0, 1, 1))
    assert caught.value.code == "gone"


def test_an_edit_of_a_reviewed_image_leaves_it_reviewed(store: Store) -> None:
    image_id = store.images.ids()[0]
    tree, bus = (row.id for row in store.classes.rows())
    review(store, [image_id], tree)
    (row,) = store.annotations.of_image(image_id)
    store.annotations.set_class([row.id], bus)
    store.annotations.set_geometry(row.id, Box(0, 0, 9, 9))
    assert store.images.get(image_id).state is ImageState.REVIEWED
    assert store.annotations.of_image(image_id)[0].class_id == bus


def test_an_empty_image_is_verified_only_if_it_is_empty(store: Store) -> None:
    first, second = store.images.ids()[:2]
    store.annotations.add([new_box(first, store.classes.rows()[0].id)])
    with pytest.raises(SaegimError) as caught:
        store.images.set_state([first, second], ImageState.VERIFIED_EMPTY)
    assert caught.value.code == "image_not_empty"
    assert store.images.get(second).state is ImageState.NEW
    store.images.set_state([second], ImageState.VERIFIED_EMPTY)
    store.annotations.add([new_box(second, store.classes.rows()[0].id)])
    assert store.images.get(second).state is ImageState.REVIEWED


def test_a_class_gets_the_next_free_colour_and_key(store: Store) -> None:
    added_class(store.classes.add("third", "mask"))
    rows = store.classes.rows()
    assert [row.key for row in rows] == ["1", "2", "3"]
    assert [row.color for row in rows] == list(OKABE_ITO[:3])
    assert [row.position for row in rows] == [0, 1, 2]


def test_colours_go_on_beyond_the_first_eight_without_repeating() -> None:
    used: list[str] = []
    for _ in range(60):
        used.append(next_color(used))
    assert len(set(used)) == 60


def test_a_key_belongs_to_one_class(store: Store) -> None:
    tree, bus = (row.id for row in store.classes.rows())
    store.classes.update(bus, key="1")
    assert {row.id: row.key for row in store.classes.rows()} == {tree: None, bus: "1"}
    store.classes.update(bus, key="")
    assert {row.id: row.key for row in store.classes.rows()} == {tree: None, bus: None}


@pytest.mark.parametrize(("name", "code"), [("bus", "class_exists"), ("  ", "class_name_empty")])
def test_a_class_needs_a_name_of_its_own(store: Store, name: str, code: str) -> None:
    tree = store.classes.rows()[0].id
    with pytest.raises(SaegimError) as caught:
        store.classes.update(tree, name=name)
    assert caught.value.code == code
    with pytest.raises(SaegimError):
        store.classes.add(name, "box")
    store.classes.update(tree, name="tree")


def test_classes_change_places(store: Store) -> None:
    tree, bus = (row.id for row in store.classes.rows())
    car = added_class(store.classes.add("car", "box"))
    store.classes.move(car, 0)
    assert [row.id for row in store.classes.rows()] == [car, tree, bus]
    store.classes.move(car, 5)
    assert [(row.id, row.position) for row in store.classes.rows()] == [
        (tree, 0),
        (bus, 1),
        (car, 2),
    ]


def test_merging_classes_gives_all_they_have_to_one_in_one_step(store: Store) -> None:
    tree, bus = (row.id for row in store.classes.rows())
    images = store.images.ids()
    review(store, images[:2], tree)
    store.suggestions.add(
        add_model(store), [NewSuggestion(images[2], tree, Box(0, 0, 5, 5), 0.5)], []
    )
    before = snapshot(store)
    changes = store.classes.merge(tree, bus)
    assert [row.name for row in store.classes.rows()] == ["bus"]
    assert store.classes.counts() == {bus: 2}
    assert store.suggestions.of_image(images[2])[0].class_id == bus
    assert changes.history_id is not None
    store.history.undo(changes.history_id)
    assert snapshot(store) == before


def test_deleting_a_class_deletes_what_it_has(store: Store) -> None:
    tree, bus = (row.id for row in store.classes.rows())
    images = store.images.ids()
    store.annotations.add([new_box(images[0], tree), new_box(images[0], bus, left=60)])
    changes = store.classes.delete(tree)
    assert [row.class_id for row in store.annotations.of_image(images[0])] == [bus]
    assert (len(changes.removed.annotations), changes.removed.classes) == (1, frozenset({tree}))


def test_a_whole_image_has_one_label(lights: Store) -> None:
    image_id = lights.images.ids()[0]
    tree, bus = (row.id for row in lights.classes.rows())
    lights.image_labels.set(image_id, tree)
    lights.image_labels.set(image_id, bus)
    (row,) = lights.annotations.of_image(image_id)
    assert (row.class_id, row.geometry) == (bus, WholeImage())
    assert lights.images.get(image_id).state is ImageState.REVIEWED
    lights.image_labels.set(image_id, None)
    assert lights.annotations.of_image(image_id) == []
    assert lights.images.get(image_id).state is ImageState.NEW


def test_an_image_that_lost_its_label_is_new_again(lights: Store) -> None:
    first, second = lights.images.ids()[:2]
    tree = lights.classes.rows()[0].id
    lights.image_labels.set(first, tree)
    lights.image_labels.set(second, tree)
    lights.annotations.delete([lights.annotations.of_image(first)[0].id])
    assert lights.images.get(first).state is ImageState.NEW
    lights.classes.delete(tree)
    assert lights.images.get(second).state is ImageState.NEW
