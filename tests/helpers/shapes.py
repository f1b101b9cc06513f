"""Composed pictures with red squares and blue discs, as projects for every task."""

from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from engine.geometry.masks import encode
from engine.geometry.types import Geometry, Polygon, WholeImage
from engine.project.rows import ImageState, NewAnnotation
from engine.project.store import Store, create_for
from engine.tasks.spec import TaskSpec

SIDE = 96
CLASSES = ("square", "disc")
Shapes = dict[str, Geometry]


def draw_shapes(path: Path, seed: int) -> Shapes:
    """Write a noisy picture with a square, a disc, both or none; returns their outlines by name."""
    random = np.random.default_rng(seed)
    noise = random.integers(90, 150, (SIDE, SIDE, 3), dtype=np.uint8)
    image = Image.fromarray(noise)
    pen, shapes = ImageDraw.Draw(image), {}
    for number, name in enumerate(CLASSES):
        if seed % 4 in (number, 2):
            size = int(random.integers(26, 36))
            left = int(random.integers(2, SIDE // 2 - 8)) + (SIDE // 2 - 4) * number
            left = min(left, SIDE - size - 2)
            top = int(random.integers(2, SIDE - size - 2))
            shapes[name] = _draw(pen, name, left, top, size)
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path)
    return shapes


def _draw(pen: ImageDraw.ImageDraw, name: str, left: int, top: int, size: int) -> Geometry:
    box = (left, top, left + size, top + size)
    if name == "square":
        pen.rectangle((left, top, left + size - 1, top + size - 1), fill=(220, 40, 40))
        right, bottom = left + size, top + size
        return Polygon(((left, top), (right, top), (right, bottom), (left, bottom)))
    pen.ellipse(box, fill=(40, 60, 220))
    stencil = Image.new("1", (SIDE, SIDE))
    ImageDraw.Draw(stencil).ellipse(box, fill=1)
    return encode(np.asarray(stencil))


def shapes_project(folder: Path, task: TaskSpec, train: int = 24, val: int = 8) -> Store:
    """A project for a task: reviewed images of both splits, and four that nobody has looked at."""
    store = create_for(task, folder / f"{task.name}.saegim")
    ids = {n: next(iter(store.classes.add(n, task.class_kind).added.classes)) for n in CLASSES}
    splits = [*["train"] * train, *["val"] * val, *[None] * 4]
    paths = [folder / "images" / f"{number:03}.png" for number in range(len(splits))]
    shapes = [draw_shapes(path, seed=number) for number, path in enumerate(paths)]
    store.images.add(paths, groups={path: path.name for path in paths})
    for row, split, found in zip(
        store.images.rows(store.images.ids()), splits, shapes, strict=True
    ):
        if split is None:
            continue
        as_label = not task.is_about_objects
        if as_label and not task.many_labels:
            found = dict(list(found.items())[:1])
        store.annotations.add(
            [
                NewAnnotation(row.id, ids[name], WholeImage() if as_label else geometry)
                for name, geometry in found.items()
            ]
        )
        state = ImageState.REVIEWED if found else ImageState.VERIFIED_EMPTY
        store.images.set_state([row.id], state)
        store.splits.set([row.id], split)
    return store
