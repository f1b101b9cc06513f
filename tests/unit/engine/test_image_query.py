"""The image list's order and filters, answered by the database."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.dialects import sqlite

from engine.geometry.types import Box
from engine.project.attribute_kinds import AttributeValue
from engine.project.image_query import image_query
from engine.project.rows import (
    AttributeFilter,
    ImageFilter,
    ImageSort,
    ImageState,
    NewSuggestion,
)
from engine.project.store import Store
from tests.helpers.stores import add_model, make_store, new_box, review


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Six images: 0 with three boxes and 1 with one are reviewed; 2 and 3 have suggestions."""
    with contextlib.closing(make_store(tmp_path, images=6)) as made:
        ids, (tree, bus) = made.images.ids(), [row.id for row in made.classes.rows()]
        review(made, ids[:2], tree)
        made.annotations.add([new_box(ids[0], tree, left=40), new_box(ids[0], tree, left=80)])
        model = add_model(made)
        found = [
            NewSuggestion(ids[2], tree, Box(10, 10, 40, 40), 0.9),
            NewSuggestion(ids[2], tree, Box(60, 10, 90, 40), 0.5),
            NewSuggestion(ids[3], bus, Box(10, 10, 40, 40), 0.2),
        ]
        made.suggestions.add(model, found, ids[2:4])
        made.images.set_state(ids[5:], ImageState.VERIFIED_EMPTY)
        yield made


@pytest.mark.parametrize(
    ("sort", "forward", "backward"),
    [
        ("name", [0, 1, 2, 3, 4, 5], [5, 4, 3, 2, 1, 0]),
        ("added", [0, 1, 2, 3, 4, 5], [5, 4, 3, 2, 1, 0]),
        ("state", [4, 2, 3, 0, 1, 5], [5, 0, 1, 2, 3, 4]),
        ("annotations", [2, 3, 4, 5, 1, 0], [0, 1, 2, 3, 4, 5]),
        # Without a suggestion there is no score, either way.
        ("score", [3, 2, 0, 1, 4, 5], [2, 3, 0, 1, 4, 5]),
    ],
)
def test_images_are_sorted(
    store: Store, sort: ImageSort, forward: list[int], backward: list[int]
) -> None:
    ids = store.images.ids()
    for is_reversed, expected in ((False, forward), (True, backward)):
        found = store.images.ids(ImageFilter(sort=sort, is_reversed=is_reversed))
        assert [ids.index(image_id) for image_id in found] == expected


def test_a_class_is_looked_for_in_annotations_and_suggestions(store: Store) -> None:
    ids, (tree, bus) = store.images.ids(), [row.id for row in store.classes.rows()]
    assert store.images.ids(ImageFilter(class_id=tree)) == ids[:3]
    assert store.images.ids(ImageFilter(class_id=bus, sort="score")) == [ids[3]]


def test_images_are_found_by_all_their_tags(store: Store) -> None:
    ids = store.images.ids()
    store.tags.add(ids[:3], ["night"])
    store.tags.add(ids[2:5], ["rain"])
    night, rain = (row.id for row in store.tags.rows())
    assert store.images.ids(ImageFilter(tags=(night,))) == ids[:3]
    assert store.images.ids(ImageFilter(tags=(night, rain))) == [ids[2]]
    assert store.images.ids(ImageFilter(tags=(999,))) == []


def test_images_are_found_by_the_values_of_their_objects(store: Store) -> None:
    ids, (tree, bus) = store.images.ids(), [row.id for row in store.classes.rows()]
    (of_tree,) = store.attributes.add(tree, "age", "number").added.attributes
    (of_bus,) = store.attributes.add(bus, "age", "text").added.attributes
    first, second = (store.annotations.of_image(image_id)[0].id for image_id in ids[:2])
    (third,) = store.annotations.add([new_box(ids[4], bus)]).added.annotations
    store.annotations.set_attributes([first], {str(of_tree): 5, "crowd": True})
    store.annotations.set_attributes([second], {str(of_tree): 55})
    store.annotations.set_attributes([third], {str(of_bus): "5"})

    def found(*keys: str, value: AttributeValue | None = None) -> list[int]:
        return store.images.ids(ImageFilter(attribute=AttributeFilter(keys, value)))

    assert found(str(of_tree)) == ids[:2]
    assert found(str(of_tree), value=5.0) == [ids[0]]
    assert found(str(of_bus), value="5") == [ids[4]]
    assert found(str(of_tree), str(of_bus)) == [ids[0], ids[1], ids[4]]
    assert found("crowd", value=True) == [ids[0]]
    assert found("occluded", value=True) == []
    assert found() == []


def test_images_are_found_by_the_notes_on_their_objects(store: Store) -> None:
    image = store.images.ids()[1]
    annotation = store.annotations.of_image(image)[0].id
    assert store.images.ids(ImageFilter(has_note=True)) == []
    store.annotations.set_note([annotation], "look again")
    assert store.images.ids(ImageFilter(has_note=True)) == [image]
    assert store.images.count(ImageFilter(has_note=True, states=(ImageState.NEW,))) == 0


def test_images_are_found_by_words_of_the_notes_on_their_objects(store: Store) -> None:
    first, second = (store.annotations.of_image(i)[0].id for i in store.images.ids()[:2])
    store.annotations.set_note([first], "Look again:\n50% behind a wall")
    store.annotations.set_note([second], "looks fine")
    for note, images in (("LOOK", [0, 1]), ("50%", [0]), ("0_", []), ("wall", [0]), ("x", [])):
        ids = store.images.ids()
        assert store.images.ids(ImageFilter(note=note)) == [ids[i] for i in images], note


def test_what_objects_are_described_by_is_looked_up_and_not_read_through(store: Store) -> None:
    for wanted, index in (
        (ImageFilter(attribute=AttributeFilter(("crowd",), True)), "ix_annotations_attributes"),
        (ImageFilter(has_note=True), "ix_annotations_note"),
        (ImageFilter(note="wall"), "ix_annotations_note"),
        (ImageFilter(tags=(1,)), "ix_image_tags_tag_id"),
    ):
        statement = image_query(wanted).compile(dialect=sqlite.dialect())
        values = tuple(statement.params[name] for name in statement.positiontup or ())
        with store.reading() as connection:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
        assert f"INDEX {index}" in str(plan)


def test_images_are_counted_without_being_listed(store: Store) -> None:
    for sort in ("name", "score", "annotations", "uncertainty"):
        assert store.images.count(ImageFilter(states=(ImageState.REVIEWED,), sort=sort)) == 2
