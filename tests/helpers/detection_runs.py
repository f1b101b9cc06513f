"""Tiny detection runs: drawn pictures with coloured blocks, real folders, real processes."""

from pathlib import Path

import numpy as np
from PIL import Image

from engine.geometry.types import Box
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
        Phase("whole network", "all", whole, 2e-3, 0.1, 1.0),
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
