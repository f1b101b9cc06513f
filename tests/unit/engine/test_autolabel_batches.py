"""Auto-labelling bit by bit: a crash costs little, it goes on where it stopped, and is one step."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from engine.geometry.types import Box
from engine.project import autolabel, joining
from engine.project.autolabel import AutolabelBatch
from engine.project.history import RowChange
from engine.project.rows import ImageFilter, ImageState
from engine.project.runs import find_model
from engine.project.store import Store
from engine.protocol.requests import Detection, ImageRef
from tests.helpers.model_cards import brightness_classifier
from tests.helpers.stores import add_model, draw_images, make_store, new_box, review, snapshot

SECONDS_OF_THE_COMMAND = 60


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Seven images, of which the first is reviewed, and a model."""
    with contextlib.closing(make_store(tmp_path, images=7)) as made:
        review(made, made.images.ids()[:1], made.classes.rows()[0].id)
        add_model(made)
        yield made


def begin(store: Store, *, again: bool = False) -> AutolabelBatch:
    return AutolabelBatch(store, find_model(store), again=again)


def label(store: Store, batch: AutolabelBatch, images: list[ImageRef]) -> None:
    """Let the model find a tree on each of these, and write that."""
    tree = store.classes.rows()[0].id
    for image in images:
        batch.take(image.key, (Detection(tree, Box(10, 10, 31, 30), 0.8),))
    batch.write()


def suggested(store: Store) -> int:
    return len(store.images.ids(ImageFilter(states=(ImageState.SUGGESTED,))))


def test_what_was_written_bit_by_bit_is_taken_back_and_done_again_at_once(store: Store):
    before, steps = snapshot(store), len(store.history.steps())
    batch = begin(store)
    for image in batch.references:
        label(store, batch, [image])
    after = snapshot(store)
    *_, step = store.history.steps()
    assert len(store.history.steps()) == steps + 1
    assert step.id == batch.step
    store.history.undo(step.id)
    assert snapshot(store) == before
    store.history.redo(step.id)
    assert snapshot(store) == after


def test_a_second_batch_goes_on_with_the_images_that_are_left(store: Store):
    first = begin(store)
    label(store, first, list(first.references[:2]))
    assert first.report.left == 4
    second = begin(store)
    assert {ref.key for ref in second.references} == {ref.key for ref in first.references[2:]}


def test_where_nothing_was_found_nobody_looks_again(store: Store):
    first = begin(store)
    for image in first.references[:3]:
        first.take(image.key, ())
    first.write()
    assert len(begin(store).references) == 3
    assert len(begin(store, again=True).references) == 6


def test_after_undo_it_begins_anew(store: Store):
    batch = begin(store)
    label(store, batch, list(batch.references))
    assert begin(store).references == ()
    assert batch.step is not None
    store.history.undo(batch.step)
    assert len(begin(store).references) == 6


def test_another_model_looks_at_every_image(store: Store):
    batch = begin(store)
    label(store, batch, list(batch.references))
    add_model(store, "run-2")
    assert len(begin(store).references) == 6


def test_an_edit_on_another_image_meanwhile_is_taken_back_first_and_alone(store: Store):
    tree = store.classes.rows()[0].id
    batch = begin(store)
    label(store, batch, list(batch.references[:2]))
    edited = store.images.ids()[1]
    mine = store.annotations.add([new_box(edited, tree, left=60)])
    label(store, batch, list(batch.references[2:]))
    assert [step.id for step in store.history.steps()][-2:] == [batch.step, mine.history_id]
    assert suggested(store) == 5
    for step in reversed(store.history.steps()[-2:]):
        store.history.undo(step.id)
    assert suggested(store) == 0
    assert len(store.annotations.of_image(edited)) == 0


def test_on_an_image_that_was_edited_meanwhile_the_order_is_kept(store: Store):
    tree = store.classes.rows()[0].id
    batch = begin(store)
    label(store, batch, list(batch.references[:2]))
    before = snapshot(store)
    edited = store.images.ids()[5]
    mine = store.annotations.add([new_box(edited, tree, left=60)])
    label(store, batch, list(batch.references[2:]))
    *_, second, third = store.history.steps()
    assert second.id == mine.history_id
    assert third.id == batch.step
    for step in (third, second):
        store.history.undo(step.id)
    assert snapshot(store) == before


def test_what_comes_after_the_batch_was_undone_is_a_step_of_its_own(store: Store):
    batch = begin(store)
    label(store, batch, list(batch.references[:2]))
    first = batch.step
    assert first is not None
    store.history.undo(first)
    label(store, batch, list(batch.references[2:]))
    assert batch.step != first
    assert suggested(store) == 4


def test_what_others_did_meanwhile_is_read_once(store: Store, monkeypatch: pytest.MonkeyPatch):
    read: list[int] = []
    read_part = joining.read_part

    def note(connection: Connection, part: int) -> list[RowChange]:
        read.append(part)
        return read_part(connection, part)

    monkeypatch.setattr(joining, "read_part", note)
    tree = store.classes.rows()[0].id
    batch = begin(store)
    label(store, batch, [batch.references[0]])
    mine: list[int | None] = []
    for left, image in enumerate(batch.references[1:]):
        box = new_box(store.images.ids()[1], tree, left=10 * left)
        mine.append(store.annotations.add([box]).history_id)
        label(store, batch, [image])
    assert read == mine
    assert len({step.id for step in store.history.steps()} & {batch.step}) == 1


def test_a_crash_costs_what_was_not_written_and_no_more(store: Store):
    batch = begin(store)
    label(store, batch, list(batch.references[:3]))
    tree = store.classes.rows()[0].id
    batch.take(batch.references[3].key, (Detection(tree, Box(10, 10, 31, 30), 0.8),))
    with contextlib.closing(Store.open(store.path)) as found:
        assert suggested(found) == 3
        assert len(begin(found).references) == 3


def test_it_is_written_when_much_waits_or_some_for_long(store: Store, monkeypatch):
    batch = begin(store)
    assert not batch.is_due
    batch.take(batch.references[0].key, ())
    assert not batch.is_due
    monkeypatch.setattr(autolabel, "WRITE_EVERY", 0.0)
    assert batch.is_due
    monkeypatch.setattr(autolabel, "WRITE_EVERY", 10.0)
    monkeypatch.setattr(autolabel, "MOST_WAITING", 1)
    assert batch.is_due


def test_an_image_that_is_removed_and_brought_back_needs_no_second_look(store: Store):
    batch = begin(store)
    label(store, batch, list(batch.references))
    removed = store.images.remove(store.images.ids()[3:5]).history_id
    assert removed is not None
    store.history.undo(removed)
    assert begin(store).references == ()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="nothing there sends another one Ctrl+C")
def test_the_command_keeps_what_was_done_at_ctrl_c_and_goes_on(tmp_path: Path):
    with contextlib.closing(make_store(tmp_path, images=1, task="classify")) as store:
        classes = [row.id for row in store.classes.rows()]
        store.image_labels.set(store.images.ids()[0], classes[0])
        add_model(store)
        brightness_classifier(store.files_dir / "runs/run-1/model", (classes[0], classes[1]))
        store.images.add(draw_images(tmp_path / "many", 800, first_seed=10))
        command = [sys.executable, "-m", "engine", "autolabel", "--project", str(store.path)]
        # A short time between writings, so that the test need not last.
        code = (
            "import engine.project.autolabel as a; a.WRITE_EVERY = 0.2;"
            "from engine.cli import app; app()"
        )
        short = [sys.executable, "-c", code, *command[3:]]
        first = subprocess.Popen(short, stdout=subprocess.PIPE, text=True, cwd=Path.cwd())
        give_up = time.monotonic() + SECONDS_OF_THE_COMMAND
        while not suggested(store) and time.monotonic() < give_up:
            time.sleep(0.05)
        os.kill(first.pid, signal.SIGINT)
        said, _ = first.communicate(timeout=SECONDS_OF_THE_COMMAND)
        assert first.returncode == 130
        assert "the same command goes on" in said
        done = suggested(store)
        assert 0 < done < 800
        second = subprocess.run([*command, "--json"], capture_output=True, text=True, check=True)
        assert json.loads(second.stdout)["images"] == 800 - done
        assert suggested(store) == 800


def test_images_that_are_removed_meanwhile_do_not_count_as_reviewed(store: Store):
    batch = begin(store)
    store.images.remove(store.images.ids()[1:3])
    label(store, batch, list(batch.references))
    assert (batch.report.images, batch.report.finished, batch.report.left) == (4, 0, 0)
