"""A training run is a process of its own: it can be killed, resumed, paused, stopped, discarded."""

import signal
from pathlib import Path

import pytest

from engine.protocol.events import DataReady, EpochDone, Notice, RunCancelled, RunDone, RunStarted
from engine.protocol.run_folder import RunFolder, RunStatus
from engine.protocol.stream import EventReader
from tests.helpers.classification_runs import (
    coloured_manifest,
    create_run,
    events_of,
    start_process,
    two_phases,
    wait_until,
)

pytestmark = pytest.mark.slow


def _epochs(folder: RunFolder) -> list[EpochDone]:
    return [event for event in events_of(folder) if isinstance(event, EpochDone)]


def _notices(folder: RunFolder) -> list[str]:
    return [event.code for event in events_of(folder) if isinstance(event, Notice)]


@pytest.fixture
def long_run(tmp_path: Path) -> RunFolder:
    """A run that would take minutes."""
    manifest = coloured_manifest(tmp_path / "pictures", train=64)
    return create_run(tmp_path / "run", two_phases(1, 300), manifest)


def test_a_killed_run_is_interrupted_and_resumes_to_the_same_end(tmp_path: Path) -> None:
    manifest = coloured_manifest(tmp_path / "pictures", train=64, val=16)
    whole = create_run(tmp_path / "whole", two_phases(1, 5), manifest)
    assert start_process(whole).wait() == 0

    killed = create_run(tmp_path / "killed", two_phases(1, 5), manifest)
    process = start_process(killed)
    wait_until(lambda: len(_epochs(killed)) >= 3, killed)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert killed.status() is RunStatus.INTERRUPTED
    assert list(killed.checkpoints_dir.glob("*.pt"))
    with killed.events_path.open("ab") as file:
        file.write(b'{"number":9')

    assert start_process(killed).wait() == 0
    assert killed.status() is RunStatus.DONE
    records = EventReader(killed.events_path).read_new()
    assert [record.number for record in records] == list(range(len(records)))
    starts = [r.event for r in records if isinstance(r.event, RunStarted)]
    assert starts[0].resumed_epoch == 0
    assert starts[1].resumed_epoch >= 2
    last, expected = _epochs(killed)[-1], _epochs(whole)[-1]
    assert last.epoch == expected.epoch == 5
    assert last.val_losses["loss"] == pytest.approx(expected.val_losses["loss"], abs=0.02)
    assert last.metrics == pytest.approx(expected.metrics, abs=0.07)


def test_pause_waits_and_resume_goes_on_until_stopped(long_run: RunFolder) -> None:
    process = start_process(long_run)
    wait_until(lambda: len(_epochs(long_run)) >= 2, long_run)
    long_run.request("pause")
    wait_until(lambda: long_run.status() is RunStatus.PAUSED, long_run)
    said = len(events_of(long_run))
    state = long_run.state()
    assert state is not None
    # The heart beats on while nothing else happens.
    wait_until(lambda: (long_run.state() or state).heartbeat > state.heartbeat, long_run)
    assert len(events_of(long_run)) == said
    assert _notices(long_run)[-1] == "paused"

    long_run.withdraw("pause")
    wait_until(lambda: long_run.status() is RunStatus.RUNNING, long_run)
    long_run.request("stop")
    assert process.wait() == 0
    assert long_run.status() is RunStatus.STOPPED
    assert "stopping" in _notices(long_run)
    done = events_of(long_run)[-1]
    assert isinstance(done, RunDone)
    assert done.stopped
    assert long_run.model_card() is not None


def test_a_run_stopped_before_its_first_epoch_leaves_a_model(long_run: RunFolder) -> None:
    long_run.request("stop")
    assert start_process(long_run).wait() == 0
    assert long_run.status() is RunStatus.STOPPED
    assert _epochs(long_run) == []
    assert long_run.model_card() is not None


def test_a_cancelled_run_leaves_no_model(long_run: RunFolder) -> None:
    long_run.request("cancel")
    assert start_process(long_run).wait() == 0
    assert long_run.status() is RunStatus.CANCELLED
    assert isinstance(events_of(long_run)[-1], RunCancelled)
    assert long_run.model_card() is None


def test_a_damaged_picture_is_left_out_by_its_name_and_ends_no_run(tmp_path: Path) -> None:
    manifest = coloured_manifest(tmp_path / "pictures")
    (tmp_path / "pictures" / "003.png").write_bytes(b"no picture")
    folder = create_run(tmp_path / "run", two_phases(), manifest)
    assert start_process(folder).wait() == 0
    assert folder.status() is RunStatus.DONE
    (ready,) = (event for event in events_of(folder) if isinstance(event, DataReady))
    assert [w for w in ready.warnings if "picture" in w] == ["unreadable_picture:003.png:1"]


def test_a_second_process_on_the_same_run_is_refused(long_run: RunFolder) -> None:
    first = start_process(long_run)
    wait_until(lambda: long_run.status() is RunStatus.RUNNING, long_run)
    assert start_process(long_run).wait() == 2
    assert "still going" in long_run.log_path.read_text()
    long_run.request("cancel")
    assert first.wait() == 0
