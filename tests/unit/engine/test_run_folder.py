"""A run is a folder: what it says is reconciled with the process that is there, or not."""

import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from engine.protocol.errors import SaegimError
from engine.protocol.run_folder import RunFolder, RunProcess, RunStatus, process_of
from engine.system.locks import FolderLock, is_locked
from engine.system.process import start_time
from engine.training.executor import execute
from tests.helpers.classification_runs import coloured_manifest, two_phases
from tests.helpers.recorded_run import job_spec

US = process_of(os.getpid())


@pytest.fixture
def lock(folder: RunFolder) -> Iterator[FolderLock]:
    """The lock that a process holds which works on the run; not taken yet."""
    lock = FolderLock(folder.path)
    yield lock
    lock.free()


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    manifest = coloured_manifest(tmp_path / "pictures", 2, 0, 0)
    return RunFolder.create(tmp_path / "run", job_spec(), manifest)


@pytest.fixture
def dead() -> RunProcess:
    child = subprocess.Popen([sys.executable, "-c", "pass"])
    process = RunProcess(child.pid, start_time(child.pid), US.host)
    child.wait()
    return process


def test_spec_and_data_set_are_read_back(folder: RunFolder) -> None:
    assert folder.spec() == job_spec()
    assert len(folder.manifest().images) == 2


def test_a_run_nobody_started_is_queued(folder: RunFolder) -> None:
    assert folder.status() is RunStatus.QUEUED


def test_a_started_process_that_said_nothing_yet_is_queued(folder: RunFolder) -> None:
    folder.note_launch(os.getpid())
    assert folder.status() is RunStatus.QUEUED


@pytest.mark.parametrize("status", [RunStatus.RUNNING, RunStatus.PAUSED, RunStatus.STOPPING])
def test_a_dead_process_leaves_the_run_interrupted(
    folder: RunFolder, dead: RunProcess, status: RunStatus, lock: FolderLock
) -> None:
    folder.write_state(dead, status)
    assert folder.status() is RunStatus.INTERRUPTED
    folder.write_state(US, status)
    assert lock.take()
    assert folder.status() is status
    lock.free()
    assert folder.status() is RunStatus.INTERRUPTED


def test_a_clock_that_is_set_back_makes_no_live_run_look_dead(
    folder: RunFolder, lock: FolderLock
) -> None:
    assert lock.take()
    folder.write_state(msgspec.structs.replace(US, started=US.started + 7200), RunStatus.RUNNING)
    assert folder.status() is RunStatus.RUNNING
    assert folder.process() == US
    assert not FolderLock(folder.path).take(seconds=0.1)


def test_a_lock_is_freed_by_no_other_file_that_is_closed(
    folder: RunFolder, lock: FolderLock
) -> None:
    assert lock.take()
    (folder.path / "run.lock").read_bytes()
    assert not FolderLock(folder.path).take(seconds=0)
    assert is_locked(folder.path)


def test_nothing_is_locked_or_said_through_a_link(folder: RunFolder, tmp_path: Path) -> None:
    victim = tmp_path / "profile"
    victim.write_text("export A=1\n")
    for name in ("run.lock", "log.txt", "events.jsonl", "checkpoints/last.pt", "state.json"):
        link = folder.path / name
        link.symlink_to(victim)
        with pytest.raises(SaegimError) as caught:
            execute(folder)
        assert caught.value.code == "link_in_project"
        link.unlink()
    assert victim.read_text() == "export A=1\n"


def test_a_temporary_file_that_goes_away_meanwhile_is_no_link(
    folder: RunFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = [(str(folder.path), ["control"], [".state.json.1.tmp", "spec.json"])]
    monkeypatch.setattr("engine.system.files.os.walk", lambda _folder: seen)
    folder.refuse_links()


def test_nothing_is_asked_for_in_a_folder_elsewhere(folder: RunFolder, tmp_path: Path) -> None:
    (folder.path / "control").rmdir()
    (folder.path / "control").symlink_to(tmp_path)
    (tmp_path / "stop").touch()
    for ask in (folder.request, folder.withdraw):
        with pytest.raises(SaegimError):
            ask("stop")
    assert (tmp_path / "stop").exists()


def test_a_process_that_died_before_it_spoke_leaves_the_run_interrupted(
    folder: RunFolder, dead: RunProcess
) -> None:
    (folder.path / "launch.json").write_bytes(msgspec.json.encode(dead))
    assert folder.status() is RunStatus.INTERRUPTED


def test_a_later_process_with_the_same_id_does_not_count(folder: RunFolder) -> None:
    earlier = msgspec.structs.replace(US, started=US.started - 100)
    folder.write_state(earlier, RunStatus.RUNNING)
    assert folder.status() is RunStatus.INTERRUPTED


def test_a_relaunched_run_is_queued_until_the_new_process_speaks(
    folder: RunFolder, dead: RunProcess, lock: FolderLock
) -> None:
    folder.write_state(dead, RunStatus.RUNNING)
    folder.note_launch(os.getpid())
    assert folder.status() is RunStatus.QUEUED
    folder.write_state(US, RunStatus.RUNNING)
    assert lock.take()
    assert folder.status() is RunStatus.RUNNING


@pytest.mark.parametrize("content", [b"", b"[]", b'{"process": 1}', b"\0" * 40])
def test_a_damaged_state_is_none(folder: RunFolder, content: bytes) -> None:
    (folder.path / "state.json").write_bytes(content)
    assert folder.state() is None
    assert folder.status() is RunStatus.QUEUED


@pytest.mark.parametrize("pid", ["-1", "0", "1099511627776", "1e30"])
@pytest.mark.parametrize("name", ["launch.json", "state.json"])
def test_a_number_that_no_process_has_names_none(folder: RunFolder, name: str, pid: str) -> None:
    process = f'{{"pid":{pid},"started":0.0,"host":"{platform.node()}"}}'
    said = {
        "launch.json": process,
        "state.json": f'{{"process":{process},"status":"running","heartbeat":0.0}}',
    }
    (folder.path / name).write_text(said[name])
    assert folder.process() is None
    assert folder.status() is RunStatus.QUEUED


def test_an_outcome_needs_no_process(folder: RunFolder, dead: RunProcess) -> None:
    folder.write_state(dead, RunStatus.DONE)
    assert folder.status() is RunStatus.DONE


def test_silence_of_another_machine_is_an_interruption(folder: RunFolder) -> None:
    elsewhere = msgspec.structs.replace(US, host="another")
    folder.write_state(elsewhere, RunStatus.RUNNING)
    assert folder.status() is RunStatus.RUNNING
    state = folder.state()
    assert state is not None
    old = msgspec.structs.replace(state, heartbeat=state.heartbeat - 1000)
    (folder.path / "state.json").write_bytes(msgspec.json.encode(old))
    assert folder.status() is RunStatus.INTERRUPTED


def test_requests_are_files_that_can_be_withdrawn(folder: RunFolder) -> None:
    folder.request("pause")
    assert folder.is_requested("pause")
    folder.withdraw("pause")
    folder.withdraw("pause")
    assert not folder.is_requested("pause")


def test_a_folder_that_is_no_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SaegimError) as error:
        RunFolder(tmp_path).spec()
    assert error.value.code == "not_a_run"


def test_a_run_is_never_written_over(folder: RunFolder) -> None:
    with pytest.raises(FileExistsError):
        RunFolder.create(folder.path, job_spec(), folder.manifest())


def test_recipe_survives_the_folder(tmp_path: Path) -> None:
    spec = msgspec.structs.replace(job_spec(), recipe=two_phases())
    manifest = coloured_manifest(tmp_path / "pictures", 2, 0, 0)
    assert RunFolder.create(tmp_path / "run", spec, manifest).spec().recipe == two_phases()
