"""A run that is cut short late leaves the best model so far, which the project then knows."""

import shutil
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import msgspec
import psutil
import pytest

from engine.catalogue import path_of
from engine.inference.predictor import load
from engine.project.runs import adopt_finished, resume_run, start_run
from engine.project.store import Store
from engine.protocol.events import EpochDone, Notice, RunDone, RunFailed
from engine.protocol.run_folder import RunFolder, RunStatus
from engine.protocol.specs import ModelCard, Phase
from engine.tasks.spec import TaskSpec
from engine.tasks.table import find_task
from tests.helpers.classification_runs import events_of, wait_until
from tests.helpers.shapes import shapes_project

pytestmark = pytest.mark.slow


def started(store: Store, task: TaskSpec, epochs: int) -> RunFolder:
    from engine.tasks.figures import figures_of

    recipe = task.recommend(figures_of(store.datasets.freeze(task)), False)
    phases = (Phase("head only", "head", 1, 1e-3), Phase("whole network", "all", epochs, 1e-3))
    recipe = msgspec.structs.replace(recipe, image_size=64, batch_size=4, phases=phases)
    return start_run(store, recipe, weights_path=path_of(recipe.weights), device="cpu")


def held_after(folder: RunFolder, epoch: int) -> None:
    """Hold a run in a batch after this epoch, so that nothing comes in between."""
    wait_until(
        lambda: any(isinstance(e, EpochDone) and e.epoch == epoch for e in events_of(folder)),
        folder,
    )
    folder.request("pause")
    wait_until(
        lambda: any(isinstance(e, Notice) and e.code == "paused" for e in events_of(folder)), folder
    )


def fail(folder: RunFolder) -> None:
    """Let the next checkpoint have no place to go."""
    shutil.rmtree(folder.checkpoints_dir)
    folder.withdraw("pause")


def kill(folder: RunFolder) -> None:
    process = folder.process()
    assert process is not None
    psutil.Process(process.pid).kill()


@pytest.mark.parametrize(
    ("name", "cut", "status"),
    [
        ("detect", fail, RunStatus.FAILED),
        ("classify", fail, RunStatus.FAILED),
        ("classify", kill, RunStatus.INTERRUPTED),
    ],
)
def test_the_best_model_so_far_is_there(
    tmp_path: Path, name: str, cut: Callable[[RunFolder], None], status: RunStatus
) -> None:
    task = find_task(name)
    with closing(shapes_project(tmp_path, task, train=8, val=4)) as store:
        folder = started(store, task, epochs=40)
        held_after(folder, 2)
        cut(folder)
        wait_until(lambda: folder.status() is status, folder)
        assert not any(isinstance(e, RunDone) for e in events_of(folder))
        assert any(isinstance(e, RunFailed) for e in events_of(folder)) == (cut is fail)
        (model,) = adopt_finished(store)
        assert_usable(folder, model.card)
        assert adopt_finished(store) == []


def assert_usable(folder: RunFolder, card: ModelCard) -> None:
    assert card.metrics
    image = folder.manifest().images[0]
    predictor = load(folder.card_path)
    view = predictor.view(Path(folder.manifest().root) / image.path)
    assert len(predictor.predict([view], 0.0)) == 1


def test_a_run_that_goes_on_to_its_end_renews_its_model(tmp_path: Path) -> None:
    task = find_task("classify")
    with closing(shapes_project(tmp_path, task, train=8, val=4)) as store:
        folder = started(store, task, epochs=3)
        held_after(folder, 1)
        kill(folder)
        wait_until(lambda: folder.status() is RunStatus.INTERRUPTED, folder)
        (early,) = adopt_finished(store)
        time.sleep(1.1)  # The card says when it was made, to the second.
        resume_run(store, folder)
        wait_until(lambda: folder.status() is RunStatus.DONE, folder)
        (late,) = adopt_finished(store)
        assert late.id == early.id
        assert late.card == folder.model_card() != early.card
        names = {path.name for path in folder.model_dir.iterdir()}
        assert names == {"card.json", late.card.file}
