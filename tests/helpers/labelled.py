"""Labelled projects with every kind of geometry, for what reads exports."""

from pathlib import Path

import numpy as np
from PIL import Image

from engine.geometry.masks import encode
from engine.geometry.types import Box, Geometry, Mask, Polygon, Polyline, RotatedBox
from engine.project.rows import ImageState, NewAnnotation, NewSuggestion
from engine.project.store import Store
from tests.helpers.stores import add_model, draw_picture

WIDTH, HEIGHT = 160, 120
POLYGON = Polygon(((20.0, 20.0), (70.5, 25.0), (60.0, 80.25), (25.0, 70.0)))
BOX = Box(10.0, 30.0, 50.5, 90.0)
LINE = Polyline(((5.0, 5.0), (50.0, 60.0)))
TURNED = RotatedBox(80.0, 60.0, 40.0, 20.0, 30.0)


def ring_mask() -> Mask:
    """Two parts, and a hole in the first."""
    pixels = np.zeros((HEIGHT, WIDTH), dtype=np.bool_)
    pixels[20:80, 30:100] = True
    pixels[40:60, 50:80] = False
    pixels[90:110, 120:150] = True
    return encode(pixels)


def make_labelled(folder: Path, *geometries: Geometry) -> Store:
    """A project with these objects on the first of four pictures.

    The second is verified empty, the third in work with a box, the fourth new with a suggestion of
    a model. The first picture lies on its side (EXIF orientation 6).
    """
    pictures = [folder / "pictures" / f"photo {i}.jpg" for i in range(4)]
    for seed, path in enumerate(pictures):
        draw_picture(path, seed=seed, size=(WIDTH, HEIGHT))
    lay_on_its_side(pictures[0])
    store = Store.create(folder / "project.saegim")
    store.images.add(pictures)
    for name in ('나무 "a": b', "bus"):
        store.classes.add(name, "mask")
    tree, bus = [row.id for row in store.classes.rows()]
    first, second, third, fourth = store.images.ids()
    store.annotations.add([NewAnnotation(first, bus, geometry) for geometry in geometries])
    store.images.set_state([first], ImageState.REVIEWED)
    store.images.set_state([second], ImageState.VERIFIED_EMPTY)
    model = add_model(store)
    store.annotations.add([NewAnnotation(third, tree, BOX)])
    store.suggestions.add(model, [NewSuggestion(fourth, tree, BOX, 0.9)], [fourth])
    return store


def lay_on_its_side(path: Path) -> None:
    """Keep what the picture shows, stored turned, with an EXIF orientation that turns it back."""
    with Image.open(path) as upright:
        turned = upright.transpose(Image.Transpose.ROTATE_90)
    exif = Image.Exif()
    exif[0x0112] = 6
    turned.save(path, exif=exif, quality=95)
