"""Every task by the command line: trained in two phases, resumed after a kill, labels, exports."""

import json
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import msgspec
import numpy as np
import pytest

from engine.geometry.ops import iou
from engine.geometry.types import kind_of
from engine.project.runs import find_run
from engine.project.store import Store
from engine.protocol.events import EpochDone, PhaseStarted, RunDone, RunStarted
from engine.protocol.run_folder import ACTIVE, RunFolder, RunStatus
from engine.protocol.specs import Recipe
from engine.protocol.stream import EventReader
from engine.tasks.figures import figures_of
from engine.tasks.recipes import suggest_recipe, with_epochs
from engine.tasks.spec import TaskSpec
from engine.tasks.table import TASKS
from tests.helpers.shapes import draw_shapes, shapes_project

pytestmark = pytest.mark.slow

# One class for each image is tested on its own (test_train_command.py).
LEARNED = {"multilabel": 0.9, "semantic": 0.6, "instance": 0.5}
"""The first metric that a short training reaches, and that a broken one would miss."""
EPOCHS = {"multilabel": 8, "semantic": 10, "instance": 12}

tasks = pytest.mark.parametrize(
    "task", [task for task in TASKS if task.name in LEARNED], ids=lambda task: task.name
)


def command(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "engine", *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def events(folder: RunFolder) -> list[object]:
    return [record.event for record in EventReader(folder.events_path).read_new()]


def epochs(folder: RunFolder) -> list[EpochDone]:
    return [event for event in events(folder) if isinstance(event, EpochDone)]


def wait_until(condition: Callable[[], object], folder: RunFolder) -> None:
    end = time.monotonic() + 240
    while not condition():
        assert time.monotonic() < end, folder.log_path.read_text()
        time.sleep(0.05)


def small_recipe(store: Store, task: TaskSpec) -> Recipe:
    """The default recipe for pictures of this size, in fewer epochs."""
    figures = figures_of(store.datasets.freeze(task))
    recipe = with_epochs(suggest_recipe(figures, task).recipe, EPOCHS[task.name])
    batch = min(recipe.batch_size, 8)
    return msgspec.structs.replace(recipe, image_size=96, batch_size=batch)


@tasks
def test_a_task_learns_is_resumed_labels_and_exports(task: TaskSpec, tmp_path: Path) -> None:
    with closing(shapes_project(tmp_path, task)) as store:
        project = str(store.path)
        recipe = tmp_path / "recipe.json"
        recipe.write_bytes(msgspec.json.encode(small_recipe(store, task)))
        command("train", "--project", project, "--recipe", str(recipe), "--name", "run")
        folder = find_run(store, "run")
        wait_until(lambda: len(epochs(folder)) >= 3, folder)
        process = folder.process()
        assert process is not None
        subprocess.run(["kill", f"-{signal.SIGKILL.value}", str(process.pid)], check=True)
        wait_until(lambda: folder.status() is RunStatus.INTERRUPTED, folder)
        command("runs", "resume", "--project", project, "run")
        wait_until(lambda: folder.status() not in ACTIVE, folder)
        check_run(folder, task)
        said = command("autolabel", "--project", project, "--score", "0.25", "--json")
        assert json.loads(said)["images"] == 4
        check_suggestions(store, task)
    check_export(task, project, tmp_path)


def check_run(folder: RunFolder, task: TaskSpec) -> None:
    said = events(folder)
    done = said[-1]
    assert isinstance(done, RunDone), folder.log_path.read_text()
    starts = [event for event in said if isinstance(event, RunStarted)]
    assert starts[-1].resumed_epoch >= 2
    phases = {event.trainable: event for event in said if isinstance(event, PhaseStarted)}
    assert phases["head"].frozen_parameters > phases["head"].trainable_parameters / 4
    assert phases["all"].trainable_parameters > phases["head"].trainable_parameters
    assert done.metrics[task.metrics[0].name] > LEARNED[task.name], done.metrics


def check_suggestions(store: Store, task: TaskSpec) -> None:
    """What is suggested on new images is what they show."""
    names = {row.id: row.name for row in store.classes.rows()}
    right: list[bool] = []
    for row in store.images.rows(store.images.ids())[-4:]:
        shown = draw_shapes(store.path.parent / "again.png", seed=int(Path(row.path).stem))
        found = store.suggestions.of_image(row.id)
        assert {kind_of(suggestion.geometry) for suggestion in found} <= task.learns_from
        best = {names[s.class_id]: s.geometry for s in reversed(found)}
        for name, geometry in shown.items():
            suggested = best.get(name)
            overlap = suggested is not None and (
                not task.is_about_objects or iou(suggested, geometry) > 0.5
            )
            right.append(overlap)
        right += [name in shown for name in best]
    assert np.mean(right) > 0.7


def check_export(task: TaskSpec, project: str, folder: Path) -> None:
    out = folder / "exported"
    to = ("--format", task.usual_format, "--out", str(out))
    command("export", "annotations", "--project", project, *to)
    assert out.exists()
    zipped = folder / "model.zip"
    command("export", "model", "--project", project, "--out", str(zipped), "--torchscript")
    with zipfile.ZipFile(zipped) as archive:
        names = {Path(name).name for name in archive.namelist()}
        archive.extractall(folder / "model")
    assert {"model.pt", "model.torchscript", "model.json", "README.txt"} <= names
