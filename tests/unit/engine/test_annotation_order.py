"""Which of an image's objects lies upon which."""

import contextlib
import itertools
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.project.annotation_order import (
    MOVES,
    Boxes,
    OrderMove,
    backward,
    forward,
    heights,
    to_back,
    to_front,
)
from engine.project.store import Store
from engine.protocol.errors import SaegimError
from tests.helpers.stores import make_store, new_box, snapshot


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with contextlib.closing(make_store(tmp_path)) as made:
        yield made


def mark(store: Store, *lefts: float, image: int = 0) -> list[int]:
    """Add boxes 20 pixels wide, each upon those before it."""
    image_id, tree = store.images.ids()[image], store.classes.rows()[0].id
    boxes = [new_box(image_id, tree, left=left) for left in lefts]
    return sorted(store.annotations.add(boxes).added.annotations)


def order(store: Store, image: int = 0) -> list[int]:
    return [row.id for row in store.annotations.of_image(store.images.ids()[image])]


def test_objects_go_to_the_front_and_the_back_with_their_order_kept(store: Store) -> None:
    a, b, c, d = mark(store, 0, 5, 10, 15)
    assert order(store) == [a, b, c, d]
    store.annotations.reorder([b, a], "to_front")
    assert order(store) == [c, d, a, b]
    store.annotations.reorder([d, b], "to_back")
    assert order(store) == [d, b, c, a]


def test_objects_go_past_the_next_one_that_they_meet(store: Store) -> None:
    low, apart, high = mark(store, 0, 100, 10)
    store.annotations.reorder([low], "forward")
    assert order(store) == [apart, high, low]
    store.annotations.reorder([low], "backward")
    assert order(store) == [apart, low, high]
    assert store.annotations.reorder([apart], "forward").history_id is None


def test_a_new_object_lies_on_top_of_what_was_brought_to_the_front(store: Store) -> None:
    a, b = mark(store, 0, 5)
    store.annotations.reorder([a], "to_front")
    (c,) = mark(store, 10)
    assert order(store) == [b, a, c]


def test_objects_of_several_images_are_moved_in_one_step_and_come_back(store: Store) -> None:
    a, b = mark(store, 0, 5)
    c, d = mark(store, 0, 5, image=1)
    before = snapshot(store)
    changes = store.annotations.reorder([a, c], "to_front")
    assert (order(store), order(store, 1)) == ([b, a], [d, c])
    assert changes.history_id is not None
    store.history.undo(changes.history_id)
    assert snapshot(store) == before
    store.history.redo(changes.history_id)
    assert (order(store), order(store, 1)) == ([b, a], [d, c])


def test_what_is_gone_is_not_moved(store: Store) -> None:
    a, b = mark(store, 0, 5)
    with pytest.raises(SaegimError) as refused:
        store.annotations.reorder([a, 999], "to_front")
    assert (refused.value.code, order(store)) == ("gone", [a, b])


def test_to_bring_to_the_front_writes_what_is_moved_only(store: Store) -> None:
    ids = mark(store, *range(0, 100, 5))
    assert store.annotations.reorder(ids[:2], "to_front").updated.annotations == set(ids[:2])


spans = st.lists(st.tuples(st.floats(0, 50), st.floats(1, 20), st.booleans()), max_size=8)


@given(spans, st.sampled_from(sorted(MOVES)))
def test_a_move_loses_nobody_and_keeps_both_orders(
    objects: list[tuple[float, float, bool]], move: OrderMove
) -> None:
    boxes = np.array([(x, 0, x + w, 1) for x, w, _ in objects]).reshape(-1, 4)
    chosen = np.array([is_chosen for *_, is_chosen in objects], dtype=np.bool_)
    found = MOVES[move](boxes, chosen)
    assert sorted(found) == list(range(len(objects)))
    assert [i for i in found if not chosen[i]] == np.flatnonzero(~chosen).tolist()
    pairs = itertools.combinations(np.flatnonzero(chosen).tolist(), 2)
    # Those that meet keep their order; of others nobody sees it.
    assert all(found.index(i) < found.index(j) for i, j in pairs if meet(boxes[i], boxes[j]))


def meet(first: Boxes, second: Boxes) -> bool:
    return bool((first[:2] <= second[2:]).all() and (second[:2] <= first[2:]).all())


def test_moves_of_nothing_and_of_everything_change_nothing() -> None:
    boxes = np.array([(0, 0, 9, 9)] * 3, dtype=np.float64)
    for move in (to_front, to_back, forward, backward):
        for chosen in (np.zeros(3, dtype=np.bool_), np.ones(3, dtype=np.bool_)):
            assert move(boxes, chosen) == [0, 1, 2]


@given(
    st.permutations(range(6)),
    st.lists(st.sampled_from([-1.0, 0.0, 2.0]), min_size=6, max_size=6),
    st.sets(st.integers(0, 5)),
)
def test_heights_put_objects_into_the_order_asked_for(
    wanted: list[int], given_: list[float], moved: set[int]
) -> None:
    before = dict(enumerate(given_))
    after = before | heights(wanted, before, moved)
    assert sorted(wanted, key=lambda i: (after[i], i)) == wanted
