"""Pictures, objects and projects for the benchmark of the Annotate page."""

import math
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from engine.geometry.brush import Stroke, erased
from engine.geometry.masks import rasterise
from engine.geometry.types import Geometry, GeometryKind, Mask, Point, Polygon
from engine.project.rows import NewAnnotation
from engine.project.store import Store

WIDE = (12000, 8400)
"""Of 101 megapixels."""
CLASSES = ("tree", "bus", "lamp")
MASK_RADIUS = 640
"""Pixels; of a mask with its hole that covers about a megapixel."""


def make_project(folder: Path, images: Sequence[Path], kind: GeometryKind) -> Store:
    """A project with these pictures and three classes."""
    store = Store.create(folder / "project.saegim")
    store.images.add(images)
    for name in CLASSES:
        store.classes.add(name, kind)
    return store


def make_scene(folder: Path, size: tuple[int, int], geometries: Sequence[Geometry] = ()) -> Store:
    """A project with one picture and these objects on it, of all classes in turn."""
    folder.mkdir()
    kind: GeometryKind = "polygon" if geometries and isinstance(geometries[0], Polygon) else "mask"
    store = make_project(folder, [make_picture(folder / "picture.jpg", size)], kind)
    (image,) = store.images.ids()
    classes = [row.id for row in store.classes.rows()]
    store.annotations.add(
        [
            NewAnnotation(image, classes[place % len(classes)], geometry)
            for place, geometry in enumerate(geometries)
        ]
    )
    return store


def make_picture(
    path: Path, size: tuple[int, int], seed: int = 0, middle: tuple[int, int, int] | None = None
) -> Path:
    """A smooth picture; ``middle`` is the colour of a square in it by which it can be known."""
    Image.MAX_IMAGE_PIXELS = None
    grains = (size[0] // 8, size[1] // 8) if middle else (120, 84)
    noise = np.random.default_rng(seed).integers(0, 255, (*grains[::-1], 3), dtype=np.uint8)
    picture = Image.fromarray(noise).resize(size, Image.Resampling.BICUBIC)
    if middle is not None:
        side = size[1] // 10
        picture.paste(middle, (size[0] // 2 - side, size[1] // 2 - side, *_ends(size, side)))
    picture.save(path, quality=90)
    return path


def make_polygons(count: int, size: tuple[int, int] = WIDE) -> list[Polygon]:
    """Stars of 24 vertices all over the picture."""
    rng = random.Random(0)
    return [_star(rng, size, rng.uniform(20, 120), 24, 0.8) for _ in range(count)]


def make_masks(count: int, size: tuple[int, int] = WIDE) -> list[Mask]:
    """Masks of about a megapixel, each with a rough rim and a hole."""
    rng = random.Random(0)
    return [_mask(rng, size) for _ in range(count)]


def _mask(rng: random.Random, size: tuple[int, int]) -> Mask:
    star = _star(rng, size, MASK_RADIUS, 240, 0.95)
    xs, ys = zip(*star.points, strict=True)
    center = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    mask = erased(rasterise(star, *size), Stroke((center,), MASK_RADIUS / 3))
    assert mask is not None
    return mask


def _star(
    rng: random.Random, size: tuple[int, int], radius: float, count: int, least: float
) -> Polygon:
    """A polygon whose vertices lie at ``least`` of the radius or further from the middle."""
    x, y = (rng.uniform(radius, side - radius) for side in size)
    return Polygon(tuple(_around(rng, (x, y), radius, n / count, least) for n in range(count)))


def _around(rng: random.Random, center: Point, radius: float, turn: float, least: float) -> Point:
    length, angle = radius * rng.uniform(least, 1.0), math.tau * turn
    return center[0] + length * math.cos(angle), center[1] + length * math.sin(angle)


def _ends(size: tuple[int, int], side: int) -> tuple[int, int]:
    return size[0] // 2 + side, size[1] // 2 + side
