"""COCO's JSON for objects (https://cocodataset.org/#format-data).

Coordinates are pixels of the picture as displayed, with its EXIF orientation applied: a program
that reads the pictures must apply it, too (OpenCV does, Pillow needs ``ImageOps.exif_transpose``).
"""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from engine.formats.content import Exported, LabelledImage
from engine.formats.spec import ExportJob, Format
from engine.formats.writing import reference
from engine.geometry.masks import rasterise
from engine.geometry.ops import area, bounds, clip, corners
from engine.geometry.run_lengths import run_lengths
from engine.geometry.types import OUTLINED_KINDS, Box, Geometry, Mask, Point, Polygon, RotatedBox
from engine.project.attribute_kinds import CROWD, AttributeValue
from engine.project.row_access import now
from engine.project.rows import AnnotationRow
from engine.project.store import Store
from engine.protocol.translation import QT_TRANSLATE_NOOP

Numbers = tuple[float, ...]


class Rle(msgspec.Struct, frozen=True):
    """A mask as run lengths down the columns, beginning with unset pixels."""

    size: tuple[int, int]
    """Height and width."""
    counts: tuple[int, ...]


class Info(msgspec.Struct, frozen=True):
    """Where a file comes from."""

    description: str
    date_created: str


class Category(msgspec.Struct, frozen=True):
    """A label class, with the id it has in the project."""

    id: int
    name: str
    supercategory: str = ""


class Image(msgspec.Struct, frozen=True):
    """An image; ``split``, ``state`` and ``tags`` are ours, other readers pass over them."""

    id: int
    file_name: str
    width: int
    height: int
    split: str | None
    state: str
    tags: tuple[str, ...] | msgspec.UnsetType = msgspec.UNSET


class Annotation(msgspec.Struct, frozen=True):
    """An object; those of an image lie upon each other in the order of the file.

    ``segmentation`` is a list of polygons; run lengths for a mask, which keeps its holes and parts,
    and for every outline of a crowd, as COCO has it; empty for a box, because nobody has outlined
    the object. ``iscrowd`` is 1 for many objects marked as one, and evaluations pass over those.
    Readers tell the two kinds of segmentation apart by their type (pycocotools ``annToRLE``).
    ``attributes`` are by name, as CVAT writes them; ``note`` is ours.
    """

    id: int
    image_id: int
    category_id: int
    bbox: Numbers
    """Left, top, width, height."""
    area: float
    segmentation: tuple[Numbers, ...] | Rle
    iscrowd: int
    attributes: dict[str, AttributeValue] | msgspec.UnsetType = msgspec.UNSET
    note: str | msgspec.UnsetType = msgspec.UNSET


class CocoFile(msgspec.Struct, frozen=True):
    """The whole file; images and annotations are encoded one by one, to need less memory."""

    info: Info
    images: list[msgspec.Raw]
    annotations: list[msgspec.Raw]
    categories: tuple[Category, ...]
    licenses: tuple[str, ...] = ()


def write(job: ExportJob) -> Exported:
    """Write all objects as one JSON file; pictures are named, not copied."""
    categories = tuple(Category(row.id, row.name) for row in job.classes)
    file = CocoFile(Info(job.store.name, now()), [], [], categories)
    names = {row.key: row.name for row in job.store.attributes.rows()}
    tags = _Tags(job.store)
    left_out = missing = 0
    for image in job.images():
        file.images.append(_raw(_image(image, job.path.parent, tags.of(image.row.id))))
        made = [_annotation(a, image, names) for a in image.annotations]
        file.annotations.extend(_raw(a) for a in made if a is not None)
        left_out += image.left_out + made.count(None)
        missing += image.is_missing
    job.part.write_bytes(msgspec.json.encode(file))
    return Exported(job.path, len(file.images), len(file.annotations), left_out, missing)


def _raw(value: Image | Annotation) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode(value))


class _Tags:
    """The tags of images by name; nothing is looked up in a project without any."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._names = {row.id: row.name for row in store.tags.rows()}

    def of(self, image_id: int) -> tuple[str, ...]:
        if not self._names:
            return ()
        found = self._store.tags.of_images([image_id]).get(image_id, ())
        # One that was given since the export began has no name here.
        return tuple(name for tag_id, name in self._names.items() if tag_id in found)


def _image(image: LabelledImage, folder: Path, tags: tuple[str, ...]) -> Image:
    row = image.row
    name = reference(image.path, folder)
    return Image(row.id, name, row.width, row.height, row.split, row.state, tags or msgspec.UNSET)


def _annotation(
    annotation: AnnotationRow, image: LabelledImage, names: Mapping[str, str]
) -> Annotation | None:
    geometry, is_crowd = annotation.geometry, CROWD in annotation.attributes
    size = (image.row.width, image.row.height) if is_crowd else None
    segmentation, extent = _segmentation(geometry, size), bounds(geometry)
    if segmentation is None or extent is None:
        return None
    box = clip(
        Box(extent.left, extent.top, extent.right, extent.bottom), image.row.width, image.row.height
    )
    if not isinstance(box, Box):
        return None
    return Annotation(
        id=annotation.id,
        image_id=annotation.image_id,
        category_id=annotation.class_id,
        bbox=(box.left, box.top, box.right - box.left, box.bottom - box.top),
        area=area(geometry),
        segmentation=segmentation,
        iscrowd=int(is_crowd),
        attributes=_named(annotation.attributes, names) or msgspec.UNSET,
        note=annotation.note or msgspec.UNSET,
    )


def _named(
    values: Mapping[str, AttributeValue], names: Mapping[str, str]
) -> dict[str, AttributeValue]:
    """Values by the names of their attributes; what is built in is named as its key."""
    return {names.get(key, key): value for key, value in values.items() if key != CROWD}


def _segmentation(
    geometry: Geometry, crowd_in: tuple[int, int] | None
) -> tuple[Numbers, ...] | Rle | None:
    """The outline; None for what COCO's objects cannot be: lines, points, labels of a whole image.

    Args:
        geometry: Of the object.
        crowd_in: Width and height of the image of a crowd; its outline becomes run lengths.
    """
    match geometry:
        case Polygon() | RotatedBox() if crowd_in is not None:
            outline = Polygon(corners(geometry)) if isinstance(geometry, RotatedBox) else geometry
            return _segmentation(rasterise(outline, *crowd_in), None)
        case Box():
            return ()
        case RotatedBox():
            return (_flat(corners(geometry)),)
        case Polygon(points):
            return (_flat(points),)
        case Mask(height, width, counts):
            return Rle((height, width), tuple(run_lengths(counts).tolist()))
        case _:
            return None


def _flat(points: tuple[Point, ...]) -> Numbers:
    return tuple(value for point in points for value in point)


COCO = Format(
    name="coco",
    title=QT_TRANSLATE_NOOP("Formats", "COCO"),
    sentence=QT_TRANSLATE_NOOP(
        "Formats",
        "One JSON file with boxes, outlines and masks, which most programs read. Pictures stay "
        "where they are.",
    ),
    ending="-coco.json",
    is_folder=False,
    holds=frozenset({"box", *OUTLINED_KINDS}),
    write=write,
    describes=frozenset({"attributes", "notes", "tags"}),
)
