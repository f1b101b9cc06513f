"""Old steps are forgotten, and the file becomes smaller; nothing else changes."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from engine.geometry.types import Polygon
from engine.project.sqlite import waiting_at_most
from engine.project.store import Store
from engine.protocol.errors import SaegimError
from tests.helpers.stores import make_store, new_box, snapshot
from tests.unit.engine.test_history_jumps import label_bit_by_bit
from tests.unit.engine.test_history_jumps import store as store_with_a_model

__all__ = ["store_with_a_model"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with contextlib.closing(make_store(tmp_path)) as made:
        yield made


def draw(store: Store, count: int) -> list[int]:
    """Draw an outline of many points again and again, each a step."""
    box = new_box(store.images.ids()[0], store.classes.rows()[0].id)
    (one,) = store.annotations.add([box]).added.annotations
    made: list[int] = []
    chance = np.random.default_rng(0)
    for _ in range(count):
        turns, radii = np.linspace(0, 2 * np.pi, 3000, endpoint=False), 20 + chance.random(3000)
        points = zip(60 + radii * np.cos(turns), 50 + radii * np.sin(turns), strict=True)
        outline = Polygon(tuple((float(x), float(y)) for x, y in points))
        step = store.annotations.set_geometry(one, outline).history_id
        assert step is not None
        made.append(step)
    return made


def test_only_the_newest_steps_are_kept_and_can_be_undone(store: Store) -> None:
    steps = draw(store, 6)
    before = snapshot(store)
    every = store.history.ids()[0]
    told = store.history.forgettable(2)
    assert told.steps == len(every) - 2
    assert store.history.fold(2) == told
    assert store.history.ids()[0] == steps[-2:]
    assert snapshot(store) == before
    assert store.history.forgettable(2).steps == 0
    for step in reversed(steps[-2:]):
        store.history.undo(step)
    with pytest.raises(SaegimError) as caught:
        store.history.undo(steps[-3])
    assert caught.value.code == "history_conflict"
    store.history.go_to(steps[-1])
    assert snapshot(store) == before


def test_what_is_undone_stays(store: Store) -> None:
    steps = draw(store, 4)
    after = snapshot(store)
    store.history.go_to(steps[1])
    assert store.history.fold(0).steps == 6
    assert store.history.ids() == (steps[2:], set(steps[2:]))
    store.history.go_to(steps[3])
    assert snapshot(store) == after


def test_all_parts_of_a_step_go_with_it(store_with_a_model: Store) -> None:
    store = store_with_a_model
    batch = label_bit_by_bit(store)
    place = store.history.ids()[0].index(batch)
    kept = len(store.history.ids()[0]) - place
    store.history.fold(kept)
    before = snapshot(store)
    store.history.go_to(None)
    store.history.go_to(store.history.ids()[0][-1])
    assert snapshot(store) == before
    store.history.fold(kept - 1)
    with store.reading() as connection:
        left = connection.exec_driver_sql("SELECT count(*) FROM history").scalar_one()
    assert left == kept - 1


def test_the_file_becomes_smaller_by_what_was_told(store: Store) -> None:
    draw(store, 30)
    store.database.settle()
    before, size = snapshot(store), store.path.stat().st_size
    told = store.history.fold(3)
    assert store.database.has_spare_room()
    freed = store.database.shrink()
    assert store.path.stat().st_size == size - freed
    assert 0.8 * freed <= told.size <= 1.2 * freed
    assert not store.database.has_spare_room()
    assert snapshot(store) == before
    with contextlib.closing(Store.open(store.path)) as reopened:
        assert snapshot(reopened) == before


def test_another_program_that_has_it_open_notices_nothing(store: Store) -> None:
    draw(store, 30)
    with contextlib.closing(Store.open(store.path)) as other:
        before = snapshot(other)
        store.history.fold(3)
        assert store.database.shrink() > 0
        assert snapshot(other) == before
        other.classes.add("car", "box")
    assert [row.name for row in store.classes.rows()][-1] == "car"


@pytest.mark.parametrize("lock", ["BEGIN IMMEDIATE", "BEGIN; SELECT * FROM project"])
def test_while_another_program_is_at_it_the_file_stays_as_large(store: Store, lock: str) -> None:
    draw(store, 30)
    store.database.settle()
    size = store.path.stat().st_size
    store.history.fold(3)
    with contextlib.closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        for statement in lock.split(";"):
            other.execute(statement).fetchone()
        before = snapshot(store)
        with pytest.raises(SaegimError) as caught, waiting_at_most(50):
            store.database.shrink()
        assert caught.value.code == "project_busy"
        assert store.path.stat().st_size == size
        assert snapshot(store) == before
        other.execute("ROLLBACK")
    store.database.shrink()
    assert store.path.stat().st_size < size / 2
    assert snapshot(store) == before
