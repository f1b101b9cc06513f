"""Undo and redo: any chain of operations can be taken back to the start and done again."""

import contextlib
import zlib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.geometry.types import Box, WholeImage
from engine.project.annotation_order import MOVES
from engine.project.history import RowChange, fold, inverse
from engine.project.packing import unpacked
from engine.project.rows import ImageState, LabelsPerImage, NewSuggestion
from engine.project.schema import Row
from engine.project.store import Store
from engine.protocol.errors import SaegimError
from tests.helpers.stores import add_model, draw_images, make_store, new_box, review, snapshot


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = make_store(tmp_path)
    yield made
    made.close()


def last_step(store: Store) -> int:
    return [row.id for row in store.history.steps() if not row.undone][-1]


def operate(store: Store, model_id: int, choice: int, a: int, b: int) -> None:
    """Do one of all the operations of the store, on rows chosen by two numbers."""
    images = store.images.ids()
    classes = [row.id for row in store.classes.rows()]
    image, label = images[a % len(images)], classes[b % len(classes)]
    annotations = [row.id for i in images for row in store.annotations.of_image(i)]
    suggestions = [row.id for i in images for row in store.suggestions.of_image(i)]
    attributes = store.attributes.rows()
    tags = [row.id for row in store.tags.rows()]
    match choice:
        case 0:
            store.annotations.add([new_box(image, label, left=a), new_box(image, label, left=b)])
        case 1 if annotations:
            store.annotations.set_geometry(
                annotations[a % len(annotations)], Box(0, 0, 1 + a, 1 + b)
            )
        case 2:
            store.annotations.set_class(annotations[a % 5 :], label)
        case 3:
            store.annotations.delete(annotations[: a % 3])
        case 4:
            store.images.set_state(images[: a % 3], list(ImageState)[b % 4])
        case 5:
            items = [NewSuggestion(image, label, Box(a, b, a + 10, b + 10), 0.1 * (a % 10))]
            store.suggestions.add(model_id, items, images[: b % 4])
        case 6:
            store.suggestions.accept(suggestions[: a % 3])
        case 7:
            store.suggestions.accept_image(image, 0.5)
        case 8:
            store.suggestions.reject(suggestions[: b % 2])
        case 9:
            kind = "whole_image" if b % 2 else "polygon"
            store.classes.add(f"class {a}-{b}-{len(store.history.steps())}", kind)
        case 10:
            store.classes.update(
                label, name=f"name {a}-{b}-{len(store.history.steps())}", key=str(a % 10)
            )
        case 11:
            store.classes.move(label, a % len(classes))
        case 12 if len(classes) > 1:
            store.classes.merge(label, classes[a % len(classes)])
        case 13 if len(classes) > 1:
            store.classes.delete(label)
        case 14:
            store.splits.set(images[: a % 4], "test" if b % 2 else None)
        case 15:
            store.splits.assign(seed=a)
        case 16:
            store.image_labels.set(image, label if b % 5 else None)
        case 17:
            store.annotations.set_geometries(
                dict.fromkeys(annotations[: a % 3], Box(0, 0, 1 + a, 1 + b)),
                dict.fromkeys(suggestions[: b % 3], Box(1, 1, 2 + a, 2 + b)),
            )
        case 18:
            store.annotations.set_class(annotations[: a % 3], label, suggestions[: b % 2])
        case 19:
            store.annotations.delete(annotations[: a % 3], suggestions[: b % 3])
        case 20:
            store.image_labels.toggle(image, label)
        case 21:
            store.classes.update(label, geometry_kind="whole_image" if a % 2 else "box")
        case 22:
            items = [NewSuggestion(image, label, WholeImage(), 0.1 * (a % 10))]
            store.suggestions.add(model_id, items, [image])
        case 23:
            store.images.set_value_range("full" if a % 2 else "automatic")
        case 24:
            kind = ("tick", "choice", "number", "text")[a % 4]
            store.attributes.add(label, f"name {b % 3}", kind, ("red", f"shade {a}"))
        case 25 if attributes:
            values = {attributes[a % len(attributes)].key: (True, "red", a, "some")[b % 4]}
            store.annotations.set_attributes(annotations[: b % 4], {"crowd": a % 2 == 1, **values})
        case 26 if attributes:
            row = attributes[a % len(attributes)]
            store.attributes.change(
                row.id, name=f"name {b % 3}", choices=("pink", "red"), renamed={"red": "pink"}
            )
        case 27 if attributes:
            store.attributes.move(attributes[a % len(attributes)].id, b % 3)
        case 28 if attributes:
            store.attributes.delete(attributes[a % len(attributes)].id)
        case 29:
            store.annotations.set_note(annotations[: a % 3], "look again" if b % 3 else "")
        case 30:
            store.tags.add(images[: a % 3], [f"tag {b % 3}"])
        case 31 if tags:
            store.tags.remove(images[: a % 3], tags[: b % 2])
        case 32 if tags:
            store.tags.rename(tags[a % len(tags)], f"tag {b % 3}")
        case 33 if tags:
            store.tags.delete(tags[a % len(tags)])
        case 34:
            store.annotations.reorder(annotations[b % 3 : b % 3 + a % 3], list(MOVES)[b % 4])
        case _:
            store.suggestions.accept_above(0.1 * (b % 10))


operations = st.lists(
    st.tuples(st.integers(0, 35), st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=12
)


def assert_nothing_is_mixed(store: Store) -> None:
    """Objects have classes of objects, whole images have labels, as many as they may have."""
    classes = {row.id: row for row in store.classes.rows()}
    for image in store.images.ids():
        annotations = store.annotations.of_image(image)
        for row in (*annotations, *store.suggestions.of_image(image)):
            assert classes[row.class_id].is_image_level == isinstance(row.geometry, WholeImage)
        labels = [row.class_id for row in annotations if isinstance(row.geometry, WholeImage)]
        assert len(labels) == len(set(labels))
        assert len(labels) <= 1 or store.image_labels.mode() == "any"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(operations, st.sampled_from(("one", "any")))
def test_undoing_everything_leads_back_and_redoing_forth(
    chosen: list[tuple[int, int, int]], mode: LabelsPerImage
) -> None:
    with TemporaryDirectory() as folder:
        store = make_store(Path(folder))
        store.image_labels.set_mode(mode)
        store.classes.add("sunny", "whole_image")
        review(store, store.images.ids()[:1], store.classes.rows()[0].id)
        model_id = add_model(store)
        begun = last_step(store)
        states = [snapshot(store)]
        for choice, a, b in chosen:
            steps = len(store.history.steps())
            # What would mix objects and whole images is refused, and changes nothing then.
            with contextlib.suppress(SaegimError):
                operate(store, model_id, choice, a, b)
            assert_nothing_is_mixed(store)
            if len(store.history.steps()) > steps:
                states.append(snapshot(store))
            assert snapshot(store) == states[-1]
        steps = [row.id for row in store.history.steps() if row.id > begun]
        assert len(steps) == len(states) - 1
        for step, state in zip(reversed(steps), reversed(states[:-1]), strict=True):
            store.history.undo(step)
            assert snapshot(store) == state
        store.close()
        store = Store.open(Path(folder) / "project.saegim")
        for step, state in zip(steps, states[1:], strict=True):
            store.history.redo(step)
            assert snapshot(store) == state
        store.close()


def test_undo_survives_a_restart(store: Store) -> None:
    image_id, tree = store.images.ids()[0], store.classes.rows()[0].id
    before = snapshot(store)
    added = store.annotations.add([new_box(image_id, tree)])
    store.close()
    reopened = Store.open(store.path)
    assert reopened.history.steps()[-1].label == "add_annotations"
    changes = reopened.history.undo(last_step(reopened))
    assert changes.removed.annotations == added.added.annotations
    assert (changes.touched_images, changes.history_id) == (frozenset({image_id}), added.history_id)
    assert snapshot(reopened) == before
    reopened.close()


def test_a_new_edit_drops_what_was_undone(store: Store) -> None:
    image_id, tree = store.images.ids()[0], store.classes.rows()[0].id
    first = store.annotations.add([new_box(image_id, tree)]).history_id
    assert first is not None
    store.history.undo(first)
    store.annotations.add([new_box(image_id, tree, left=90)])
    assert not any(row.undone for row in store.history.steps())
    with pytest.raises(SaegimError) as caught:
        store.history.redo(first)
    assert caught.value.code == "history_conflict"


def test_an_edit_without_effect_is_no_step_and_drops_nothing(store: Store) -> None:
    image_id, tree = store.images.ids()[0], store.classes.rows()[0].id
    step = store.annotations.add([new_box(image_id, tree)]).history_id
    assert step is not None
    store.history.undo(step)
    assert store.images.set_state([image_id], ImageState.NEW).history_id is None
    store.history.redo(step)


def test_a_step_whose_rows_were_changed_since_is_not_undone(store: Store) -> None:
    image_id, tree = store.images.ids()[0], store.classes.rows()[0].id
    added = store.annotations.add([new_box(image_id, tree)])
    (annotation_id,) = added.added.annotations
    moved = store.annotations.set_geometry(annotation_id, Box(1, 1, 9, 9))
    before = snapshot(store)
    assert added.history_id is not None
    with pytest.raises(SaegimError) as caught:
        store.history.undo(added.history_id)
    assert caught.value.code == "history_conflict"
    assert snapshot(store) == before
    assert moved.history_id is not None
    store.history.undo(moved.history_id)
    store.history.undo(added.history_id)


def test_a_step_whose_rows_are_in_use_is_not_undone(store: Store) -> None:
    image_id = store.images.ids()[0]
    made = store.classes.add("new", "box")
    (class_id,) = made.added.classes
    store.annotations.add([new_box(image_id, class_id)])
    assert made.history_id is not None
    with pytest.raises(SaegimError) as caught:
        store.history.undo(made.history_id)
    assert caught.value.code == "history_conflict"


def test_an_import_of_images_is_one_step(store: Store, tmp_path: Path) -> None:
    before = snapshot(store)
    steps = len(store.history.steps())
    added = store.images.add(draw_images(tmp_path / "more", 5, first_seed=50))
    assert len(store.history.steps()) == steps + 1
    assert added.changes.history_id is not None
    store.history.undo(added.changes.history_id)
    assert snapshot(store) == before


def test_several_objects_change_in_one_step(store: Store) -> None:
    image_id, tree = store.images.ids()[0], store.classes.rows()[0].id
    added = store.annotations.add([new_box(image_id, tree, left=10.0 * i) for i in range(3)])
    before = snapshot(store)
    wanted = {i: Box(i, 5, i + 20, 30) for i in added.added.annotations}
    changed = store.annotations.set_geometries(wanted)
    assert {a.id: a.geometry for a in store.annotations.of_image(image_id)} == wanted
    assert changed.history_id is not None
    store.history.undo(changed.history_id)
    assert snapshot(store) == before


def test_an_object_that_is_gone_leaves_the_others_as_they_are(store: Store) -> None:
    image_id, tree = store.images.ids()[0], store.classes.rows()[0].id
    (there,) = store.annotations.add([new_box(image_id, tree)]).added.annotations
    before = snapshot(store)
    for wanted, accepting in (
        ({there: Box(0, 0, 9, 9), 999: Box(0, 0, 9, 9)}, {}),
        # An annotation has this id, but no suggestion.
        ({}, {there: Box(0, 0, 9, 9)}),
    ):
        with pytest.raises(SaegimError) as caught:
            store.annotations.set_geometries(wanted, accepting)
        assert caught.value.code == "gone"
    assert snapshot(store) == before


def test_an_undone_id_is_never_given_to_another_row(store: Store) -> None:
    image_id, tree = store.images.ids()[0], store.classes.rows()[0].id
    added = store.annotations.add([new_box(image_id, tree)])
    assert added.history_id is not None
    store.history.undo(added.history_id)
    other = store.annotations.add([new_box(image_id, tree)])
    assert other.added.annotations.isdisjoint(added.added.annotations)


COLUMNS = ("a", "b", "c")
full_rows = st.fixed_dictionaries({name: st.integers(0, 2) for name in COLUMNS})
whole_states = st.lists(st.one_of(st.none(), full_rows), min_size=2, max_size=6)


def change_between(before: Row | None, after: Row | None) -> list[RowChange]:
    if before is None or after is None:
        return [] if before is after else [RowChange("t", 1, before, after)]
    names = [name for name in COLUMNS if before[name] != after[name]]
    if not names:
        return []
    old, new = ({name: row[name] for name in names} for row in (before, after))
    return [RowChange("t", 1, old, new)]


@given(whole_states)
def test_folded_changes_lead_from_the_first_state_to_the_last(states: list[Row | None]) -> None:
    changes = [
        change for before, after in pairwise(states) for change in change_between(before, after)
    ]
    assert fold(changes) == change_between(states[0], states[-1])
    assert fold([*changes, *inverse(changes)]) == []


def test_steps_of_earlier_versions_are_read(store: Store) -> None:
    """Packed without the dictionary, and of classes that had no skeleton."""
    before = snapshot(store)
    step = store.classes.add("car", "box").history_id
    after = snapshot(store)
    assert step is not None
    with store.database.writing() as connection:
        (data,) = connection.exec_driver_sql(
            "SELECT changes FROM history WHERE id = ?", (step,)
        ).one()
        changes = msgspec.json.decode(unpacked(data))
        assert all("skeleton" not in change[3] for change in changes)
        old = zlib.compress(msgspec.json.encode(changes), level=1)
        connection.exec_driver_sql("UPDATE history SET changes = ? WHERE id = ?", (old, step))
    store.history.undo(step)
    assert snapshot(store) == before
    store.history.redo(step)
    assert snapshot(store) == after
