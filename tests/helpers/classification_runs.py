"""Tiny classification runs: coloured pictures, the real MobileNetV2, real processes."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import numpy as np
from PIL import Image

from engine.catalogue import path_of
from engine.geometry.types import WholeImage
from engine.protocol.events import Event
from engine.protocol.run_folder import RunFolder
from engine.protocol.specs import (
    Augmentation,
    DatasetManifest,
    JobSpec,
    ManifestAnnotation,
    ManifestClass,
    ManifestImage,
    Phase,
    Recipe,
    Split,
)
from engine.protocol.stream import EventReader, EventWriter
from engine.system.process import engine_environment
from engine.training.context import RunContext
from engine.training.heartbeat import Heartbeat

CLASSES = (ManifestClass(5, "red", "#f00"), ManifestClass(3, "green", "#0f0"))
COLORS = ((180, 80, 70), (80, 170, 90))


def coloured_manifest(root: Path, train: int = 24, val: int = 8, test: int = 4) -> DatasetManifest:
    """Noisy pictures, 40 by 32 px, reddish and greenish by turns."""
    splits: list[Split] = ["train"] * train + ["val"] * val + ["test"] * test
    images: list[ManifestImage] = []
    for number, split in enumerate(splits):
        path = root / f"{number:03}.png"
        draw_picture(path, number)
        label = ManifestAnnotation(number, CLASSES[number % 2].id, WholeImage())
        images.append(ManifestImage(number, path.name, 40, 32, split, str(number), (label,)))
    return DatasetManifest(1, str(root), CLASSES, tuple(images))


def draw_picture(path: Path, number: int) -> None:
    """A picture of the class ``number % 2``."""
    noise = np.random.default_rng(number).normal(0, 60, (32, 40, 3))
    pixels = np.clip(np.array(COLORS[number % 2]) + noise, 0, 255).astype(np.uint8)
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(pixels).save(path)


def two_phases(head: int = 1, whole: int = 1) -> Recipe:
    """A recipe for tiny pictures; phases of no epochs are left out."""
    phases = (
        Phase("head only", "head", head, 1e-3),
        Phase("whole network", "all", whole, 5e-4),
    )
    return Recipe(
        task="classify",
        architecture="mobilenet_v2",
        weights="mobilenet_v2",
        image_size=32,
        batch_size=8,
        phases=tuple(phase for phase in phases if phase.epochs),
        augmentation=Augmentation(shift=0.05, scale=0.1, hue=0.0, mosaic=0.0),
        label_smoothing=0.1,
    )


def create_run(
    folder: Path, recipe: Recipe, manifest: DatasetManifest, **changes: object
) -> RunFolder:
    """Write the folder of a run that nobody has started yet."""
    spec = JobSpec(
        run_id=folder.name,
        name=folder.name,
        created_at="2026-01-01T00:00:00+00:00",
        recipe=recipe,
        dataset_version_id=manifest.version_id,
        weights_path=str(path_of("mobilenet_v2")),
        device="cpu",
    )
    return RunFolder.create(folder, msgspec.structs.replace(spec, **changes), manifest)


@contextmanager
def opened(folder: RunFolder) -> Iterator[RunContext]:
    """A run's context in this process."""
    events = EventWriter(folder.events_path)
    try:
        yield RunContext(folder, "cpu", events, Heartbeat(folder))
    finally:
        events.close()


def start_process(folder: RunFolder) -> subprocess.Popen[bytes]:
    """Execute a run in a process, with its output in the run's log."""
    with folder.log_path.open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "engine", "run", str(folder.path)],
            stdout=log,
            stderr=log,
            env=engine_environment(),
        )


def events_of(folder: RunFolder) -> list[Event]:
    """All the run has said."""
    return [record.event for record in EventReader(folder.events_path).read_new()]


def wait_until(condition: Callable[[], object], folder: RunFolder, seconds: float = 120) -> None:
    """Wait for something a run is to do; its log is shown if it does not."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"waited in vain; {folder.log_path.read_text()}")
        time.sleep(0.05)
