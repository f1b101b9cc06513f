"""A run folder as an engine leaves it, without an engine: real files, made-up figures."""

import math
import os
import platform
import random
from collections.abc import Iterator
from pathlib import Path

from engine.protocol.events import (
    BatchDone,
    CheckpointWritten,
    DataReady,
    EpochDone,
    Event,
    LearningRateGroup,
    PhaseDone,
    PhaseStarted,
    RunDone,
    RunStarted,
)
from engine.protocol.run_folder import RunFolder, RunProcess, RunStatus
from engine.protocol.specs import (
    DatasetManifest,
    JobSpec,
    ManifestClass,
    ManifestImage,
    Phase,
    Recipe,
    Split,
)
from engine.protocol.stream import EventWriter
from engine.system.locks import FolderLock

BATCHES = 20
GONE = RunProcess(pid=2**22 + 1, started=1.0, host=platform.node())
HEAD_EPOCHS, WHOLE_EPOCHS = 4, 6
SPLITS: tuple[Split, ...] = ("train",) * 8 + ("val", "test")


def job_spec(run_id: str = "run-1", name: str = "First run") -> JobSpec:
    phases = (
        Phase("head only", "head", HEAD_EPOCHS, 2e-3),
        Phase("whole network", "all", WHOLE_EPOCHS, 2e-3),
    )
    recipe = Recipe("detect", "yolo26n", "yolo26n", 640, 16, phases)
    return JobSpec(run_id, name, "2026-11-22T10:00:00Z", recipe, 1, "/weights/yolo26n.pt")


def manifest(root: Path) -> DatasetManifest:
    images = tuple(
        ManifestImage(i, f"{i}.jpg", 640, 480, split, str(i), ()) for i, split in enumerate(SPLITS)
    )
    return DatasetManifest(1, str(root), (ManifestClass(1, "tree", "#009E73"),), images)


def epoch_events(epoch: int, noise: random.Random) -> Iterator[Event]:
    for batch in range(BATCHES):
        step = epoch * BATCHES + batch
        box = 2.2 * math.exp(-step / 90) + 0.5 + noise.uniform(-0.15, 0.15)
        rates = {"head": 2e-3 * (1 - epoch / 12)}
        if epoch >= HEAD_EPOCHS:
            rates["backbone"] = 2e-4 * (1 - epoch / 12)
        yield BatchDone(
            epoch, step, batch, BATCHES, {"box": box, "cls": box / 2}, rates, 11.5, 900_000_000
        )
    level = 0.55 * (1 - math.exp(-(epoch + 1) / 4)) - (0.06 if epoch in (8, 9) else 0.0)
    yield EpochDone(
        epoch,
        {"box": 2.2 * math.exp(-epoch / 4.5) + 0.5, "cls": 1.1 * math.exp(-epoch / 4.5) + 0.25},
        {"box": 2.2 * math.exp(-epoch / 5) + 0.6, "cls": 1.1 * math.exp(-epoch / 5) + 0.3},
        {"mAP50": level, "mAP50-95": level * 0.45},
        best=epoch not in (8, 9),
        seconds=12.0,
        seconds_left=12.0 * (HEAD_EPOCHS + WHOLE_EPOCHS - 1 - epoch),
    )
    yield CheckpointWritten(epoch, "checkpoints/last.pt", best=False)


def phase_started(name: str, first: int, epochs: int, trainable: int) -> PhaseStarted:
    groups = (LearningRateGroup("head", 2e-3, trainable),)
    which = "head" if name == "head only" else "all"
    return PhaseStarted(name, which, first, epochs, trainable, 2_600_000 - trainable, groups)


def events(epochs: int = HEAD_EPOCHS + WHOLE_EPOCHS, spec: JobSpec | None = None) -> list[Event]:
    """What a run says that gets as far as ``epochs``; the whole of it ends with ``RunDone``."""
    noise = random.Random(0)
    said: list[Event] = [
        RunStarted(spec or job_spec(), "cpu", {"torch": "2.15.0"}),
        DataReady({"train": 38, "val": 12, "test": 0}, {"tree": 94}, ("few_images:tree:8",)),
    ]
    for epoch in range(epochs):
        if epoch == 0:
            said.append(phase_started("head only", 0, HEAD_EPOCHS, 600_000))
        if epoch == HEAD_EPOCHS:
            said.append(PhaseDone("head only", 48.0))
            said.append(phase_started("whole network", HEAD_EPOCHS, WHOLE_EPOCHS, 2_600_000))
        said.extend(epoch_events(epoch, noise))
    if epochs == HEAD_EPOCHS + WHOLE_EPOCHS:
        metrics = {"mAP50": 0.476, "mAP50-95": 0.214}
        classes = {"tree": {"AP50-95": 0.214, "AP50": 0.476}}
        said.append(RunDone(7, metrics, "model/card.json", 120.0, class_metrics=classes))
    return said


def write(
    folder: RunFolder, said: list[Event], status: RunStatus, process: RunProcess
) -> RunFolder:
    writer = EventWriter(folder.events_path)
    for event in said:
        writer.write(event)
    writer.close()
    folder.write_state(process, status)
    if process.pid == os.getpid():
        hold(folder)
    return folder


_held: dict[Path, FolderLock] = {}


def hold(folder: RunFolder) -> None:
    """Hold the run's lock, as its process does while it works, until ``let_go``."""
    _held[folder.path] = FolderLock(folder.path)
    assert _held[folder.path].take()


def let_go(folder: RunFolder) -> None:
    """Free the run's lock, as the system does when its process is gone."""
    _held.pop(folder.path).free()


def recorded_run(
    path: Path,
    *,
    epochs: int = HEAD_EPOCHS + WHOLE_EPOCHS,
    status: RunStatus = RunStatus.DONE,
    process: RunProcess = GONE,
    name: str = "First run",
    data: DatasetManifest | None = None,
) -> RunFolder:
    """A run folder; with the process given it looks alive as long as that process is."""
    spec = job_spec(path.name, name)
    folder = RunFolder.create(path, spec, data or manifest(path.parent))
    return write(folder, events(epochs, spec), status, process)
