"""Suggestions: they wait for a person and never take the place of a person's work."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.geometry.types import Box, WholeImage
from engine.project.rows import ImageFilter, ImageState, NewSuggestion
from engine.project.store import Store
from engine.protocol.errors import SaegimError
from tests.helpers.stores import add_model, make_store, new_box, review, snapshot


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = make_store(tmp_path, images=6)
    review(made, made.images.ids()[4:], made.classes.rows()[0].id)
    yield made
    made.close()


def boxes(store: Store, image_id: int, *scores: float) -> list[NewSuggestion]:
    """Describe one tree for each score, side by side."""
    tree = store.classes.rows()[0].id
    return [
        NewSuggestion(image_id, tree, Box(40.0 * i, 50, 40.0 * i + 30, 90), score)
        for i, score in enumerate(scores)
    ]


def test_a_suggestion_says_which_run_and_model_it_is_from(store: Store) -> None:
    image_id = store.images.ids()[0]
    model_id = add_model(store, "run-7")
    added = store.suggestions.add(model_id, boxes(store, image_id, 0.25, 0.75), [image_id])
    rows = store.suggestions.of_image(image_id)
    assert [(row.score, row.model_id, row.run_id) for row in rows] == [
        (0.75, model_id, "run-7"),
        (0.25, model_id, "run-7"),
    ]
    assert added.dropped == 0
    assert store.images.get(image_id).state is ImageState.SUGGESTED
    assert store.suggestions.counts([image_id, 999]) == {image_id: 2, 999: 0}


def test_new_suggestions_take_the_place_of_older_ones_on_the_same_images(store: Store) -> None:
    first, second, third = store.images.ids()[:3]
    model_id = add_model(store)
    older = [*boxes(store, first, 0.5), *boxes(store, second, 0.5), *boxes(store, third, 0.5)]
    store.suggestions.add(model_id, older, [])
    store.suggestions.add(model_id, boxes(store, first, 0.9, 0.8), [first, second])
    assert [len(store.suggestions.of_image(i)) for i in (first, second, third)] == [2, 0, 1]
    states = [store.images.get(i).state for i in (first, second, third)]
    assert states == [ImageState.SUGGESTED, ImageState.NEW, ImageState.SUGGESTED]


def test_what_lies_on_a_persons_work_is_dropped_and_counted(store: Store) -> None:
    image_id = store.images.ids()[0]
    tree, bus = (row.id for row in store.classes.rows())
    store.annotations.add([new_box(image_id, tree, left=10, size=20)])
    human = store.annotations.of_image(image_id)
    nearly, elsewhere = Box(11, 11, 31, 31), Box(60, 60, 80, 80)
    added = store.suggestions.add(
        add_model(store),
        [
            NewSuggestion(image_id, tree, nearly, 0.9),
            NewSuggestion(image_id, bus, nearly, 0.8),
            NewSuggestion(image_id, tree, elsewhere, 0.7),
        ],
        [image_id],
    )
    assert added.dropped == 1
    assert [row.score for row in store.suggestions.of_image(image_id)] == [0.8, 0.7]
    assert store.annotations.of_image(image_id) == human
    assert store.images.get(image_id).state is ImageState.IN_WORK


def test_an_accepted_suggestion_keeps_its_score_and_model(store: Store) -> None:
    image_id = store.images.ids()[0]
    model_id = add_model(store)
    store.suggestions.add(model_id, boxes(store, image_id, 0.9, 0.3), [])
    high, low = store.suggestions.of_image(image_id)
    store.suggestions.accept([high.id])
    (row,) = store.annotations.of_image(image_id)
    assert (row.author, row.model_id, row.score) == ("model", model_id, 0.9)
    assert row.geometry == high.geometry
    assert store.images.get(image_id).state is ImageState.IN_WORK
    store.suggestions.accept([low.id])
    assert store.images.get(image_id).state is ImageState.REVIEWED


def test_accepting_an_image_takes_those_above_the_score_and_drops_the_rest(store: Store) -> None:
    image_id = store.images.ids()[0]
    store.suggestions.add(add_model(store), boxes(store, image_id, 0.9, 0.5, 0.3), [])
    before = snapshot(store)
    changes = store.suggestions.accept_image(image_id, 0.5)
    assert [row.score for row in store.annotations.of_image(image_id)] == [0.9, 0.5]
    assert store.suggestions.of_image(image_id) == []
    assert store.images.get(image_id).state is ImageState.REVIEWED
    assert changes.history_id is not None
    store.history.undo(changes.history_id)
    assert snapshot(store) == before


def test_accepting_an_image_on_which_nothing_is_left_does_not_call_it_reviewed(
    store: Store,
) -> None:
    image_id = store.images.ids()[0]
    store.suggestions.add(add_model(store), boxes(store, image_id, 0.2), [])
    store.suggestions.accept_image(image_id, 0.5)
    assert store.suggestions.of_image(image_id) == []
    assert store.images.get(image_id).state is ImageState.NEW


def test_a_whole_batch_is_accepted_and_undone_in_one_step(store: Store) -> None:
    first, second, third = store.images.ids()[:3]
    items = [
        *boxes(store, first, 0.9),
        *boxes(store, second, 0.9, 0.2),
        *boxes(store, third, 0.1),
    ]
    store.suggestions.add(add_model(store), items, [])
    before = snapshot(store)
    changes = store.suggestions.accept_above(0.5)
    states = [store.images.get(i).state for i in (first, second, third)]
    assert states == [ImageState.REVIEWED, ImageState.IN_WORK, ImageState.SUGGESTED]
    assert changes.history_id is not None
    store.history.undo(changes.history_id)
    assert snapshot(store) == before


def test_rejecting_the_last_suggestion_makes_an_image_new_again(store: Store) -> None:
    image_id = store.images.ids()[0]
    store.suggestions.add(add_model(store), boxes(store, image_id, 0.9), [])
    store.suggestions.reject([row.id for row in store.suggestions.of_image(image_id)])
    assert store.images.get(image_id).state is ImageState.NEW


def test_suggestions_are_accepted_as_they_were_changed_together_with_annotations(
    store: Store,
) -> None:
    image_id = store.images.ids()[0]
    tree, bus = (row.id for row in store.classes.rows())
    store.suggestions.add(add_model(store), boxes(store, image_id, 0.9, 0.8, 0.7), [])
    (drawn,) = store.annotations.add([new_box(image_id, tree, left=100)]).added.annotations
    first, second, third = (row.id for row in store.suggestions.of_image(image_id))
    before, steps = snapshot(store), len(store.history.steps())
    moved = store.annotations.set_geometries(
        {drawn: Box(110, 10, 130, 30)}, {first: Box(1, 50, 31, 90), second: Box(41, 50, 71, 90)}
    )
    named = store.annotations.set_class([drawn], bus, accepting=[third])
    rows = store.annotations.of_image(image_id)
    assert [(row.geometry, row.class_id, row.author) for row in rows] == [
        (Box(110, 10, 130, 30), bus, "human"),
        (Box(1, 50, 31, 90), tree, "model"),
        (Box(41, 50, 71, 90), tree, "model"),
        (Box(80, 50, 110, 90), bus, "model"),
    ]
    assert store.images.get(image_id).state is ImageState.REVIEWED
    assert len(store.history.steps()) == steps + 2
    for changes in (named, moved):
        assert changes.history_id is not None
        store.history.undo(changes.history_id)
    assert snapshot(store) == before


def test_annotations_and_suggestions_go_in_one_step(store: Store) -> None:
    image_id = store.images.ids()[0]
    tree = store.classes.rows()[0].id
    store.suggestions.add(add_model(store), boxes(store, image_id, 0.9, 0.8), [])
    (drawn,) = store.annotations.add([new_box(image_id, tree, left=100)]).added.annotations
    before = snapshot(store)
    gone = store.annotations.delete([drawn], [store.suggestions.of_image(image_id)[0].id])
    assert store.annotations.of_image(image_id) == []
    assert [row.score for row in store.suggestions.of_image(image_id)] == [0.8]
    assert gone.history_id is not None
    store.history.undo(gone.history_id)
    assert snapshot(store) == before


def test_verifying_an_image_as_empty_rejects_its_suggestions(store: Store) -> None:
    image_id = store.images.ids()[0]
    store.suggestions.add(add_model(store), boxes(store, image_id, 0.9), [])
    store.images.set_state([image_id], ImageState.VERIFIED_EMPTY)
    assert store.suggestions.of_image(image_id) == []


def test_the_least_certain_images_come_first(store: Store) -> None:
    first, second, third, *others = store.images.ids()
    items = [
        *boxes(store, first, 0.95),
        *boxes(store, second, 0.55, 0.99),
        *boxes(store, third, 0.3),
    ]
    store.suggestions.add(add_model(store), items, [])
    assert store.images.ids(ImageFilter(sort="uncertainty")) == [second, third, first, *others]


def test_a_model_nobody_knows_suggests_nothing(store: Store) -> None:
    with pytest.raises(SaegimError) as caught:
        store.suggestions.add(99, boxes(store, store.images.ids()[0], 0.9), [])
    assert caught.value.code == "gone"


def test_a_discarded_run_leaves_what_came_from_it(store: Store) -> None:
    first, second = store.images.ids()[:2]
    model_id = add_model(store)
    items = [*boxes(store, first, 0.9), *boxes(store, second, 0.9)]
    store.suggestions.add(model_id, items, [])
    store.suggestions.accept_image(first, 0.5)
    changes = store.runs.remove("run-1")
    assert changes.removed.models == {model_id}
    assert (store.runs.rows(), store.models.rows()) == ([], [])
    assert store.annotations.of_image(first)[0].model_id == model_id
    assert len(store.suggestions.of_image(second)) == 1


def test_the_surest_label_of_an_image_is_accepted_and_a_persons_kept(tmp_path: Path) -> None:
    store = make_store(tmp_path / "lights", task="classify")
    first, second = store.images.ids()[:2]
    tree, bus = (row.id for row in store.classes.rows())
    store.image_labels.set(second, tree)
    items = [
        NewSuggestion(first, tree, WholeImage(), 0.3),
        NewSuggestion(first, bus, WholeImage(), 0.6),
        NewSuggestion(second, bus, WholeImage(), 0.99),
    ]
    assert store.suggestions.add(add_model(store), items, [first, second]).dropped == 1
    store.suggestions.accept_image(first, 0.1)
    assert [row.class_id for row in store.annotations.of_image(first)] == [bus]
    assert [row.class_id for row in store.annotations.of_image(second)] == [tree]
    assert store.images.get(first).state is ImageState.REVIEWED
    store.close()
