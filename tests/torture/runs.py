"""Runs that are killed, started twice, out of disk, and watched while the clock is set."""

import random
import subprocess
import time
from pathlib import Path

import msgspec
import torch

from engine.architectures.weights import read_weights
from engine.protocol.events import RunFailed
from engine.protocol.run_folder import RunFolder, RunStatus
from engine.protocol.specs import DatasetManifest
from engine.protocol.stream import EventReader
from engine.system.files import replace_atomically
from tests.helpers.classification_runs import (
    coloured_manifest,
    create_run,
    events_of,
    start_process,
    two_phases,
    wait_until,
)
from tests.helpers.small_disk import fill, small_disk

Figures = dict[str, int]

HOURS = (-24.0, -2.0, -0.1, 0.1, 2.0, 24.0)


def kill_runs(count: int, seed: int, folder: Path) -> Figures:
    """Kill runs at random moments, resume them, and compare weights with an unbroken run's."""
    chance = random.Random(seed)
    manifest = coloured_manifest(folder / "pictures", train=16, val=8, test=0)
    whole = _run(folder / "whole", manifest)
    began = time.monotonic()
    assert start_process(whole).wait() == 0
    length = time.monotonic() - began
    figures = {"runs killed": 0, "kills": 0, "other weights": 0, "misnumbered": 0}
    for number in range(count):
        run = _run(folder / f"killed {number}", manifest)
        for _ in range(chance.randint(1, 2)):
            figures["kills"] += _kill_after(run, chance.uniform(0.1, length))
        if run.status() is not RunStatus.DONE:
            assert start_process(run).wait() == 0
        figures["runs killed"] += 1
        figures["other weights"] += not _same_weights(whole, run)
        figures["misnumbered"] += not _is_numbered(run)
    return figures


def start_twice(count: int, seed: int, folder: Path) -> Figures:
    """Start two processes on one run at once; one of them has to be refused each time."""
    manifest = coloured_manifest(folder / "pictures", train=8, val=4, test=0)
    figures = {"runs started twice": 0, "not exactly one": 0, "misnumbered": 0}
    for number in range(count):
        run = _run(folder / f"twice {number}-{seed}", manifest)
        codes = sorted(process.wait() for process in [start_process(run), start_process(run)])
        figures["runs started twice"] += 1
        figures["not exactly one"] += codes != [0, 2]
        figures["misnumbered"] += not _is_numbered(run)
    return figures


def clock_steps(count: int, seed: int, folder: Path) -> Figures:
    """Move the times that a live run has told, as a step of the clock does, and ask for it."""
    chance = random.Random(seed)
    run = _run(folder / "watched", coloured_manifest(folder / "pictures", train=16), epochs=10_000)
    process = start_process(run)
    wait_until(lambda: run.status() is RunStatus.RUNNING, run)
    figures = {"clock steps": 0, "taken for dead": 0, "second starts": 0}
    for _ in range(count):
        _step_clock(run, chance.choice(HOURS) * 3600)
        figures["clock steps"] += 1
        figures["taken for dead"] += run.status() is not RunStatus.RUNNING or not run.process()
    figures["second starts"] += start_process(run).wait() != 2
    process.kill()
    process.wait()
    return figures


def full_disks(count: int, seed: int, folder: Path) -> Figures:
    """Let the disk fill up during runs, make room, and resume them."""
    chance = random.Random(seed)
    manifest = coloured_manifest(folder / "pictures", train=16, val=8, test=0)
    figures = {"disks full": 0, "called otherwise": 0, "half-made files": 0, "not resumed": 0}
    for number in range(count):
        with small_disk(folder / f"disk {number}", megabytes=96) as disk:
            run = _run(disk / "run", manifest)
            ballast = fill(disk, leave=chance.randint(2, 40) << 20)
            start_process(run).wait()
            figures["disks full"] += 1
            figures["called otherwise"] += not _is_called_full(run)
            figures["half-made files"] += sum(1 for _ in run.path.rglob(".*.tmp"))
            ballast.unlink()
            figures["not resumed"] += start_process(run).wait() != 0
    return figures


def _run(path: Path, manifest: DatasetManifest, epochs: int = 3) -> RunFolder:
    return create_run(path, two_phases(2, epochs), manifest)


def _kill_after(run: RunFolder, seconds: float) -> bool:
    process = start_process(run)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return True
    return False


def _weights_of(run: RunFolder) -> dict[str, torch.Tensor]:
    card = run.model_card()
    assert card is not None
    return read_weights(run.model_dir / card.file)


def _same_weights(one: RunFolder, other: RunFolder) -> bool:
    first, second = (_weights_of(run) for run in (one, other))
    return list(first) == list(second) and all(torch.equal(first[n], second[n]) for n in first)


def _is_numbered(run: RunFolder) -> bool:
    numbers = [record.number for record in EventReader(run.events_path).read_new()]
    return numbers == list(range(len(numbers)))


def _is_called_full(run: RunFolder) -> bool:
    if run.status() is RunStatus.DONE:
        return True
    last = events_of(run)[-1]
    return isinstance(last, RunFailed) and last.code == "disk_full"


def _step_clock(run: RunFolder, seconds: float) -> None:
    state = run.state()
    assert state is not None
    moved = msgspec.structs.replace(state.process, started=state.process.started + seconds)
    stepped = msgspec.structs.replace(state, process=moved, heartbeat=state.heartbeat + seconds)
    replace_atomically(run.path / "state.json", msgspec.json.encode(stepped))
