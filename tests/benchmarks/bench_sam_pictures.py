"""Pictures with true masks of single objects, for ``bench_sam``."""

import json
import math
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import tifffile
from numpy.typing import NDArray
from PIL import Image

from engine.catalogue.entries import Fetchable
from engine.catalogue.fetching import fetch_file
from engine.geometry.masks import decode, encode
from engine.geometry.types import Mask

NUCLEI = tuple(
    Fetchable(
        name=name,
        file=name,
        mirrors=(f"pypi:stardist==0.9.2!stardist/data/images/{name}",),
        licence="BSD-3-Clause",
        sha256=sha256,
    )
    for name, sha256 in (
        ("img2d.tif", "f9ccc1571b92c861ff87e28463068b43f61bd47357ed0503f711e5cd1eb97750"),
        ("mask2d.tif", "59ad5e820b7982ca9d13e946fa6e7f64e2714899e00a2ae6c69aa79aad53d46f"),
    )
)
"""A real 512 px micrograph and the masks that experts drew into it."""

NO_OBJECTS = (
    *("building", "central reservation", "road", "sidewalk", "sidewalk cafe", "sky", "tree"),
    *("cars", "motorbikes"),
)
"""Names in ADE20K of what is no single object with an outline of its own."""

LEAST_PIXELS = 50
"""Of a mask: smaller ones are as good as any other."""


class LabelledPicture(NamedTuple):
    """A picture and the masks of objects in it."""

    name: str
    pixels: NDArray[np.uint8]
    """RGB, shape (height, width, 3)."""
    masks: tuple[Mask, ...]

    @property
    def longer_side(self) -> int:
        """In pixels."""
        return max(self.pixels.shape[:2])


def nuclei(times: int) -> LabelledPicture:
    """The micrograph, mirrored into so many rows and columns, with the masks of a middle one."""
    with tempfile.TemporaryDirectory() as folder:
        image, labels = (
            tifffile.imread(fetch_file(item, Path(folder), lambda *_: None)) for item in NUCLEI
        )
    low, high = np.percentile(image, (0.5, 99.5))
    grey = (255 * np.clip((image - low) / (high - low), 0, 1)).astype(np.uint8)
    rows = [[_mirrored(grey, row, column) for column in range(times)] for row in range(times)]
    pixels = np.repeat(np.block(rows)[..., None], 3, axis=2)
    middle = times // 2
    start = middle * len(grey)
    inner = (_mirrored(labels == label, middle, middle) for label in _inner_labels(labels))
    masks = (_placed(mask, start, start, pixels.shape) for mask in inner)
    return LabelledPicture(f"nuclei {times} x {times}", pixels, tuple(masks))


def _inner_labels(labels: NDArray[np.uint16]) -> list[int]:
    """What does not touch the border, where a mirrored copy would be joined to it."""
    border = np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])
    names, areas = np.unique(labels, return_counts=True)
    return [
        int(name)
        for name, area in zip(names, areas, strict=True)
        if name and area >= LEAST_PIXELS and name not in border
    ]


def _mirrored(tile: NDArray[Any], row: int, column: int) -> NDArray[Any]:
    return tile[:: -1 if row % 2 else 1, :: -1 if column % 2 else 1]


def _placed(mask: NDArray[np.bool_], top: int, left: int, shape: tuple[int, ...]) -> Mask:
    canvas = np.zeros(shape[:2], np.bool_)
    canvas[top : top + mask.shape[0], left : left + mask.shape[1]] = mask
    return encode(canvas)


def photos(folder: Path) -> list[LabelledPicture]:
    """Photos of ADE20K in its own layout, anywhere in a folder, with the objects' visible parts.

    Its authors show three of 2048 to 2200 pixels in their repository, CSAILVision/ADE20K.
    """
    return [_photo(path) for path in sorted(folder.rglob("ADE_*.json"))]


def resized(picture: LabelledPicture, scale: float) -> LabelledPicture:
    """The picture and its masks at another size."""
    height, width = picture.pixels.shape[:2]
    size = (round(scale * width), round(scale * height))
    pixels = np.asarray(Image.fromarray(picture.pixels).resize(size, Image.Resampling.LANCZOS))
    masks = (Image.fromarray(decode(mask)).convert("L") for mask in picture.masks)
    small = (np.asarray(mask.resize(size, Image.Resampling.BILINEAR)) > 127 for mask in masks)
    return LabelledPicture(picture.name, pixels, tuple(_sizeable(small)))


def mosaic(pictures: Sequence[LabelledPicture]) -> LabelledPicture:
    """The pictures beside and below each other at their own sizes, with all their masks."""
    across = math.ceil(math.sqrt(len(pictures)))
    down = math.ceil(len(pictures) / across)
    height, width = np.max([picture.pixels.shape[:2] for picture in pictures], axis=0)
    pixels = np.zeros((down * height, across * width, 3), np.uint8)
    masks: list[Mask] = []
    for index, picture in enumerate(pictures):
        top, left = (index // across) * height, (index % across) * width
        rows, columns = picture.pixels.shape[:2]
        pixels[top : top + rows, left : left + columns] = picture.pixels
        masks += [_placed(decode(mask), top, left, pixels.shape) for mask in picture.masks]
    return LabelledPicture("mosaic", pixels, tuple(masks))


def _photo(path: Path) -> LabelledPicture:
    objects: list[dict[str, Any]] = json.loads(path.read_text("latin-1"))["annotation"]["object"]
    named = (item for item in objects if item["raw_name"] not in NO_OBJECTS)
    masks = (np.asarray(Image.open(path.parent / item["instance_mask"])) == 255 for item in named)
    pixels = np.asarray(Image.open(path.with_suffix(".jpg")).convert("RGB"))
    return LabelledPicture(path.stem, pixels, tuple(_sizeable(masks)))


def _sizeable(masks: Iterable[NDArray[np.bool_]]) -> Iterator[Mask]:
    for mask in masks:
        if mask.sum() >= LEAST_PIXELS:
            yield encode(mask)
