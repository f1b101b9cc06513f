"""Stop, pause, cancel, and memory that runs out."""

import threading
from pathlib import Path

import msgspec
import pytest
import torch

from engine.architectures.yolo import load_yolo
from engine.protocol.errors import SaegimError
from engine.protocol.events import (
    BatchDone,
    CheckpointWritten,
    EpochDone,
    Event,
    Notice,
    OutOfMemory,
    RunDone,
)
from engine.protocol.run_folder import RunFolder
from engine.protocol.specs import ManifestImage, Recipe
from engine.training.context import CancelRequested
from engine.training.ultralytics.detect import PhasedDetectionTrainer
from tests.helpers.detection_runs import (
    WatchedRun,
    create_run,
    drawn_manifest,
    random_weights,
    two_phases,
)


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return random_weights(tmp_path_factory.mktemp("weights") / "start.pt")


def prepared(tmp_path: Path, start: Path, recipe: Recipe) -> RunFolder:
    return create_run(tmp_path / "runs/one", recipe, drawn_manifest(tmp_path / "source"), start)


def ignore(_: RunFolder, __: Event) -> None:
    pass


def test_a_stop_in_the_first_epoch_keeps_the_weights_as_they_are(tmp_path: Path, start: Path):
    def stop_at_once(folder: RunFolder, event: Event) -> None:
        if isinstance(event, BatchDone):
            folder.request("stop")

    run = WatchedRun(prepared(tmp_path, start, two_phases(2, 2)), stop_at_once)
    run.train()
    assert len(run.of_kind(BatchDone)) == 1
    (done,) = run.of_kind(RunDone)
    assert (done.stopped, done.best_epoch, done.metrics) == (True, -1, {})
    card = run.folder.model_card()
    assert card is not None
    assert len(load_yolo(run.folder.model_dir / card.file).names) == 2


def test_a_later_stop_keeps_the_best_model(tmp_path: Path, start: Path):
    def stop_in_the_second_epoch(folder: RunFolder, event: Event) -> None:
        if isinstance(event, BatchDone) and event.epoch == 1:
            folder.request("stop")

    run = WatchedRun(prepared(tmp_path, start, two_phases(2, 2)), stop_in_the_second_epoch)
    run.train()
    assert len(run.of_kind(BatchDone)) == 3
    (done,) = run.of_kind(RunDone)
    assert (done.stopped, done.best_epoch) == (True, 0)
    assert done.metrics == run.of_kind(EpochDone)[0].metrics


def test_a_cancel_leaves_no_model(tmp_path: Path, start: Path):
    def cancel(folder: RunFolder, event: Event) -> None:
        if isinstance(event, BatchDone):
            folder.request("cancel")

    run = WatchedRun(prepared(tmp_path, start, two_phases(1, 1)), cancel)
    with pytest.raises(CancelRequested):
        run.train()
    assert run.folder.model_card() is None


def test_a_pause_holds_the_run_until_it_is_taken_back(tmp_path: Path, start: Path):
    resumers: list[threading.Timer] = []

    def pause(folder: RunFolder, event: Event) -> None:
        if isinstance(event, BatchDone) and event.step == 1:
            folder.request("pause")
        if isinstance(event, Notice) and event.code == "paused":
            resumers.append(threading.Timer(0.5, folder.withdraw, ["pause"]))
            resumers[0].start()

    run = WatchedRun(prepared(tmp_path, start, two_phases(1, 1)), pause)
    run.train()
    resumers[0].join()
    codes = [event.code for event in run.of_kind(Notice)]
    assert codes == ["paused", "resumed"]
    assert len(run.of_kind(RunDone)) == 1


class ScarceMemory:
    """Lets no batch through that is larger than what fits, from some epoch on."""

    def __init__(self, fits: int, from_epoch: int) -> None:
        self.fits = fits
        self.from_epoch = from_epoch
        self._real = PhasedDetectionTrainer.preprocess_batch

    def install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def preprocess_batch(trainer: PhasedDetectionTrainer, batch: dict[str, torch.Tensor]):
            if len(batch["img"]) > self.fits and trainer.epoch >= self.from_epoch:
                raise torch.OutOfMemoryError("CUDA out of memory.")
            return self._real(trainer, batch)

        monkeypatch.setattr(PhasedDetectionTrainer, "preprocess_batch", preprocess_batch)


@pytest.mark.parametrize("from_epoch", [0, 1])
def test_the_batch_is_halved_when_the_memory_runs_out(
    tmp_path: Path, start: Path, monkeypatch: pytest.MonkeyPatch, from_epoch: int
):
    ScarceMemory(2, from_epoch).install(monkeypatch)
    run = WatchedRun(prepared(tmp_path, start, two_phases(1, 1)), ignore)
    run.train()
    assert run.of_kind(OutOfMemory) == [OutOfMemory(batch_before=4, batch_after=2)]
    assert [e.epoch for e in run.of_kind(EpochDone)] == [0, 1]
    assert run.of_kind(BatchDone)[-1].batches == 4
    assert len(run.of_kind(RunDone)) == 1


def test_memory_for_not_even_one_picture_is_said_so(
    tmp_path: Path, start: Path, monkeypatch: pytest.MonkeyPatch
):
    ScarceMemory(0, 0).install(monkeypatch)
    run = WatchedRun(prepared(tmp_path, start, two_phases(1, 1)), ignore)
    with pytest.raises(SaegimError) as caught:
        run.train()
    assert caught.value.code == "out_of_memory"


def test_a_resumed_attempt_keeps_the_smaller_batch(
    tmp_path: Path, start: Path, monkeypatch: pytest.MonkeyPatch
):
    def give_up(_: RunFolder, event: Event) -> None:
        if isinstance(event, CheckpointWritten):
            raise KeyboardInterrupt

    folder = prepared(tmp_path, start, two_phases(1, 1))
    with monkeypatch.context() as scarce:
        ScarceMemory(2, 0).install(scarce)
        with pytest.raises(KeyboardInterrupt):
            WatchedRun(folder, give_up).train()
    run = WatchedRun(folder, ignore)
    run.train()
    assert {e.batches for e in run.of_kind(BatchDone)} == {4}


def without_objects(image: ManifestImage) -> ManifestImage:
    return msgspec.structs.replace(image, annotations=())


def test_pictures_of_nothing_do_not_break_a_run(tmp_path: Path, start: Path):
    manifest = drawn_manifest(tmp_path / "source")
    images = tuple(
        without_objects(image) if image.split == "val" or image.id == 100 else image
        for image in manifest.images
    )
    manifest = msgspec.structs.replace(manifest, images=images)
    folder = create_run(tmp_path / "runs/one", two_phases(1, 1), manifest, start)
    run = WatchedRun(folder, ignore)
    run.train()
    (done,) = run.of_kind(RunDone)
    # Nothing tells the epochs apart, so the one that learnt longest is kept.
    assert done.best_epoch == 1
    assert done.metrics == {"mAP50": 0.0, "mAP50-95": 0.0}


@pytest.mark.parametrize(
    ("missing", "code"), [("train", "no_training_images"), ("val", "no_validation_images")]
)
def test_a_part_without_pictures_is_said_so(tmp_path: Path, start: Path, missing: str, code: str):
    manifest = drawn_manifest(tmp_path / "source")
    images = tuple(image for image in manifest.images if image.split != missing)
    manifest = msgspec.structs.replace(manifest, images=images)
    folder = create_run(tmp_path / "runs/one", two_phases(1, 1), manifest, start)
    with pytest.raises(SaegimError) as caught:
        WatchedRun(folder, ignore).train()
    assert caught.value.code == code
