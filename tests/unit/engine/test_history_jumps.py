"""Going to any step of the history: all in between at once, or nothing."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.geometry.types import Box
from engine.project import replay
from engine.project.autolabel import AutolabelBatch
from engine.project.history import RowChange
from engine.project.replay import Chain
from engine.project.runs import find_model
from engine.project.store import Store
from engine.protocol.errors import SaegimError
from engine.protocol.requests import Detection
from tests.helpers.stores import add_model, draw_images, make_store, new_box, review, snapshot
from tests.unit.engine.test_project_history import operate, operations


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Five images, of which the first is reviewed, and a model."""
    with contextlib.closing(make_store(tmp_path, images=5)) as made:
        review(made, made.images.ids()[:1], made.classes.rows()[0].id)
        add_model(made)
        yield made


def steps(store: Store) -> list[int]:
    return [row.id for row in store.history.steps()]


def done(store: Store) -> list[int]:
    return [row.id for row in store.history.steps() if not row.undone]


def states(store: Store) -> dict[int | None, object]:
    """The project after each of its steps, by undoing them one at a time and redoing them all."""
    found: dict[int | None, object] = {}
    every = steps(store)
    for step in reversed(every):
        found[step] = snapshot(store)
        store.history.undo(step)
    found[None] = snapshot(store)
    for step in every:
        store.history.redo(step)
    return found


def label_bit_by_bit(store: Store) -> int:
    """Auto-label, and draw a box on an image that was written after each but the last writing."""
    tree = store.classes.rows()[0].id
    batch = AutolabelBatch(store, find_model(store))
    for image in batch.references:
        batch.take(image.key, (Detection(tree, Box(10, 10, 31, 30), 0.8),))
        batch.write()
        if image is not batch.references[-1]:
            written = store.suggestions.counts(store.images.ids())
            edited = next(image_id for image_id, count in written.items() if count)
            store.annotations.add([new_box(edited, tree, left=60)])
    assert batch.step is not None
    return batch.step


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(operations, st.lists(st.integers(0, 30), min_size=1, max_size=6))
def test_a_jump_leads_where_single_steps_lead(
    chosen: list[tuple[int, int, int]], jumps: list[int]
) -> None:
    with TemporaryDirectory() as folder, contextlib.closing(make_store(Path(folder))) as store:
        store.image_labels.set_mode("any")
        review(store, store.images.ids()[:1], store.classes.rows()[0].id)
        model_id = add_model(store)
        begun = steps(store)[-1]
        for choice, a, b in chosen:
            with contextlib.suppress(SaegimError):
                operate(store, model_id, choice, a, b)
        # What came before the model cannot be undone: its run is in use.
        found = {begun: snapshot(store)}
        for step in reversed([step for step in steps(store) if step > begun]):
            found[step] = snapshot(store)
            store.history.undo(step)
        found[begun] = snapshot(store)
        for jump in jumps:
            target = list(found)[jump % len(found)]
            store.history.go_to(target)
            assert snapshot(store) == found[target]
            assert done(store)[-1] == target


@pytest.mark.parametrize("at_once", [replay.MOST_AT_ONCE, 1])
def test_back_and_forth_over_batches_images_and_classes(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(replay, "MOST_AT_ONCE", at_once)
    tree, bus = (row.id for row in store.classes.rows())
    label_bit_by_bit(store)
    store.images.remove(store.images.ids()[2:4])
    # The same files again are other images, with the same paths.
    store.images.add(list((tmp_path / "pictures").iterdir()))
    store.classes.merge(tree, bus)
    added = store.images.add(draw_images(tmp_path / "more", 1, first_seed=50)).changes.added.images
    store.annotations.add([new_box(min(added), bus)])
    found = states(store)
    targets = list(found)
    # From one end to the other at first, and then over fewer and fewer steps.
    for pair in zip(targets, reversed(targets), strict=True):
        for target in pair:
            store.history.go_to(target)
            assert snapshot(store) == found[target]


def test_all_of_a_jump_is_told_at_once(store: Store) -> None:
    images, tree = store.images.ids(), store.classes.rows()[0].id
    start = steps(store)[-1]
    first = store.annotations.add([new_box(images[1], tree)])
    (box,) = first.added.annotations
    moved = store.annotations.set_geometry(box, Box(0, 0, 9, 9))
    second = store.annotations.add([new_box(images[2], tree)])
    (other,) = second.added.annotations
    changes = store.history.go_to(start)
    assert changes.removed.annotations == {box, other}
    assert changes.touched_images == {images[1], images[2]}
    assert changes.history_id == start
    assert changes.replayed == {first.history_id, moved.history_id, second.history_id}
    changes = store.history.go_to(first.history_id)
    assert changes.added.annotations == {box}
    assert not changes.updated.annotations
    assert store.annotations.of_image(images[1])[0].geometry == new_box(images[1], tree).geometry


def test_to_the_present_step_nothing_is_changed(store: Store) -> None:
    before, present = snapshot(store), done(store)[-1]
    changes = store.history.go_to(present)
    assert (changes.replayed, changes.touched_images) == (frozenset(), frozenset())
    assert snapshot(store) == before


def test_the_beginning_survives_a_restart(store: Store) -> None:
    label_bit_by_bit(store)
    found = states(store)
    store.history.go_to(None)
    with contextlib.closing(Store.open(store.path)) as reopened:
        assert snapshot(reopened) == found[None]
        assert done(reopened) == []
        reopened.history.go_to(steps(reopened)[-1])
        assert snapshot(reopened) == found[steps(reopened)[-1]]


def test_where_one_step_cannot_be_replayed_nothing_is(store: Store) -> None:
    image, tree = store.images.ids()[1], store.classes.rows()[0].id
    (box,) = store.annotations.add([new_box(image, tree)]).added.annotations
    start = steps(store)[-1]
    there = store.annotations.set_geometry(box, Box(0, 0, 9, 9)).history_id
    store.annotations.set_geometry(box, Box(20, 20, 30, 30))
    store.annotations.set_geometry(box, Box(0, 0, 9, 9))
    store.annotations.add([new_box(image, tree, left=60)])
    assert there is not None
    # Out of its order, which can be: the box lies where that step has left it.
    store.history.undo(there)
    before = snapshot(store), done(store)
    for target in (start, None):
        with pytest.raises(SaegimError) as caught:
            store.history.go_to(target)
        assert caught.value.code == "history_conflict"
        assert (snapshot(store), done(store)) == before


def test_what_does_not_follow_is_found_while_it_is_put_together() -> None:
    chain = Chain()
    chain.append([RowChange("t", 1, {"a": 1}, {"a": 2}), RowChange("t", 2, {"a": 1}, {"a": 2})])
    chain.append([RowChange("t", 1, {"a": 2}, {"a": 1}), RowChange("t", 2, {"b": 5}, {"b": 6})])
    assert chain.changes() == [
        RowChange("t", 1, {"a": 1}, {"a": 1}),
        RowChange("t", 2, {"a": 1, "b": 5}, {"a": 2, "b": 6}),
    ]
    for wrong in (RowChange("t", 1, {"a": 2}, {"a": 3}), RowChange("t", 1, None, {"a": 3})):
        with pytest.raises(SaegimError):
            chain.append([wrong])


def test_a_step_that_is_not_there_is_refused(store: Store) -> None:
    before = snapshot(store)
    for wanted in (steps(store)[-1] + 1, 0, -1):
        with pytest.raises(SaegimError) as caught:
            store.history.go_to(wanted)
        assert caught.value.code == "history_conflict"
    part = label_bit_by_bit(store) + 2
    assert part not in steps(store)
    with pytest.raises(SaegimError):
        store.history.go_to(part)
    assert snapshot(store) != before


class EnoughError(Exception):
    """Ends a jump."""


def test_a_jump_that_is_given_up_changes_nothing(store: Store) -> None:
    label_bit_by_bit(store)
    before = snapshot(store), steps(store), done(store)
    heard: list[tuple[int, int]] = []

    def report(count: int, total: int) -> None:
        heard.append((count, total))
        raise EnoughError

    with pytest.raises(EnoughError):
        store.history.go_to(None, report)
    assert heard == [(0, len(before[1]) + 3)]
    assert (snapshot(store), steps(store), done(store)) == before
