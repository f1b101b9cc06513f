"""What a list of the history says of its steps."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.geometry.types import Box
from engine.project import history_list
from engine.project.rows import StepRow
from engine.project.store import Store
from tests.helpers.stores import draw_images, make_store, new_box
from tests.unit.engine.test_history_jumps import label_bit_by_bit
from tests.unit.engine.test_history_jumps import store as store_with_a_model

__all__ = ["store_with_a_model"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with contextlib.closing(make_store(tmp_path)) as made:
        yield made


def described(store: Store) -> list[StepRow]:
    return store.history.described(store.history.ids()[0])


def test_how_many_objects_and_on_which_image(store: Store) -> None:
    first, second, *_ = store.images.ids()
    tree, bus = (row.id for row in store.classes.rows())
    (box,) = store.annotations.add([new_box(first, tree)]).added.annotations
    store.annotations.set_geometry(box, Box(0, 0, 9, 9))
    store.annotations.add([new_box(first, tree), new_box(second, tree)])
    store.classes.merge(tree, bus)
    said = [(step.label, step.objects, step.image) for step in described(store)[3:]]
    assert said == [
        ("add_annotations", 1, "pictures/photo 0.jpg"),
        ("set_geometry", 1, "pictures/photo 0.jpg"),
        ("add_annotations", 2, ""),
        ("merge_classes", 3, ""),
    ]


def test_of_objects_that_are_gone_no_image_is_guessed(store: Store) -> None:
    image, tree = store.images.ids()[0], store.classes.rows()[0].id
    boxes = [new_box(image, tree), new_box(image, tree, left=50)]
    added = store.annotations.add(boxes).added.annotations
    moved = store.annotations.set_geometries(dict.fromkeys(added, Box(0, 0, 9, 9))).history_id
    store.annotations.delete([min(added)])
    assert moved is not None
    [step] = store.history.described([moved])
    assert (step.objects, step.image) == (2, "")
    # The step that deleted it knows where it was.
    assert {step.image for step in described(store)[3:]} == {"pictures/photo 0.jpg"}


def test_a_large_step_is_not_looked_into(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history_list, "MOST_PACKED", 1000)
    image, tree = store.images.ids()[0], store.classes.rows()[0].id
    store.annotations.add([new_box(image, tree, left=i / 7) for i in range(1000)])
    *_, large = described(store)
    assert (large.label, large.objects, large.image) == ("add_annotations", None, "")
    store.images.add(draw_images(tmp_path / "more", 1, first_seed=50))
    *_, small = described(store)
    assert (small.objects, small.image) == (0, "more/photo 0.jpg")


def test_what_was_written_bit_by_bit_is_not_counted(store_with_a_model: Store) -> None:
    batch = label_bit_by_bit(store_with_a_model)
    [step] = store_with_a_model.history.described([batch, batch + 1000])
    assert (step.id, step.objects) == (batch, None)


def test_steps_around_the_present_one(store: Store) -> None:
    image, tree = store.images.ids()[0], store.classes.rows()[0].id
    ids = [store.annotations.add([new_box(image, tree)]).history_id for _ in range(6)]
    for step in (ids[5], ids[4], ids[3]):
        assert step is not None
        store.history.undo(step)
    done, undone = store.history.around(2)
    assert [row.id for row in done] == ids[1:3]
    assert [row.id for row in undone] == ids[3:5]
    assert all(row.undone for row in undone)
    assert store.history.ids()[1] == set(ids[3:])


def test_dropping_what_is_undone_does_not_read_the_whole_history(store: Store) -> None:
    heard: list[str] = []
    with store.reading() as connection:
        driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    # It goes back into the pool, out of which the next transaction takes it.
    driver.set_trace_callback(heard.append)
    store.annotations.add([new_box(store.images.ids()[0], store.classes.rows()[0].id)])
    driver.set_trace_callback(None)
    [dropping] = [statement for statement in heard if statement.startswith("DELETE FROM history")]
    with store.reading() as connection:
        [plan] = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {dropping}").all()
    assert "ix_history_undone" in plan[3]
