"""Projects, runs and models of version 0.1.0 open, go on and label.

``tests/fixtures/version_0_1_0`` holds two projects made by that version, each with a run that was
killed in the middle.
"""

import json
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from engine.catalogue import path_of
from engine.geometry.types import Box, WholeImage, kind_of
from engine.project.rows import ImageState
from engine.project.runs import find_run
from engine.project.store import Store
from engine.protocol.events import EpochDone, RunDone, RunStarted
from engine.protocol.run_folder import ACTIVE, RunFolder, RunStatus
from engine.protocol.stream import EventReader

PROJECTS = Path(__file__).parents[1] / "fixtures" / "version_0_1_0" / "projects.zip"


@pytest.fixture
def projects(tmp_path: Path) -> Path:
    with zipfile.ZipFile(PROJECTS) as archive:
        archive.extractall(tmp_path)
    places = {"@ROOT@": tmp_path, "@MOBILENET@": path_of("mobilenet_v2")}
    for name in ("spec.json", "dataset.json"):
        for path in tmp_path.rglob(name):
            text = path.read_text()
            for mark, place in places.items():
                text = text.replace(mark, json.dumps(str(place))[1:-1])
            path.write_text(text)
            # The archive has no empty folders.
            for empty in ("control", "model"):
                (path.parent / empty).mkdir(exist_ok=True)
    return tmp_path


def command(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "engine", *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def events(store: Store, name: str) -> list[object]:
    folder = find_run(store, name)
    return [record.event for record in EventReader(folder.events_path).read_new()]


def wait_for_end(folder: RunFolder) -> None:
    end = time.monotonic() + 120
    while folder.status() in ACTIVE:
        assert time.monotonic() < end, folder.log_path.read_text()
        time.sleep(0.1)


@pytest.fixture
def blocks(projects: Path) -> Iterator[Store]:
    with closing(Store.open(projects / "blocks" / "blocks.saegim")) as store:
        yield store


@pytest.fixture
def lights(projects: Path) -> Iterator[Store]:
    with closing(Store.open(projects / "lights" / "lights.saegim")) as store:
        yield store


def test_an_older_project_is_copied_and_upgraded(blocks: Store) -> None:
    assert blocks.copy_before_upgrade is not None
    assert blocks.copy_before_upgrade.name == "blocks.before-upgrade-from-0001.saegim"
    info = blocks.info()
    assert (info.images, info.annotations, info.image_labels) == (13, 36, "one")
    assert [row.geometry_kind for row in blocks.classes.rows()] == ["box", "polygon"]
    assert blocks.usual_task().name == "detect"
    assert blocks.new_class_kind == "polygon"


def test_a_project_of_whole_images_is_one_still(lights: Store) -> None:
    assert [row.geometry_kind for row in lights.classes.rows()] == ["whole_image", "whole_image"]
    assert [task.name for task in lights.tasks()] == ["classify"]
    assert lights.new_class_kind == "whole_image"
    assert {row.state for row in lights.images.rows(lights.images.ids())} == {
        ImageState.REVIEWED,
        ImageState.NEW,
    }


def test_the_older_history_can_be_undone_and_redone(blocks: Store) -> None:
    # Newest first: states and splits, annotations, images, and at last both classes.
    done = [step for step in blocks.history.steps() if not step.undone]
    for step in reversed(done):
        blocks.history.undo(step.id)
    assert (blocks.info().images, blocks.info().classes) == (0, {})
    for step in done:
        blocks.history.redo(step.id)
    assert (blocks.info().images, blocks.info().annotations) == (13, 36)
    assert [row.geometry_kind for row in blocks.classes.rows()] == ["box", "polygon"]


def test_an_older_model_labels(blocks: Store) -> None:
    command("autolabel", "--project", str(blocks.path), "--model", "1", "--score", "0.001")
    (new,) = [r.id for r in blocks.images.rows(blocks.images.ids()) if r.path.endswith("new.jpg")]
    found = blocks.suggestions.of_image(new)
    assert found
    assert all(isinstance(suggestion.geometry, Box) for suggestion in found)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["blocks", "lights"])
def test_a_run_interrupted_under_the_older_version_goes_on(projects: Path, name: str) -> None:
    project = projects / name / f"{name}.saegim"
    with closing(Store.open(project)) as store:
        before = [event for event in events(store, "interrupted") if isinstance(event, EpochDone)]
        assert find_run(store, "interrupted").status() is RunStatus.INTERRUPTED
        command("runs", "resume", "--project", str(project), "interrupted")
        wait_for_end(find_run(store, "interrupted"))
        after = events(store, "interrupted")
        started = [event for event in after if isinstance(event, RunStarted)]
        assert started[-1].resumed_epoch >= len(before) - 1 > 0
        assert isinstance(after[-1], RunDone)
        report = json.loads(
            command("autolabel", "--project", str(project), "--score", "0.001", "--json")
        )
        assert report["images"] == 1
        newest = store.models.rows()[-1]
        assert newest.run_id == find_run(store, "interrupted").id
        (new,) = store.images.ids()[-1:]
        kinds = {kind_of(row.geometry) for row in store.suggestions.of_image(new)}
        assert kinds <= {kind_of(WholeImage()), "box"}
