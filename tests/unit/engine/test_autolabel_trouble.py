"""A full disk, a locked file or a model that goes while a batch is labelled: nothing is lost."""

import contextlib
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from engine.cli import app
from engine.geometry.types import Box
from engine.project import autolabel, sqlite
from engine.project.autolabel import AutolabelBatch
from engine.project.rows import ImageFilter, ImageState
from engine.project.runs import find_model
from engine.project.store import Store
from engine.protocol.errors import SaegimError
from engine.protocol.requests import Detection, ImageRef
from tests.helpers.model_cards import brightness_classifier
from tests.helpers.small_disk import fill, small_disk
from tests.helpers.stores import add_model, draw_images, locked, make_store, review, snapshot


def labelled(store: Store) -> Store:
    """Review the first image, and add a model."""
    review(store, store.images.ids()[:1], store.classes.rows()[0].id)
    add_model(store)
    return store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with contextlib.closing(labelled(make_store(tmp_path, images=7))) as made:
        yield made


def find(store: Store, batch: AutolabelBatch, images: tuple[ImageRef, ...], each: int = 1) -> None:
    """Let the model find trees on each of these."""
    tree = store.classes.rows()[0].id
    trees = [Detection(tree, Box(10, 10, 31 + n % 99, 30 + n // 99), 0.8) for n in range(each)]
    for image in images:
        batch.take(image.key, tuple(trees))


def suggested(store: Store) -> int:
    return len(store.images.ids(ImageFilter(states=(ImageState.SUGGESTED,))))


def is_taken_back_at_once(store: Store, batch: AutolabelBatch, before: object) -> bool:
    assert batch.step == store.history.steps()[-1].id
    store.history.undo(batch.step)
    return snapshot(store) == before


def test_what_a_full_disk_did_not_take_waits_until_it_does(tmp_path: Path):
    with small_disk(tmp_path / "disk", 8) as disk:
        store = labelled(make_store(disk, images=7))
        before, batch = snapshot(store), AutolabelBatch(store, find_model(store))
        first, *others = batch.references
        find(store, batch, (first,))
        batch.write()
        find(store, batch, tuple(others), each=2000)
        ballast = fill(disk, leave=1 << 16)
        for _ in range(2):
            with pytest.raises(SaegimError) as caught:
                batch.write()
            assert caught.value.code == "disk_full"
        assert (suggested(store), batch.report.left, batch.has_waiting) == (1, 5, True)
        ballast.unlink()
        batch.write()
        assert (suggested(store), batch.report.left, batch.has_waiting) == (6, 0, False)
        assert store.info().suggestions == 1 + 5 * 2000
        assert is_taken_back_at_once(store, batch, before)
        store.close()


def test_what_a_locked_file_did_not_take_waits_until_it_does(
    store: Store, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sqlite, "_BUSY_MS", 50)
    before, batch = snapshot(store), AutolabelBatch(store, find_model(store))
    find(store, batch, batch.references[:2])
    batch.write()
    find(store, batch, batch.references[2:4])
    with locked(store.path), pytest.raises(SaegimError) as caught:
        batch.write()
    assert caught.value.code == "project_busy"
    assert (batch.rest, batch.has_waiting) == (batch.references[4:], True)
    find(store, batch, batch.rest)
    batch.write()
    assert (suggested(store), batch.report.images) == (6, 6)
    assert is_taken_back_at_once(store, batch, before)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Store]:
    """A model that tells dark from bright, and eight images that are new."""
    with contextlib.closing(make_store(tmp_path, images=1, task="classify")) as store:
        dark, bright = [row.id for row in store.classes.rows()]
        store.image_labels.set(store.images.ids()[0], dark)
        add_model(store)
        brightness_classifier(store.files_dir / "runs/run-1/model", (dark, bright))
        store.images.add(draw_images(tmp_path / "many", 8, first_seed=10))
        yield store


def test_the_command_says_what_was_kept_of_a_batch_that_a_locked_file_ended(
    project: Store, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sqlite, "_BUSY_MS", 50)
    monkeypatch.setattr(autolabel, "MOST_WAITING", 3)
    command = ["autolabel", "--project", str(project.path)]
    write, written = AutolabelBatch.write, list[int]()
    with contextlib.ExitStack() as stack:

        def write_once(batch: AutolabelBatch):
            if len(written) == 1:
                stack.enter_context(locked(project.path))
            written.append(1)
            return write(batch)

        monkeypatch.setattr(AutolabelBatch, "write", write_once)
        result = CliRunner().invoke(app, command)
    assert isinstance(result.exception, SaegimError)
    assert result.exception.code == "project_busy"
    assert "3 suggestions on 3 images" in result.stdout
    assert "5 images are left; the same command goes on with them" in result.stdout
    monkeypatch.setattr(AutolabelBatch, "write", write)
    again = CliRunner().invoke(app, command)
    assert again.exit_code == 0
    assert suggested(project) == 8


def test_a_model_that_goes_within_a_batch_costs_nothing_that_was_written(
    project: Store, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(autolabel, "MOST_WAITING", 3)
    model = project.files_dir / "runs/run-1/model"
    write = AutolabelBatch.write

    def write_and_delete(batch: AutolabelBatch):
        shutil.rmtree(model, ignore_errors=True)
        return write(batch)

    monkeypatch.setattr(AutolabelBatch, "write", write_and_delete)
    result = CliRunner().invoke(app, ["autolabel", "--project", str(project.path)])
    assert (result.exit_code, suggested(project)) == (0, 8)
    refused = CliRunner().invoke(app, ["autolabel", "--project", str(project.path), "--again"])
    assert isinstance(refused.exception, SaegimError)
    assert refused.exception.code == "bad_card"
    assert suggested(project) == 8


@pytest.mark.slow
def test_the_command_on_a_full_disk_is_one_sentence(tmp_path: Path):
    with small_disk(tmp_path / "disk", 24) as disk:
        with contextlib.closing(make_store(disk, images=1, task="classify")) as store:
            dark, bright = [row.id for row in store.classes.rows()]
            store.image_labels.set(store.images.ids()[0], dark)
            add_model(store)
            brightness_classifier(store.files_dir / "runs/run-1/model", (dark, bright))
            store.images.add(draw_images(disk / "many", 300, first_seed=10))
        ballast = fill(disk)
        command = [sys.executable, "-m", "engine", "autolabel", "--project", str(store.path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 2
        assert "The disk is full" in done.stderr.splitlines()[-1]
        assert "Traceback" not in done.stderr
        ballast.unlink()
        subprocess.run(command, capture_output=True, text=True, check=True)
        with contextlib.closing(Store.open(store.path)) as found:
            assert suggested(found) == 300
