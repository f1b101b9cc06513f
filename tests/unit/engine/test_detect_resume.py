"""A run whose process was killed goes on where it was, as if nothing had happened."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.protocol.events import (
    CheckpointWritten,
    EpochDone,
    Event,
    Notice,
    PhaseStarted,
    RunDone,
    RunStarted,
)
from engine.protocol.run_folder import RunFolder, RunStatus
from engine.protocol.stream import EventReader
from tests.helpers.detection_runs import (
    create_run,
    drawn_manifest,
    outlined,
    random_weights,
    start_process,
    two_phases,
)


def events_of(folder: RunFolder) -> list[Event]:
    return [record.event for record in EventReader(folder.events_path).read_new()]


def wait_for(folder: RunFolder, is_there: Callable[[Event], bool]) -> None:
    while not (folder.events_path.exists() and any(map(is_there, events_of(folder)))):
        time.sleep(0.02)


def kill_after_epoch(folder: RunFolder, epoch: int) -> None:
    """Start the process and kill it in the middle of what follows an epoch's checkpoint."""
    process = start_process(folder)
    wait_for(folder, lambda e: isinstance(e, CheckpointWritten) and e.epoch == epoch)
    # Held in a batch, so that the kill cannot come after the end.
    folder.request("pause")
    pauses = sum(isinstance(e, Notice) for e in events_of(folder))
    while sum(isinstance(e, Notice) for e in events_of(folder)) == pauses:
        time.sleep(0.02)
    process.kill()
    process.wait()
    folder.withdraw("pause")


def last_of_each_epoch(folder: RunFolder) -> dict[int, EpochDone]:
    return {e.epoch: e for e in events_of(folder) if isinstance(e, EpochDone)}


@pytest.mark.slow
@pytest.mark.parametrize(("task", "name"), [("detect", "yolo26n"), ("instance", "yolo26n-seg")])
def test_a_killed_run_ends_as_an_uninterrupted_one(task: str, name: str, tmp_path: Path):
    weights = random_weights(tmp_path / "start.pt", name)
    manifest = outlined(drawn_manifest(tmp_path / "source", train=20))
    recipe = two_phases(3, 3, task=task, architecture=name, weights=name)
    whole = create_run(tmp_path / "runs/whole", recipe, manifest, weights)
    assert start_process(whole).wait() == 0

    broken = create_run(tmp_path / "runs/broken", recipe, manifest, weights)
    kill_after_epoch(broken, 0)
    assert broken.status() is RunStatus.INTERRUPTED
    kill_after_epoch(broken, 3)
    assert start_process(broken).wait() == 0

    assert broken.status() is RunStatus.DONE
    started = [e for e in events_of(broken) if isinstance(e, RunStarted)]
    assert [e.resumed_epoch > 0 for e in started] == [False, True, True]
    phases = [e.trainable for e in events_of(broken) if isinstance(e, PhaseStarted)]
    # Frozen again by the second attempt, and unfrozen again by the third.
    assert phases == ["head", "head", "all", "all"]
    expected, found = last_of_each_epoch(whole), last_of_each_epoch(broken)
    assert list(found) == list(range(6))
    for epoch in range(6):
        assert found[epoch].train_losses == pytest.approx(expected[epoch].train_losses, rel=1e-3)
        assert found[epoch].metrics == pytest.approx(expected[epoch].metrics, abs=1e-3)
    assert sum(isinstance(e, RunDone) for e in events_of(broken)) == 1
