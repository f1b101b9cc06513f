"""Class masks are read by Pillow as what was drawn."""

import csv
import json

import numpy as np
import pytest
from PIL import Image

from engine.formats.annotations import export_annotations
from engine.formats.masks import MOST_CLASSES
from engine.geometry.masks import decode, rasterise
from engine.project.rows import ImageState, NewAnnotation
from engine.protocol.errors import SaegimError
from tests.helpers.labelled import (
    BOX,
    HEIGHT,
    POLYGON,
    TURNED,
    WIDTH,
    make_labelled,
    ring_mask,
)


def export(store, folder, **options):
    return export_annotations(store, "masks", folder, **options)


def pixels_of(folder, name):
    with Image.open(folder / "masks" / f"{name}.png") as mask:
        assert mask.mode == "P"
        return np.asarray(mask).copy()


def test_masks_are_the_annotations_with_later_objects_on_top(tmp_path):
    store = make_labelled(tmp_path, ring_mask())
    tree = store.classes.rows()[0].id
    store.annotations.add([NewAnnotation(store.images.ids()[0], tree, POLYGON)])
    outcome = export(store, tmp_path / "out")
    wanted = np.zeros((HEIGHT, WIDTH), dtype=np.uint8)
    wanted[decode(ring_mask())] = 2
    wanted[decode(rasterise(POLYGON, WIDTH, HEIGHT))] = 1
    assert np.array_equal(pixels_of(tmp_path / "out", "photo 0"), wanted)
    assert not pixels_of(tmp_path / "out", "photo 1").any()
    assert (outcome.images, outcome.annotations, outcome.left_out) == (2, 2, 0)
    store.close()


def test_what_was_sent_to_the_back_is_written_below(tmp_path):
    store = make_labelled(tmp_path, ring_mask())
    image, tree = store.images.ids()[0], store.classes.rows()[0].id
    added = store.annotations.add([NewAnnotation(image, tree, POLYGON)]).added.annotations
    store.annotations.reorder(added, "to_back")
    store.images.set_state([image], ImageState.REVIEWED)
    export(store, tmp_path / "out")
    wanted = np.zeros((HEIGHT, WIDTH), dtype=np.uint8)
    wanted[decode(rasterise(POLYGON, WIDTH, HEIGHT))] = 1
    wanted[decode(ring_mask())] = 2
    assert np.array_equal(pixels_of(tmp_path / "out", "photo 0"), wanted)
    store.close()


def test_the_palette_shows_the_classes_colours(tmp_path):
    store = make_labelled(tmp_path, POLYGON)
    export(store, tmp_path / "out")
    bus = store.classes.rows()[1]
    with Image.open(tmp_path / "out" / "masks" / "photo 0.png") as mask:
        shown = mask.convert("RGB")
    assert "#{:02x}{:02x}{:02x}".format(*shown.getpixel((40, 40))) == bus.color.lower()
    assert shown.getpixel((0, 0)) == (0, 0, 0)
    rows = json.loads((tmp_path / "out" / "classes.json").read_text(encoding="utf-8"))
    assert [(row["index"], row["name"]) for row in rows] == [
        (0, "background"),
        (1, '나무 "a": b'),
        (2, "bus"),
    ]
    lines = (tmp_path / "out" / "classes.txt").read_text(encoding="utf-8").splitlines()
    assert lines == [row["name"] for row in rows]
    store.close()


def test_each_mask_names_its_picture(tmp_path):
    store = make_labelled(tmp_path, POLYGON)
    out = tmp_path / "out"
    export(store, out)
    with (out / "images.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["mask"] for row in rows] == ["masks/photo 0.png", "masks/photo 1.png"]
    assert all((out / row["image"]).is_file() and (out / row["mask"]).is_file() for row in rows)
    assert [row["state"] for row in rows] == ["reviewed", "verified_empty"]
    store.close()


def test_what_has_no_outline_is_left_out_and_counted(tmp_path):
    store = make_labelled(tmp_path, POLYGON, BOX, TURNED)
    outcome = export(store, tmp_path / "out", in_work=True)
    assert (outcome.images, outcome.annotations, outcome.left_out) == (2, 1, 2)
    store.close()


def test_more_classes_than_a_palette_holds_are_refused(tmp_path):
    store = make_labelled(tmp_path, POLYGON)
    for number in range(MOST_CLASSES - 1):
        store.classes.add(f"class {number}", "mask")
    with pytest.raises(SaegimError) as refused:
        export(store, tmp_path / "out")
    assert refused.value.code == "too_many_classes"
    assert not (tmp_path / "out").exists()
    store.close()
