"""Real pictures and real project files."""

import contextlib
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from engine.geometry.types import Box
from engine.project.changes import Changes
from engine.project.rows import ImageState, NewAnnotation, RunRow
from engine.project.store import Store, create_for
from engine.protocol.specs import ModelCard
from engine.tasks.table import find_task


def draw_picture(path: Path, seed: int, size: tuple[int, int] = (160, 120)) -> Path:
    """Write a picture (format by suffix) that looks like no other seed's."""
    noise = np.random.default_rng(seed).integers(0, 255, (12, 16, 3), dtype=np.uint8)
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(noise).resize(size, Image.Resampling.BICUBIC).save(path)
    return path


def draw_images(folder: Path, count: int, first_seed: int = 0) -> list[Path]:
    """Write several different JPEG files."""
    return [draw_picture(folder / f"photo {i}.jpg", seed=first_seed + i) for i in range(count)]


def make_store(folder: Path, images: int = 4, task: str = "detect") -> Store:
    """Make a project with pictures in ``pictures/`` and the classes "tree" and "bus"."""
    store = create_for(find_task(task), folder / "project.saegim")
    if images:
        store.images.add(draw_images(folder / "pictures", images))
    for name in ("tree", "bus"):
        store.classes.add(name, "box" if find_task(task).is_about_objects else "whole_image")
    return store


def new_box(image_id: int, class_id: int, left: float = 10.0, size: float = 20.0) -> NewAnnotation:
    """Describe a square box at (left, 10)."""
    return NewAnnotation(image_id, class_id, Box(left, 10.0, left + size, 10.0 + size))


def added_class(changes: Changes) -> int:
    """Return the id of the one class that was added."""
    (class_id,) = changes.added.classes
    return class_id


def review(store: Store, image_ids: Sequence[int], class_id: int) -> None:
    """Put a box on each image and mark it as reviewed."""
    store.annotations.add([new_box(image_id, class_id) for image_id in image_ids])
    store.images.set_state(image_ids, ImageState.REVIEWED)


def add_model(store: Store, run_id: str = "run-1") -> int:
    """Register a run on the present data (some of it must be reviewed) and its model."""
    task = store.usual_task()
    manifest = store.datasets.freeze(task)
    store.runs.add(RunRow(run_id, "a run", task.name, manifest.version_id, "2026-11-22T00:00:00"))
    card = ModelCard(
        run_id=run_id,
        task=task.name,
        architecture="test",
        classes=manifest.classes,
        image_size=64,
        metrics={"mAP50": 0.5},
        score_threshold=0.4,
        file="weights.pt",
        sha256="0" * 64,
        created_at="2026-11-22T00:00:00",
    )
    (model_id,) = store.models.add(run_id, f"runs/{run_id}/model/card.json", card).added.models
    return model_id


def snapshot(store: Store) -> object:
    """Return everything that undo must bring back, to compare."""
    images = store.images.rows(store.images.ids())
    return (
        images,
        store.images.value_range_rule(),
        store.classes.rows(),
        store.attributes.rows(),
        store.tags.rows(),
        store.tags.of_images(store.images.ids()),
        [store.annotations.of_image(image.id) for image in images],
        [store.suggestions.of_image(image.id) for image in images],
    )


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep a project locked for others, as a program does that writes for long."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")
