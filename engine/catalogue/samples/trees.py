"""*Trees*: aerial photos with boxes, cut into tiles; and four photos nobody has labelled yet."""

import shutil
import tempfile
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import msgspec
from PIL import Image

from engine.catalogue.entries import sample_archive
from engine.catalogue.fetching import fetch_file
from engine.catalogue.progress import Progress
from engine.catalogue.samples.archive import extract, opened_archive
from engine.catalogue.samples.tiles import TILE_SIDE, SampleTile, cut, tile_of
from engine.geometry.types import Box
from engine.project.rows import ImageState, NewAnnotation
from engine.project.store import Store, create_for
from engine.protocol.specs import Split
from engine.tasks.detect import DETECT

_DATA = "deepforest/data"
_UNLABELLED = ("OSBS_029", "SOAP_061")
_STREET = ("bus", "zidane")


class _Photo(msgspec.Struct, frozen=True):
    """A labelled photo: its part of the split, and the pixels from one tile to the next.

    Training tiles overlap by a third, so that a tree cut in one is whole in another. Validation
    tiles do not, so that each tree counts once.
    """

    name: str
    split: Split
    step: int


_PHOTOS = (
    _Photo("2019_YELL_2_528000_4978000_image_crop2", "train", 260),
    _Photo("2019_YELL_2_541000_4977000_image_crop", "val", TILE_SIDE),
)


def build(folder: Path, progress: Progress) -> None:
    """Make ``trees.saegim`` and ``images/`` in an empty folder."""
    images = folder / "images"
    store = create_for(DETECT, folder / "trees.saegim", "Trees")
    try:
        (tree,) = store.classes.add("tree", "box", color="#2e9e5b", key="1").added.classes
        store.classes.add("bus", "mask", color="#e8871e", key="2")
        store.classes.add("person", "mask", color="#3f7de0", key="3")
        with opened_archive("trees", progress) as archive:
            for photo in _PHOTOS:
                _add_photo(store, archive, photo, images, tree)
            unlabelled = [
                extract(archive, f"{_DATA}/{name}.png", images / f"{name}.png")
                for name in _UNLABELLED
            ]
        store.images.add([*unlabelled, *_street_photos(images, progress)])
        store.history.forget()
    finally:
        store.close()


def _street_photos(images: Path, progress: Progress) -> list[Path]:
    """Fetch the street photos, which a person outlines with clicks."""
    with tempfile.TemporaryDirectory() as scratch:
        found = [fetch_file(sample_archive(name), Path(scratch), progress) for name in _STREET]
        return [Path(shutil.copy(path, images)) for path in found]


def _add_photo(
    store: Store, archive: zipfile.ZipFile, photo: _Photo, images: Path, class_id: int
) -> None:
    with archive.open(f"{_DATA}/{photo.name}.png") as file, Image.open(file) as pixels:
        boxes = voc_boxes(archive.read(f"{_DATA}/{photo.name}.xml"))
        tiles = cut(pixels.width, pixels.height, boxes, photo.step)
        by_path = {_save(pixels, tile, images / photo.split, photo.name): tile for tile in tiles}
    added = store.images.add(list(by_path), groups=dict.fromkeys(by_path, photo.name))
    rows = store.images.rows(sorted(added.changes.added.images))
    tile_of = {row.id: by_path[store.images.path(row)] for row in rows}
    store.splits.set(list(tile_of), photo.split)
    _add_boxes(store, tile_of, class_id)


def _add_boxes(store: Store, tile_of: dict[int, SampleTile], class_id: int) -> None:
    store.annotations.add(
        [
            NewAnnotation(image_id, class_id, box, "import")
            for image_id, tile in tile_of.items()
            for box in tile.boxes
        ]
    )
    full = {image_id for image_id, tile in tile_of.items() if tile.boxes}
    store.images.set_state(full, ImageState.REVIEWED)
    store.images.set_state(tile_of.keys() - full, ImageState.VERIFIED_EMPTY)


def _save(pixels: Image.Image, tile: SampleTile, folder: Path, name: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}_x{tile.bounds.left:04.0f}_y{tile.bounds.top:04.0f}.png"
    tile_of(pixels, tile).save(path)
    return path


def voc_boxes(xml: bytes) -> tuple[Box, ...]:
    """The boxes of a Pascal VOC annotation, whose pixels count from 1 and include the last one."""
    # The standard library's parser will do: the archive's bytes are pinned.
    root = ElementTree.fromstring(xml)  # noqa: S314
    return tuple(
        Box(
            float(box.findtext("xmin", "")) - 1,
            float(box.findtext("ymin", "")) - 1,
            float(box.findtext("xmax", "")),
            float(box.findtext("ymax", "")),
        )
        for box in root.iter("bndbox")
    )
