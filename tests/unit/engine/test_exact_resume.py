"""A run that was broken off and goes on ends as one that was not, bit by bit, whoever loads."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from engine.catalogue import path_of
from engine.protocol.events import (
    BatchDone,
    CheckpointWritten,
    EpochDone,
    Event,
    OutOfMemory,
    RunDone,
    RunStarted,
)
from engine.protocol.run_folder import RunFolder
from engine.protocol.specs import Augmentation, DatasetManifest, Recipe
from engine.training.torch_loop import batches
from engine.training.ultralytics import arguments
from engine.training.ultralytics import dataset as yolo_data
from engine.training.ultralytics.trainer import PhasedTraining
from tests.helpers import classification_runs
from tests.helpers.detection_runs import (
    WatchedRun,
    create_run,
    drawn_manifest,
    random_weights,
    two_phases,
)

pytestmark = pytest.mark.slow


class BrokenOffError(Exception):
    """In place of a kill."""


def break_after(*epochs: int) -> Callable[[RunFolder, Event], None]:
    """Break a run off in the first batch after an epoch's checkpoint, once for each epoch."""
    left, written = set(epochs), -1

    def react(_folder: RunFolder, event: Event) -> None:
        nonlocal written
        if isinstance(event, CheckpointWritten) and not event.best:
            written = event.epoch
        if isinstance(event, CheckpointWritten) and event.best and event.file.endswith("last.pt"):
            written = event.epoch
        if isinstance(event, BatchDone) and written in left and event.epoch == written + 1:
            left.discard(written)
            raise BrokenOffError

    return react


def trained(folder: RunFolder, *epochs: int) -> RunFolder:
    """Train it, broken off after these epochs."""
    react = break_after(*epochs)
    for _ in epochs:
        with pytest.raises(BrokenOffError):
            WatchedRun(folder, react).train()
    run = WatchedRun(folder, react)
    run.train()
    assert (run.of_kind(RunStarted)[0].resumed_epoch > 0) == bool(epochs)
    assert len(run.of_kind(RunDone)) == 1
    return folder


def losses_of(folder: RunFolder) -> list[dict[str, float]]:
    events = classification_runs.events_of(folder)
    found = {e.epoch: e.train_losses for e in events if isinstance(e, EpochDone)}
    return [found[epoch] for epoch in sorted(found)]


def runs(
    tmp_path: Path, recipe: Recipe, manifest: DatasetManifest, weights: Path
) -> tuple[RunFolder, RunFolder]:
    whole = create_run(tmp_path / "runs/whole", recipe, manifest, weights)
    broken = create_run(tmp_path / "runs/broken", recipe, manifest, weights)
    return whole, broken


@pytest.mark.parametrize(("workers", "kept"), [(0, True), (0, False), (2, False)])
def test_with_mosaics(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int, kept: bool
) -> None:
    monkeypatch.setattr(arguments, "loader_workers", lambda _device: workers)
    if not kept:
        monkeypatch.setattr(yolo_data, "KEPT_BYTES", 0)
        # Fewer than there are, so that they matter.
        monkeypatch.setattr(yolo_data, "MOSAIC_BATCHES", 2)
    recipe = two_phases(1, 2, augmentation=Augmentation(), image_size=64)
    manifest = drawn_manifest(tmp_path / "source", train=14)
    whole, broken = runs(tmp_path, recipe, manifest, random_weights(tmp_path / "start.pt"))
    expected = losses_of(trained(whole))
    # The last epoch is without mosaics.
    assert losses_of(trained(broken, 0)) == expected
    assert len(expected) == 3


@pytest.mark.parametrize("workers", [0, 2])
def test_of_whole_images(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int) -> None:
    monkeypatch.setattr(batches, "worker_count", lambda *_: workers)
    manifest = classification_runs.coloured_manifest(tmp_path / "pictures")
    recipe = classification_runs.two_phases(2, 2)
    whole, broken = runs(tmp_path, recipe, manifest, path_of("mobilenet_v2"))
    assert losses_of(trained(broken, 2)) == losses_of(trained(whole))


@pytest.mark.parametrize("name", ["yolov8n", "yolo11n"])
def test_of_other_networks_also_after_a_lack_of_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    step = PhasedTraining.optimizer_step

    def small_memory(self: PhasedTraining) -> None:
        if self.epoch == 1 and self.images_in_batch > 2:
            raise RuntimeError("CUDA out of memory. Tried to allocate 2.00 GiB")
        step(self)

    monkeypatch.setattr(PhasedTraining, "optimizer_step", small_memory)
    recipe = two_phases(1, 2, augmentation=Augmentation(), image_size=64)
    recipe = msgspec.structs.replace(recipe, architecture=name)
    manifest = drawn_manifest(tmp_path / "source", train=8)
    whole, broken = runs(tmp_path, recipe, manifest, random_weights(tmp_path / "start.pt", name))
    expected = losses_of(trained(whole))
    assert losses_of(trained(broken, 1)) == expected
    events = classification_runs.events_of(broken)
    assert [e.batch_after for e in events if isinstance(e, OutOfMemory)] == [2]
