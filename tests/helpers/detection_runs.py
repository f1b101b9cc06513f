"""Tiny detection runs: drawn pictures with coloured blocks, real folders, real processes."""

import pkgutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec
import numpy as np
from PIL import Image

from engine.geometry.types import Box, Polygon
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
from engine.protocol.stream import EventWriter
from engine.system.process import engine_environment
from engine.tasks.table import find_task
from engine.training.context import RunContext
from engine.training.heartbeat import Heartbeat

E = TypeVar("E")

CLASSES = (ManifestClass(11, "red", "#ff0000"), ManifestClass(7, "blue", "#0000ff"))
COLORS = ((220, 30, 30), (30, 30, 220))


def draw_picture(path: Path, seed: int, side: int = 96) -> tuple[ManifestAnnotation, ...]:
    """Write a noisy picture with three blocks on it and return their annotations."""
    random = np.random.default_rng(seed)
    pixels = random.integers(90, 160, (side, side, 3), dtype=np.uint8)
    annotations: list[ManifestAnnotation] = []
    for corner in range(3):
        width, height = random.integers(side // 5, side // 3, 2)
        left = (corner % 2) * side // 2 + int(random.integers(0, side // 8))
        top = (corner // 2) * side // 2 + int(random.integers(0, side // 8))
        which = int(random.integers(0, 2))
        pixels[top : top + height, left : left + width] = COLORS[which]
        box = Box(float(left), float(top), float(left + width), float(top + height))
        annotations.append(ManifestAnnotation(seed * 10 + corner, CLASSES[which].id, box))
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(pixels).save(path, quality=95)
    return tuple(annotations)


def drawn_manifest(root: Path, train: int = 8, val: int = 4) -> DatasetManifest:
    """Draw a data set below ``root``."""
    splits: list[Split] = ["train"] * train + ["val"] * val
    images = [
        ManifestImage(
            id=100 + number,
            path=f"pictures/{number:02}.jpg",
            width=96,
            height=96,
            split=split,
            group=str(number),
            annotations=draw_picture(root / f"pictures/{number:02}.jpg", number + 1),
        )
        for number, split in enumerate(splits)
    ]
    return DatasetManifest(1, str(root), CLASSES, tuple(images))


def two_phases(head: int, whole: int, **changes: object) -> Recipe:
    """A recipe for tiny pictures; without mosaic, so that epochs depend on their seed alone."""
    phases = (
        Phase("head only", "head", head, 2e-3),
        Phase("whole network", "all", whole, 2e-3, 0.1, 0.5),
    )
    settings: dict[str, object] = {
        "task": "detect",
        "architecture": "yolo26n",
        "weights": "yolo26n",
        "image_size": 96,
        "batch_size": 4,
        "phases": phases,
        "augmentation": Augmentation(mosaic=0.0),
        **changes,
    }
    return Recipe(**settings)  # type: ignore[arg-type]


def create_run(folder: Path, recipe: Recipe, manifest: DatasetManifest, weights: Path) -> RunFolder:
    """Write the folder of a run that nobody has started yet."""
    spec = JobSpec(
        run_id=folder.name,
        name=folder.name,
        created_at="2026-01-01T00:00:00+00:00",
        recipe=recipe,
        dataset_version_id=manifest.version_id,
        weights_path=str(weights),
        device="cpu",
    )
    return RunFolder.create(folder, spec, manifest)


def outlined(manifest: DatasetManifest) -> DatasetManifest:
    """The data set with an outline in place of every box."""
    images = tuple(
        msgspec.structs.replace(image, annotations=tuple(map(_outlined, image.annotations)))
        for image in manifest.images
    )
    return msgspec.structs.replace(manifest, images=images)


def _outlined(annotation: ManifestAnnotation) -> ManifestAnnotation:
    box = annotation.geometry
    assert isinstance(box, Box)
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    outline = Polygon(((left, top), (right, top), (right, bottom), (left, bottom)))
    return msgspec.structs.replace(annotation, geometry=outline)


def random_weights(path: Path, name: str = "yolo26n") -> Path:
    """Write an untrained network as Ultralytics would: no test needs its weights for it."""
    from engine.architectures.yolo import quiet

    quiet()
    import torch
    from ultralytics.nn.tasks import DetectionModel, SegmentationModel

    torch.manual_seed(0)
    kind = SegmentationModel if name.endswith("-seg") else DetectionModel
    torch.save({"model": kind(f"{name}.yaml", verbose=False).half()}, path)
    return path


class WatchedRun(RunContext):
    """A run whose events are kept, and that something may be done at."""

    def __init__(self, folder: RunFolder, react: Callable[[RunFolder, Event], None]) -> None:
        super().__init__(folder, "cpu", EventWriter(folder.events_path), Heartbeat(folder))
        self.events: list[Event] = []
        self._react = react

    def train(self) -> None:
        try:
            pkgutil.resolve_name(find_task(self.spec.recipe.task).trainer)(self)
        finally:
            self._events.close()

    def emit(self, event: Event) -> None:
        super().emit(event)
        self.events.append(event)
        self._react(self.folder, event)

    def of_kind(self, kind: type[E]) -> list[E]:
        return [event for event in self.events if isinstance(event, kind)]


def start_process(folder: RunFolder) -> subprocess.Popen[bytes]:
    """Start a run's real process; its output goes to the run's log."""
    program = (
        "import sys, pathlib; from engine.protocol.run_folder import RunFolder;"
        "from engine.training.executor import execute;"
        "execute(RunFolder(pathlib.Path(sys.argv[1])))"
    )
    with folder.log_path.open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-c", program, str(folder.path)],
            stdout=log,
            stderr=subprocess.STDOUT,
            env=engine_environment(),
        )
