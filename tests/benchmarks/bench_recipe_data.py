"""The data sets that recipes are compared on: real photos of trees, and composed pictures."""

import functools
import random
import shutil
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from PIL import Image

from engine.geometry.types import Box
from engine.protocol.specs import (
    DatasetManifest,
    ManifestAnnotation,
    ManifestClass,
    ManifestImage,
    Split,
)

SAMPLE = Path("sample/trees")
STAMPS = Path("/usr/share/tuxpaint/stamps")
"""Cut-outs of photos, of Debian's tuxpaint-stamps-default."""

VALIDATION = 0.2
"""Share of the labelled pictures that the network does not learn from."""

TESTED_TILES = 40
KINDS = {
    "fruit": "food/fruit",
    "bird": "animals/birds",
    "flower": "plants/flowers",
    "vegetable": "food/vegetables",
}
COMPOSED_SIZE = (512, 384)
COMPOSED_TESTS = 60


def photos(folder: Path, labelled: int, seed: int) -> DatasetManifest:
    """All tiles of one photo to learn from, those of another photo to validate and to test on."""
    del labelled, seed
    sample = _trees(folder)
    val = [image for image in sample.images if image.split == "val"]
    tested = [_of_split(image, "test", number=10_000) for image in val]
    return msgspec.structs.replace(sample, images=(*sample.images, *tested))


def tiles(folder: Path, labelled: int, seed: int) -> DatasetManifest:
    """Some tiles of a photo with their labels; others of it to test on.

    The tiles overlap by a third, as a photo is cut.
    """
    sample = _trees(folder)
    pool = [
        i for i in sample.images if i.split == "train" and i.annotations and i.width == i.height
    ]
    random.Random(seed).shuffle(pool)
    return msgspec.structs.replace(
        sample, images=_divided(pool[:labelled], pool[labelled : labelled + TESTED_TILES])
    )


def composed(folder: Path, labelled: int, seed: int) -> DatasetManifest:
    """Cut-outs of four kinds on parts of photos; the cut-outs of the test are others."""
    rng = np.random.default_rng(seed)
    known, others = _cut_outs(rng)
    photos = [Image.open(p).convert("RGB") for p in sorted((SAMPLE / "images").glob("*.*"))]
    images = [
        _compose(folder, number, photos, known if number < labelled else others, rng)
        for number in range(labelled + COMPOSED_TESTS)
    ]
    classes = tuple(ManifestClass(i + 1, name, "#ff0000") for i, name in enumerate(KINDS))
    parts = _divided(images[:labelled], images[labelled:])
    return DatasetManifest(1, str(folder), classes, parts)


DATA_SETS = {"photos": photos, "tiles": tiles, "composed": composed}


def _trees(folder: Path) -> DatasetManifest:
    from engine.project.store import Store
    from engine.tasks.table import find_task

    shutil.copytree(SAMPLE, folder, dirs_exist_ok=True)
    store = Store.open(folder / "trees.saegim")
    try:
        sample = store.datasets.freeze(find_task("detect"))
    finally:
        store.close()
    trees = tuple(c for c in sample.classes if c.name == "tree")
    return msgspec.structs.replace(sample, classes=trees)


def _divided(
    labelled: list[ManifestImage], tested: list[ManifestImage]
) -> tuple[ManifestImage, ...]:
    validated = max(1, round(len(labelled) * VALIDATION))
    return (
        *(_of_split(image, "val") for image in labelled[:validated]),
        *(_of_split(image, "train") for image in labelled[validated:]),
        *(_of_split(image, "test") for image in tested),
    )


def _of_split(image: ManifestImage, split: Split, number: int = 0) -> ManifestImage:
    return msgspec.structs.replace(image, id=image.id + number, split=split)


def _cut_outs(rng: np.random.Generator) -> tuple[list[list[Any]], list[list[Any]]]:
    """Return the cut-outs to learn from and those to test on, by kind."""
    known, others = [], []
    for place in KINDS.values():
        found = [_cut_out(path) for path in sorted((STAMPS / place).glob("*.png"))]
        clear = [image for image in found if image is not None]
        order = rng.permutation(len(clear))
        known.append([clear[n] for n in order[: len(clear) // 2]])
        others.append([clear[n] for n in order[len(clear) // 2 :]])
    return known, others


@functools.cache
def _cut_out(path: Path) -> Image.Image | None:
    """Return a cut-out without its empty border; None for one without anything around it."""
    image = Image.open(path).convert("RGBA")
    alpha = image.getchannel("A")
    return image.crop(alpha.getbbox()) if alpha.getextrema()[0] == 0 else None


def _compose(
    folder: Path,
    number: int,
    photos: list[Image.Image],
    cut_outs: list[list[Any]],
    rng: np.random.Generator,
) -> ManifestImage:
    picture = _part_of(photos[rng.integers(len(photos))], rng)
    placed: list[tuple[int, int, int, int]] = []
    annotations: list[ManifestAnnotation] = []
    for _ in range(rng.integers(2, 8)):
        kind = int(rng.integers(len(KINDS)))
        cut_out = _resized(cut_outs[kind][rng.integers(len(cut_outs[kind]))], rng)
        box = _free_place(cut_out, placed, rng)
        if box is not None:
            placed.append(box)
            picture.paste(cut_out, box[:2], cut_out)
            shape = Box(*(float(value) for value in box))
            annotations.append(ManifestAnnotation(100 * number + len(placed), kind + 1, shape))
    name = f"{number:04}.jpg"
    picture.save(folder / name, quality=92)
    return ManifestImage(number + 1, name, *COMPOSED_SIZE, "train", str(number), tuple(annotations))


def _part_of(photo: Image.Image, rng: np.random.Generator) -> Image.Image:
    width, height = COMPOSED_SIZE
    scale = min(photo.width / width, photo.height / height) * rng.uniform(0.5, 1)
    wide, high = int(width * scale), int(height * scale)
    left = int(rng.integers(0, photo.width - wide + 1))
    top = int(rng.integers(0, photo.height - high + 1))
    return photo.crop((left, top, left + wide, top + high)).resize(COMPOSED_SIZE)


def _resized(cut_out: Image.Image, rng: np.random.Generator) -> Image.Image:
    factor = rng.uniform(30, 130) / max(cut_out.size)
    size = (max(8, int(cut_out.width * factor)), max(8, int(cut_out.height * factor)))
    image = cut_out.resize(size, Image.Resampling.LANCZOS)
    mirrored = rng.random() < 0.5
    return image.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if mirrored else image


def _free_place(
    cut_out: Image.Image, placed: list[tuple[int, int, int, int]], rng: np.random.Generator
) -> tuple[int, int, int, int] | None:
    width, height = COMPOSED_SIZE
    for _ in range(20):
        left = int(rng.integers(0, width - cut_out.width))
        top = int(rng.integers(0, height - cut_out.height))
        box = (left, top, left + cut_out.width, top + cut_out.height)
        if not any(_overlap(box, other) for other in placed):
            return box
    return None


def _overlap(a: tuple[int, int, int, int], b: tuple[int, int, int, int]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
