"""Attributes of objects: what a class asks of them, and the values they have."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.project.attribute_kinds import (
    ATTRIBUTE_KINDS,
    MOST_ATTRIBUTES,
    AttributeValue,
    Place,
    fits,
    fitting,
)
from engine.project.changes import Changes
from engine.project.rows import NewSuggestion
from engine.project.store import Store
from engine.protocol.errors import SaegimError
from tests.helpers.stores import add_model, added_class, make_store, new_box, review, snapshot


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Two images; on the first three trees."""
    with contextlib.closing(make_store(tmp_path, images=2)) as made:
        image, tree = made.images.ids()[0], made.classes.rows()[0].id
        made.annotations.add([new_box(image, tree, left=40.0 * i) for i in range(3)])
        yield made


def classes(store: Store) -> tuple[int, int]:
    tree, bus = (row.id for row in store.classes.rows()[:2])
    return tree, bus


def objects(store: Store) -> list[int]:
    return [row.id for row in store.annotations.of_image(store.images.ids()[0])]


def values(store: Store) -> list[dict[str, AttributeValue]]:
    return [row.attributes for row in store.annotations.of_image(store.images.ids()[0])]


def key_of(changes: Changes) -> str:
    (attribute_id,) = changes.added.attributes
    return str(attribute_id)


def undo(store: Store, changes: Changes) -> None:
    assert changes.history_id is not None
    store.history.undo(changes.history_id)


def test_values_are_kept_by_keys_that_renaming_does_not_change(store: Store) -> None:
    tree, _ = classes(store)
    shade = key_of(store.attributes.add(tree, "shade", "choice", ("light", "dark")))
    height = key_of(store.attributes.add(tree, "height", "number", is_required=True))
    first, second, _ = objects(store)
    before = snapshot(store)
    changes = store.annotations.set_attributes(
        [first, second], {shade: "dark", height: 2.5, "occluded": True, "crowd": False}
    )
    assert changes.updated.annotations == {first, second}
    wanted = {shade: "dark", height: 2.5, "occluded": True}
    assert values(store) == [wanted, wanted, {}]
    renamed = store.attributes.change(int(shade), name="Farbe", is_required=True)
    assert values(store) == [wanted, wanted, {}]
    assert [row.name for row in store.attributes.rows()] == ["Farbe", "height"]
    taken = store.annotations.set_attributes([first], {shade: None, "occluded": None})
    assert values(store) == [{height: 2.5}, wanted, {}]
    for step in (taken, renamed, changes):
        undo(store, step)
    assert snapshot(store) == before


def test_values_survive_a_restart(store: Store) -> None:
    first, *_ = objects(store)
    store.annotations.set_attributes([first], {"truncated": True})
    store.close()
    with contextlib.closing(Store.open(store.path)) as reopened:
        assert reopened.left_out is None
        assert values(reopened)[0] == {"truncated": True}


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("tick", True, "yes"),
        ("choice", "red", "blue"),
        ("number", -3, "3"),
        ("number", 0, 1e300),
        ("text", "two\nlines", "bell \a"),
    ],
)
def test_a_value_has_to_fit_its_attribute(
    store: Store, kind: str, good: AttributeValue, bad: AttributeValue
) -> None:
    tree, _ = classes(store)
    choices = ("red", "green")
    row = next(row for row in ATTRIBUTE_KINDS if row.name == kind)
    key = key_of(store.attributes.add(tree, "mine", row.name, choices))
    first, *_ = objects(store)
    with pytest.raises(SaegimError) as caught:
        store.annotations.set_attributes([first], {key: bad})
    assert (caught.value.code, values(store)[0]) == ("attribute_value", {})
    store.annotations.set_attributes([first], {key: good})
    assert values(store)[0] == {key: good}


def test_what_is_not_there_has_no_values(store: Store) -> None:
    first, *_ = objects(store)
    for ids, given_ in (([first], {"999": "x"}), ([first, 999], {"crowd": True})):
        with pytest.raises(SaegimError) as caught:
            store.annotations.set_attributes(ids, given_)
        assert caught.value.code == "gone"
    assert values(store) == [{}, {}, {}]


def test_objects_of_other_classes_are_left_as_they_are(store: Store) -> None:
    tree, bus = classes(store)
    shade = key_of(store.attributes.add(tree, "shade", "text"))
    first, second, third = objects(store)
    store.annotations.set_class([second], bus)
    store.annotations.set_attributes([first, second, third], {shade: "deep", "crowd": True})
    with_shade = {shade: "deep", "crowd": True}
    assert values(store) == [with_shade, {"crowd": True}, with_shade]


@pytest.mark.parametrize(
    ("name", "code"),
    [(" ", "name_empty"), ("shade", "attribute_exists"), ("crowd", "attribute_exists")],
)
def test_an_attribute_needs_a_name_of_its_own(store: Store, name: str, code: str) -> None:
    tree, bus = classes(store)
    store.attributes.add(tree, "shade", "text")
    other = key_of(store.attributes.add(tree, "other", "text"))
    for act in (
        lambda: store.attributes.add(tree, name, "tick"),
        lambda: store.attributes.change(int(other), name=name),
    ):
        with pytest.raises(SaegimError) as caught:
            act()
        assert caught.value.code == code
    store.attributes.add(bus, "shade", "text")


def test_a_choice_needs_something_to_choose_from(store: Store) -> None:
    tree, _ = classes(store)
    for choices in ((), ("", "\a"), tuple(map(str, range(201)))):
        with pytest.raises(SaegimError) as caught:
            store.attributes.add(tree, "shade", "choice", choices)
        assert caught.value.code == "attribute_choices"


def test_a_class_has_a_bounded_number_of_attributes(store: Store) -> None:
    tree, bus = classes(store)
    for number in range(MOST_ATTRIBUTES):
        store.attributes.add(tree, f"attribute {number}", "tick")
    store.attributes.add(bus, "one more", "tick")
    for act in (
        lambda: store.attributes.add(tree, "one more", "tick"),
        lambda: store.classes.merge(bus, tree),
    ):
        with pytest.raises(SaegimError) as caught:
            act()
        assert caught.value.code == "too_many_attributes"


def test_choices_are_renamed_and_taken_away_with_their_values_in_one_step(store: Store) -> None:
    tree, _ = classes(store)
    shade = key_of(store.attributes.add(tree, "shade", "choice", ("red", "green", "blue")))
    for one, value in zip(objects(store), ("red", "green", "blue"), strict=True):
        store.annotations.set_attributes([one], {shade: value, "crowd": True})
    before = snapshot(store)
    assert store.attributes.counts(shade) == {"red": 1, "green": 1, "blue": 1}
    changes = store.attributes.change(
        int(shade), choices=("crimson", "blue"), renamed={"red": "crimson"}
    )
    crowd = {"crowd": True}
    assert values(store) == [{shade: "crimson", **crowd}, crowd, {shade: "blue", **crowd}]
    undo(store, changes)
    assert snapshot(store) == before


def test_attributes_change_places_within_their_class(store: Store) -> None:
    tree, bus = classes(store)
    keys = [key_of(store.attributes.add(tree, name, "tick")) for name in "abc"]
    store.attributes.add(bus, "other", "tick")
    store.attributes.move(int(keys[2]), 0)
    rows = store.attributes.rows()
    assert [(row.name, row.position) for row in rows] == [
        ("c", 0),
        ("a", 1),
        ("b", 2),
        ("other", 0),
    ]


def test_an_attribute_is_deleted_with_its_values_in_one_step(store: Store) -> None:
    tree, _ = classes(store)
    height, shade = (key_of(store.attributes.add(tree, name, "text")) for name in ("height", "x"))
    store.annotations.set_attributes(objects(store)[:2], {height: "5 m", shade: "y"})
    before = snapshot(store)
    assert store.attributes.counts(height) == {"5 m": 2}
    assert store.attributes.counts("crowd") == {}
    changes = store.attributes.delete(int(height))
    assert changes.removed.attributes == {int(height)}
    assert values(store) == [{shade: "y"}, {shade: "y"}, {}]
    undo(store, changes)
    assert snapshot(store) == before


def test_another_class_keeps_what_it_has_a_place_for(store: Store) -> None:
    tree, bus = classes(store)
    of_tree = [key_of(store.attributes.add(tree, n, "number")) for n in ("height", "age", "x")]
    of_bus = [key_of(store.attributes.add(bus, n, "number")) for n in ("age", "height")]
    store.attributes.add(bus, "x", "text")
    first, *_ = objects(store)
    given_ = dict(zip(of_tree, (1, 2, 3), strict=True))
    store.annotations.set_attributes([first], {**given_, "occluded": True})
    changes = store.annotations.set_class([first], bus)
    assert values(store)[0] == {of_bus[0]: 2, of_bus[1]: 1, "occluded": True}
    undo(store, changes)
    assert values(store)[0] == {**given_, "occluded": True}


def test_a_suggestion_is_accepted_as_an_object_of_another_class(store: Store) -> None:
    tree, bus = classes(store)
    store.attributes.add(bus, "age", "number")
    image = store.images.ids()[1]
    review(store, [image], tree)
    box = new_box(image, tree, left=70).geometry
    store.suggestions.add(add_model(store), [NewSuggestion(image, tree, box, 0.9)], [image])
    (waiting,) = store.suggestions.of_image(image)
    store.annotations.set_class([], bus, [waiting.id])
    assert [row.attributes for row in store.annotations.of_image(image)] == [{}, {}]


def test_merging_classes_loses_no_value(store: Store) -> None:
    tree, bus = classes(store)
    shade = key_of(store.attributes.add(tree, "shade", "choice", ("red", "green")))
    height = key_of(store.attributes.add(tree, "height", "number"))
    age = key_of(store.attributes.add(tree, "age", "text"))
    other_shade = key_of(store.attributes.add(bus, "shade", "choice", ("green", "blue")))
    other_age = key_of(store.attributes.add(bus, "age", "number"))
    first, second, third = objects(store)
    store.annotations.set_class([third], bus)
    store.annotations.set_attributes([first, second], {shade: "red", height: 3, age: "old"})
    store.annotations.set_attributes([third], {other_shade: "blue", other_age: 7})
    before = snapshot(store)
    changes = store.classes.merge(tree, bus)
    moved = {other_shade: "red", height: 3, age: "old"}
    assert values(store) == [moved, moved, {other_shade: "blue", other_age: 7}]
    rows = store.attributes.rows()
    assert [(row.key, row.name) for row in rows] == [
        (other_shade, "shade"),
        (other_age, "age"),
        (height, "height"),
        (age, "age (tree)"),
    ]
    assert rows[0].choices == ("green", "blue", "red")
    undo(store, changes)
    assert snapshot(store) == before


def test_a_class_is_deleted_with_its_attributes(store: Store) -> None:
    tree, _ = classes(store)
    store.attributes.add(tree, "shade", "text")
    before = snapshot(store)
    changes = store.classes.delete(tree)
    assert store.attributes.rows() == []
    undo(store, changes)
    assert snapshot(store) == before


def test_an_attribute_that_objects_have_values_of_is_not_undone_from_under_them(
    store: Store,
) -> None:
    tree, _ = classes(store)
    added = store.attributes.add(tree, "shade", "text")
    assert added.history_id is not None
    store.annotations.set_attributes(objects(store)[:1], {key_of(added): "deep"})
    with pytest.raises(SaegimError) as caught:
        store.history.undo(added.history_id)
    assert caught.value.code == "history_conflict"
    assert [row.name for row in store.attributes.rows()] == ["shade"]


def test_a_copy_of_an_object_has_its_values(store: Store) -> None:
    tree, bus = classes(store)
    shade = key_of(store.attributes.add(tree, "shade", "text"))
    image = store.images.ids()[1]
    copied = new_box(image, tree)
    copied = type(copied)(image, tree, copied.geometry, attributes={shade: "a", "999": 3})
    other = type(copied)(image, bus, copied.geometry, attributes={shade: "a", "crowd": True})
    store.annotations.add([copied, other])
    found = [row.attributes for row in store.annotations.of_image(image)]
    assert found == [{shade: "a"}, {"crowd": True}]


def test_unknown_values_in_a_file_are_dropped_and_told(store: Store) -> None:
    tree, _ = classes(store)
    shade = key_of(store.attributes.add(tree, "shade", "choice", ("red",)))
    first, second, third = objects(store)
    store.annotations.set_attributes([third], {shade: "red"})
    store.close()
    with contextlib.closing(sqlite3.connect(store.path)) as connection:
        for one, text in (
            (first, f'{{"{shade}":"blue","crowd":true,"x":[1]}}'),
            (second, '{"occluded":false}'),
        ):
            connection.execute("UPDATE annotations SET attributes = ? WHERE id = ?", (text, one))
        connection.commit()
    with contextlib.closing(Store.open(store.path)) as reopened:
        assert reopened.left_out is not None
        assert (reopened.left_out.rows, reopened.left_out.replaced) == ({}, 2)
        assert values(reopened) == [{"crowd": True}, {}, {shade: "red"}]
    with contextlib.closing(Store.open(store.path)) as again:
        assert again.left_out is None


def test_counting_values_reads_only_annotations_that_have_any(store: Store) -> None:
    with store.reading() as connection:
        plan = connection.exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT JSON_EXTRACT(attributes, '$.\"crowd\"') FROM annotations"
            " WHERE attributes != '{}'"
        ).all()
    assert "COVERING INDEX ix_annotations_attributes" in str(plan)


anything = st.one_of(st.booleans(), st.integers(), st.floats(), st.text())


@given(
    st.dictionaries(st.sampled_from(["1", "2", "3", "4", "crowd", "x"]), anything),
    st.lists(st.text(max_size=3), max_size=3),
)
def test_what_is_kept_fits_and_fits_again(
    given_: dict[str, AttributeValue], choices: list[str]
) -> None:
    own = {str(i): Place(row.name, choices) for i, row in enumerate(ATTRIBUTE_KINDS, start=1)}
    kept = fitting(given_, own)
    assert fitting(kept, own) == kept
    assert list(kept) == sorted(kept)
    assert all(fits(own.get(key, Place("tick")), value) for key, value in kept.items())
    assert "x" not in kept


def test_an_added_class_has_the_built_in_attributes_only(store: Store) -> None:
    boat = added_class(store.classes.add("boat", "box"))
    image = store.images.ids()[1]
    (one,) = store.annotations.add([new_box(image, boat)]).added.annotations
    store.annotations.set_attributes([one], {"difficult": True})
    assert store.annotations.of_image(image)[0].attributes == {"difficult": True}
