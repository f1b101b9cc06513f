"""What cannot be read of a project is left out and told; the rest is there."""

import contextlib
import gc
import shutil
import sqlite3
import zipfile
import zlib
from pathlib import Path

import pytest

from engine.project import bad_rows
from engine.project.packing import packed, unpacked
from engine.project.rows import ImageState
from engine.project.store import Store
from engine.protocol.errors import SaegimError
from engine.protocol.events import EpochDone
from engine.protocol.stream import EventReader, EventWriter
from tests.helpers.labelled import BOX, POLYGON, make_labelled
from tests.helpers.stores import new_box


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with contextlib.closing(make_labelled(tmp_path, BOX, POLYGON)) as store:
        return store.path


def change(path: Path, statement: str, *values: object) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute(statement, values)
        connection.commit()


def test_a_bad_row_is_left_out_told_and_kept_in_a_copy(path: Path) -> None:
    change(path, "UPDATE annotations SET geometry = x'00' WHERE id = 1")
    with contextlib.closing(Store.open(path)) as store:
        assert store.left_out is not None
        assert store.left_out.rows == {"annotations": 1}
        assert "annotations 1" in str(store.left_out.in_words())
        assert store.info().annotations == 2
        assert store.left_out.copy.exists()
    with contextlib.closing(Store.open(path)) as again:
        assert again.left_out is None


def test_a_file_is_looked_through_once_as_long_as_it_is_open(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[Path] = []
    look = bad_rows._look_through
    monkeypatch.setattr(
        bad_rows, "_look_through", lambda database: (looks.append(database.path), look(database))[1]
    )
    first = Store.open(path)
    with contextlib.closing(Store.open(path)) as second:
        first.close()
        # The second one keeps the file known, though it has not looked itself.
        Store.open(path).close()
        assert second.info().annotations == 3
    assert looks == [path]
    other = path.with_name("other.saegim")
    with contextlib.closing(Store.open(path)):
        shutil.copy(path, other)
        change(other, "UPDATE annotations SET geometry = x'00' WHERE id = 1")
        with contextlib.closing(Store.open(other)) as opened:
            assert opened.left_out is not None
    assert looks == [path, path, other]
    change(path, "UPDATE annotations SET geometry = x'00' WHERE id = 1")
    with contextlib.closing(Store.open(path)) as again:
        assert again.left_out is not None


def test_a_file_that_is_open_no_more_is_forgotten(path: Path) -> None:
    store = Store.open(path)
    del store
    gc.collect()
    change(path, "UPDATE annotations SET geometry = x'00' WHERE id = 1")
    with contextlib.closing(Store.open(path)) as again:
        assert again.left_out is not None


def test_a_file_that_cannot_be_mended_is_not_taken_for_sound(path: Path) -> None:
    change(path, "DELETE FROM project")
    for _ in range(2):
        with pytest.raises(SaegimError) as refused:
            Store.open(path)
        assert refused.value.code == "project_damaged"


def test_what_belongs_to_a_bad_image_goes_with_it(path: Path) -> None:
    change(path, "UPDATE images SET width = -1 WHERE id = 1")
    with contextlib.closing(Store.open(path)) as store:
        assert store.left_out is not None
        assert store.left_out.rows == {"images": 1, "annotations": 2}


def test_a_value_that_something_can_stand_for_costs_no_row(path: Path) -> None:
    change(path, "UPDATE images SET state = 'burning', split = 7")
    with contextlib.closing(Store.open(path)) as store:
        rows = store.images.rows(store.images.ids())
        assert [(row.state, row.split) for row in rows] == [(ImageState.IN_WORK, None)] * 4


def test_a_step_that_unpacks_to_gigabytes_is_not_undone(path: Path) -> None:
    bomb = zlib.compress(b"[" + b" " * (1 << 29), level=9)
    change(path, "UPDATE history SET changes = ? WHERE id = 1", bomb)
    with contextlib.closing(Store.open(path)) as store:
        with pytest.raises(SaegimError) as caught:
            store.history.undo(1)
        assert caught.value.code == "history_damaged"


def test_undo_brings_back_nothing_that_opening_would_leave_out(path: Path) -> None:
    with contextlib.closing(Store.open(path)) as store:
        step = store.annotations.add([new_box(1, 1)]).history_id
        assert step is not None
        store.history.undo(step)
    with contextlib.closing(sqlite3.connect(path)) as connection:
        [changes] = connection.execute(
            "SELECT changes FROM history WHERE id = ?", (step,)
        ).fetchone()
        text = unpacked(changes).replace(b"10.0", b"1e300")
        connection.execute("UPDATE history SET changes = ? WHERE id = ?", (packed(text), step))
        connection.commit()
    with contextlib.closing(Store.open(path)) as store:
        before = store.info().annotations
        with pytest.raises(SaegimError) as caught:
            store.history.redo(step)
        assert caught.value.code == "history_damaged"
        assert store.info().annotations == before


@pytest.mark.parametrize("tail", [b"\0" * 100_000, b"\0\n" * 50_000, b'{"number": 2, "ti', b"x\n"])
def test_a_broken_tail_of_a_record_is_cut_back(tmp_path: Path, tail: bytes) -> None:
    events = tmp_path / "events.jsonl"
    done = EpochDone(0, {}, {}, {}, best=True, seconds=1.0, seconds_left=1.0)
    writer = EventWriter(events)
    for _ in range(2):
        writer.write(done)
    writer.close()
    with events.open("ab") as file:
        file.write(tail)
    writer = EventWriter(events)
    writer.write(done)
    writer.close()
    numbers = [record.number for record in EventReader(events).read_new()]
    assert numbers == [0, 1, 2]


def test_a_hostile_history_does_not_stop_an_upgrade(tmp_path: Path) -> None:
    fixture = Path(__file__).parents[2] / "fixtures" / "version_0_1_0" / "projects.zip"
    with zipfile.ZipFile(fixture) as archive:
        archive.extractall(tmp_path)
    path = next(tmp_path.rglob("*.saegim"))
    bomb = zlib.compress(b"[" + b" " * (1 << 29))
    for number, changes in enumerate((bomb, b"\0", zlib.compress(b"[1]"), "text")):
        change(
            path,
            "INSERT INTO history (label, undone, created_at, changes) VALUES ('x', 0, ?, ?)",
            str(number),
            changes,
        )
    with contextlib.closing(Store.open(path)) as store:
        assert "x" not in [step.label for step in store.history.steps()]
