"""Images that go or break while a run goes on: it goes on without them and says so."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from engine.catalogue import path_of
from engine.datasets import images as image_data
from engine.protocol.errors import SaegimError
from engine.protocol.events import DataReady, EpochDone, Event, PhaseStarted, RunDone
from engine.protocol.run_folder import RunFolder
from engine.protocol.specs import DatasetManifest, Phase, Recipe, Split
from engine.tasks.figures import figures_of
from engine.tasks.table import TASKS, find_task
from engine.training.ultralytics import dataset as yolo_data
from engine.training.ultralytics import validation as yolo_validation
from tests.helpers.detection_runs import WatchedRun, create_run
from tests.helpers.shapes import shapes_project

pytestmark = pytest.mark.slow

TASK_NAMES = [task.name for task in TASKS]
PHASES = (Phase("head only", "head", 1, 1e-3), Phase("whole network", "all", 2, 1e-3))


def manifest_for(folder: Path, name: str) -> DatasetManifest:
    task = find_task(name)
    with closing(shapes_project(folder, task, train=8, val=8)) as store:
        rows = [row for row in store.images.rows(store.images.ids()) if row.split == "val"]
        store.splits.set([row.id for row in rows[:2]], "test")
        return store.datasets.freeze(task)


def recipe_for(manifest: DatasetManifest, name: str) -> Recipe:
    recipe = find_task(name).recommend(figures_of(manifest), False)
    return msgspec.structs.replace(recipe, image_size=64, batch_size=4, phases=PHASES)


def files_of(manifest: DatasetManifest, split: Split) -> list[Path]:
    return [Path(manifest.root) / image.path for image in manifest.of_split(split)]


def trained(
    folder: Path, name: str, manifest: DatasetManifest, react: Callable[[Event], None]
) -> WatchedRun:
    recipe = recipe_for(manifest, name)
    run_folder = create_run(folder / "run", recipe, manifest, path_of(recipe.weights))

    def reacting(_folder: RunFolder, event: Event) -> None:
        react(event)

    run = WatchedRun(run_folder, reacting)
    run.train()
    return run


def warned_of(run: WatchedRun) -> set[str]:
    warnings = run.of_kind(DataReady)[-1].warnings
    return {w.split(":")[1] for w in warnings if w.startswith("unreadable_picture:")}


@pytest.fixture
def no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every epoch read its images anew."""
    monkeypatch.setattr(image_data, "_KEPT_BYTES", 0)
    monkeypatch.setattr(yolo_data, "KEPT_BYTES", 0)
    monkeypatch.setattr(yolo_validation, "KEPT_BYTES", 0)


@pytest.mark.parametrize("name", TASK_NAMES)
@pytest.mark.usefixtures("no_memory")
def test_images_that_go_during_a_run_are_left_out(tmp_path: Path, name: str) -> None:
    manifest = manifest_for(tmp_path, name)
    gone, cut = files_of(manifest, "train")[0], files_of(manifest, "val")[0]
    tested = files_of(manifest, "test")[0]

    def lose(event: Event) -> None:
        if isinstance(event, PhaseStarted):
            gone.unlink(missing_ok=True)
        if isinstance(event, EpochDone) and event.epoch == 1:
            tested.write_bytes(b"")
            cut.write_bytes(cut.read_bytes()[:300])

    run = trained(tmp_path, name, manifest, lose)
    assert len(run.of_kind(RunDone)) == 1
    lost = {path.relative_to(manifest.root).as_posix() for path in (gone, cut, tested)}
    assert warned_of(run) == lost
    before, after = run.of_kind(DataReady)[0].counts, run.of_kind(DataReady)[-1].counts
    assert after == {split: count - 1 for split, count in before.items()}
    shown = run.folder.validation_images("validation.json").images
    assert len(shown) == after["val"]


@pytest.mark.parametrize("name", TASK_NAMES)
def test_images_that_went_after_the_freeze_are_left_out(tmp_path: Path, name: str) -> None:
    manifest = manifest_for(tmp_path, name)
    gone, cut = files_of(manifest, "train")[0], files_of(manifest, "val")[0]
    gone.unlink()
    cut.write_bytes(cut.read_bytes()[:300])
    run = trained(tmp_path, name, manifest, lambda _event: None)
    assert len(run.of_kind(RunDone)) == 1
    assert len(run.of_kind(DataReady)) == 1
    assert run.of_kind(DataReady)[0].counts["train"] == len(files_of(manifest, "train")) - 1


@pytest.mark.parametrize("name", ["detect", "classify"])
@pytest.mark.usefixtures("no_memory")
def test_a_run_that_loses_all_its_images_says_so(tmp_path: Path, name: str) -> None:
    manifest = manifest_for(tmp_path, name)

    def lose(event: Event) -> None:
        if isinstance(event, PhaseStarted):
            for path in files_of(manifest, "train"):
                path.unlink(missing_ok=True)

    with pytest.raises(SaegimError) as error:
        trained(tmp_path, name, manifest, lose)
    assert error.value.code == "pictures_unusable"


@pytest.mark.parametrize("name", ["detect", "classify"])
def test_a_run_goes_on_without_any_validation_image(tmp_path: Path, name: str) -> None:
    manifest = manifest_for(tmp_path, name)
    for path in files_of(manifest, "val"):
        path.unlink()
    run = trained(tmp_path, name, manifest, lambda _event: None)
    (done,) = run.of_kind(RunDone)
    assert all(metric.startswith("test_") for metric in done.metrics)
    assert run.folder.model_card() is not None


@pytest.mark.parametrize("name", ["detect", "classify"])
@pytest.mark.usefixtures("no_memory")
def test_a_run_goes_on_when_all_validation_images_go(tmp_path: Path, name: str) -> None:
    manifest = manifest_for(tmp_path, name)

    def lose(event: Event) -> None:
        if isinstance(event, EpochDone) and event.epoch == 0:
            for path in (*files_of(manifest, "val"), *files_of(manifest, "test")):
                path.unlink(missing_ok=True)

    run = trained(tmp_path, name, manifest, lose)
    assert len(run.of_kind(RunDone)) == 1
    assert run.folder.model_card() is not None
