"""An interrupted run goes on where its project has been moved to, without what lay elsewhere."""

import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import msgspec
import psutil
import pytest

from engine.catalogue import path_of
from engine.project.runs import find_run, resume_run, start_run
from engine.project.store import Store
from engine.protocol.events import CheckpointWritten, RunStarted
from engine.protocol.run_folder import ACTIVE, RunFolder, RunStatus
from engine.protocol.stream import EventReader
from engine.tasks.figures import figures_of
from engine.tasks.recipes import suggest_recipe, with_epochs
from engine.tasks.table import find_task
from tests.helpers.shapes import shapes_project

pytestmark = pytest.mark.slow
Said = TypeVar("Said")


def wait_until(condition: Callable[[], object], folder: RunFolder) -> None:
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end, folder.log_path.read_text()
        time.sleep(0.05)


def said(folder: RunFolder, kind: type[Said]) -> list[Said]:
    records = EventReader(folder.events_path).read_new()
    return [record.event for record in records if isinstance(record.event, kind)]


def started(folder: Path, task_name: str) -> RunFolder:
    """A run of a few short epochs, whose process was killed after one of them."""
    task = find_task(task_name)
    with closing(shapes_project(folder, task)) as store:
        suggested = suggest_recipe(figures_of(store.datasets.freeze(task)), task).recipe
        recipe = msgspec.structs.replace(with_epochs(suggested, 8), image_size=64, batch_size=8)
        weights = path_of(recipe.weights)
        run = start_run(store, recipe, weights_path=weights, name="run", device="cpu")
        wait_until(lambda: any("last" in done.file for done in said(run, CheckpointWritten)), run)
        process = run.process()
        assert process is not None
        psutil.Process(process.pid).kill()
        wait_until(lambda: run.status() is RunStatus.INTERRUPTED, run)
    return run


@pytest.mark.parametrize("task", ["semantic", "instance"])
def test_a_run_goes_on_in_a_moved_project(tmp_path: Path, task: str) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    before.mkdir()
    run = started(before, task)
    before.rename(after)
    path = next(after.glob("*.saegim"))
    run = RunFolder(after / run.path.relative_to(before))
    # As on another machine: the weights do not lie where they lay.
    spec = msgspec.structs.replace(run.spec(), weights_path=str(tmp_path / "gone" / "weights.pt"))
    (run.path / "spec.json").write_bytes(msgspec.json.encode(spec))
    with closing(Store.open(path)) as store:
        resume_run(store, find_run(store, "run"))
        wait_until(lambda: run.status() not in ACTIVE, run)
    assert run.status() is RunStatus.DONE, run.log_path.read_text()
    resumed = said(run, RunStarted)[-1]
    assert resumed.resumed_epoch >= 1
    assert run.manifest().root == str(after)
    assert not before.exists()
