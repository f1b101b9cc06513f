"""A folder of class masks for semantic segmentation.

``masks/NAME.png`` is an indexed PNG of the size of the image as displayed, with its EXIF
orientation applied: 0 is the background, and the palette holds the classes' colours. Where objects
overlap, the upper one is written. ``classes.txt`` names the classes by index, one a line;
``classes.json`` adds their colours; ``images.csv`` says which mask belongs to which image.
"""

import csv
from collections.abc import Iterable, Sequence

import msgspec
import numpy as np
from PIL import Image, ImageColor

from engine.formats.content import Exported, LabelledImage
from engine.formats.csv_labels import ENCODING
from engine.formats.spec import ExportJob, Format
from engine.formats.writing import UniqueStems, reference
from engine.geometry.masks import BoolArray, decode, rasterise
from engine.geometry.types import Geometry, Mask, Polygon
from engine.project.rows import ClassRow
from engine.protocol.errors import SaegimError
from engine.protocol.translation import QT_TRANSLATE_NOOP

BACKGROUND = "background"
MOST_CLASSES = 255
"""Indices of an 8-bit palette, less the background."""
COLUMNS = ("image", "mask", "split", "state")


class MaskClass(msgspec.Struct, frozen=True):
    """What an index of the masks means; ``color`` is ``#rrggbb``."""

    index: int
    name: str
    color: str


def write(job: ExportJob) -> Exported:
    """Write a mask for each image; images are named in ``images.csv``, not copied.

    Raises:
        SaegimError: ``too_many_classes``; as ``ExportJob.images``.
    """
    if len(job.classes) > MOST_CLASSES:
        raise SaegimError("too_many_classes", count=len(job.classes), most=MOST_CLASSES)
    (job.part / "masks").mkdir()
    _write_classes(job)
    writer = _MaskWriter(job.classes)
    stems = UniqueStems()
    missing = 0
    with (job.part / "images.csv").open("w", encoding=ENCODING, newline="") as file:
        table = csv.writer(file)
        table.writerow(COLUMNS)
        for image in job.images():
            name = f"masks/{stems.of(image)}.png"
            writer.mask_of(image).save(job.part / name)
            row = image.row
            table.writerow((reference(image.path, job.path), name, row.split or "", row.state))
            missing += image.is_missing
    return Exported(job.path, writer.images, writer.annotations, writer.left_out, missing)


def _write_classes(job: ExportJob) -> None:
    named = [MaskClass(i, c.name, c.color) for i, c in enumerate(job.classes, start=1)]
    rows = [MaskClass(0, BACKGROUND, "#000000"), *named]
    names = "".join(f"{row.name}\n" for row in rows)
    (job.part / "classes.txt").write_text(names, encoding="utf-8")
    (job.part / "classes.json").write_bytes(msgspec.json.format(msgspec.json.encode(rows)))


class _MaskWriter:
    def __init__(self, classes: Sequence[ClassRow]) -> None:
        self._indices = {row.id: index for index, row in enumerate(classes, start=1)}
        self._palette = _palette(row.color for row in classes)
        self.images = self.annotations = self.left_out = 0

    def mask_of(self, image: LabelledImage) -> Image.Image:
        pixels = np.zeros((image.row.height, image.row.width), dtype=np.uint8)
        written = 0
        for annotation in image.annotations:
            inside = _pixels_of(annotation.geometry, image.row.width, image.row.height)
            if inside is not None and inside.any():
                pixels[inside] = self._indices[annotation.class_id]
                written += 1
        self.images += 1
        self.annotations += written
        self.left_out += image.left_out + len(image.annotations) - written
        made = Image.fromarray(pixels)
        made.putpalette(self._palette)
        return made


def _palette(colors: Iterable[str]) -> list[int]:
    """Black, then the colours, as red, green, blue, red, …."""
    return [0, 0, 0, *(value for color in colors for value in ImageColor.getrgb(color)[:3])]


def _pixels_of(geometry: Geometry, width: int, height: int) -> BoolArray | None:
    """The pixels of an object, shape (height, width); None where they are not known."""
    match geometry:
        case Polygon():
            return decode(rasterise(geometry, width, height))
        case Mask() if (geometry.width, geometry.height) == (width, height):
            return decode(geometry)
        case _:
            return None


MASKS = Format(
    name="masks",
    title=QT_TRANSLATE_NOOP("Formats", "Class masks (PNG)"),
    sentence=QT_TRANSLATE_NOOP(
        "Formats",
        "A folder with one indexed PNG for each picture, which says of every pixel what it shows. "
        "Boxes are left out. Pictures stay where they are.",
    ),
    ending="-masks",
    is_folder=True,
    holds=frozenset({"polygon", "mask"}),
    write=write,
)
