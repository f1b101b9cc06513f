"""COCO files are read by pycocotools as what was drawn."""

import json
from pathlib import Path

import numpy as np
import pytest
from pycocotools.coco import COCO

from engine.formats.annotations import export_annotations
from engine.geometry.masks import decode
from engine.geometry.ops import area
from engine.geometry.types import Geometry
from engine.project.rows import ImageState
from engine.project.store import Store
from engine.protocol.errors import SaegimError
from tests.helpers.labelled import BOX, LINE, POLYGON, TURNED, make_labelled, ring_mask


@pytest.fixture
def store(tmp_path):
    made = make_labelled(tmp_path, POLYGON, ring_mask(), BOX, TURNED, LINE)
    yield made
    made.close()


def read(store: Store, path: Path, **options: bool) -> COCO:
    export_annotations(store, "coco", path, **options)
    return COCO(str(path))


def found(coco: COCO, index: int) -> dict:
    return coco.anns[sorted(coco.anns)[index]]


def test_a_mask_keeps_its_holes_and_parts(store, tmp_path):
    coco = read(store, tmp_path / "a.json")
    mask = found(coco, 1)
    assert np.array_equal(coco.annToMask(mask).astype(bool), decode(ring_mask()))
    assert mask["area"] == decode(ring_mask()).sum()
    assert mask["bbox"] == [30, 20, 120, 90]
    assert mask["iscrowd"] == 0


def test_polygons_are_points_and_boxes_have_no_outline(store, tmp_path):
    coco = read(store, tmp_path / "a.json")
    flat = [value for point in POLYGON.points for value in point]
    assert found(coco, 0)["segmentation"] == [flat]
    assert found(coco, 0)["area"] == pytest.approx(area(POLYGON))
    assert coco.annToMask(found(coco, 0)).sum() == pytest.approx(area(POLYGON), rel=0.05)
    assert (found(coco, 2)["segmentation"], found(coco, 2)["bbox"]) == ([], [10, 30, 40.5, 60])
    assert coco.annToMask(found(coco, 3)).sum() == pytest.approx(800, rel=0.1)


def test_classes_and_images_keep_their_ids(store, tmp_path):
    coco = read(store, tmp_path / "a.json")
    assert {c["id"]: c["name"] for c in coco.loadCats(coco.getCatIds())} == {
        row.id: row.name for row in store.classes.rows()
    }
    first = coco.imgs[min(coco.imgs)]
    assert (first["width"], first["height"]) == (160, 120)
    assert coco.getAnnIds(imgIds=[first["id"]]) == sorted(coco.anns)


def test_only_reviewed_images_are_exported_and_never_suggestions(store, tmp_path):
    coco = read(store, tmp_path / "a.json")
    states = [image["state"] for image in coco.imgs.values()]
    assert states == ["reviewed", "verified_empty"]
    assert len(coco.anns) == 4
    more = read(store, tmp_path / "b.json", in_work=True)
    assert [i["state"] for i in more.imgs.values()] == ["reviewed", "verified_empty", "in_work"]
    assert len(more.anns) == 5


def test_pictures_are_named_from_the_file_s_own_folder(store, tmp_path):
    (tmp_path / "out" / "coco").mkdir(parents=True)
    path = tmp_path / "out" / "coco" / "a.json"
    coco = read(store, path)
    for image in coco.imgs.values():
        assert image["file_name"].startswith("../../pictures/photo")
        assert (path.parent / image["file_name"]).is_file()


def test_the_outcome_counts_what_was_left_out_and_what_is_missing(store, tmp_path):
    (tmp_path / "pictures" / "photo 1.jpg").unlink()
    outcome = export_annotations(store, "coco", tmp_path / "a.json")
    assert (outcome.images, outcome.annotations) == (2, 4)
    assert (outcome.left_out, outcome.missing) == (1, 1)


def test_a_file_that_is_there_is_replaced_only_when_that_was_said(store, tmp_path):
    path = tmp_path / "a.json"
    path.write_text("mine")
    with pytest.raises(SaegimError) as refused:
        export_annotations(store, "coco", path)
    assert refused.value.code == "export_exists"
    assert path.read_text() == "mine"
    export_annotations(store, "coco", path, overwrite=True)
    assert json.loads(path.read_text(encoding="utf-8"))["images"]


def test_a_cancelled_export_leaves_what_was_there(store, tmp_path):
    path = tmp_path / "a.json"
    path.write_text("mine")

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export_annotations(store, "coco", path, overwrite=True, progress=stop)
    assert path.read_text() == "mine"
    assert not list(tmp_path.glob(".*"))


def test_nothing_reviewed_is_said(tmp_path):
    store = Store.create(tmp_path / "p.saegim")
    with pytest.raises(SaegimError) as refused:
        export_annotations(store, "coco", tmp_path / "a.json")
    assert refused.value.code == "nothing_reviewed"
    assert not (tmp_path / "a.json").exists()
    store.close()


@pytest.mark.parametrize("geometry", [POLYGON, BOX, ring_mask()])
def test_every_box_is_in_its_picture(tmp_path, geometry: Geometry):
    store = make_labelled(tmp_path, geometry)
    coco = read(store, tmp_path / "a.json")
    (only,) = coco.anns.values()
    left, top, width, height = only["bbox"]
    assert 0 <= left < left + width <= 160
    assert 0 <= top < top + height <= 120
    store.close()


def test_attributes_notes_and_tags_come_along_by_name(store, tmp_path):
    image, _, bus = store.images.ids()[0], *(row.id for row in store.classes.rows())
    (colour,) = store.attributes.add(bus, "colour", "choice", ("red", "green")).added.attributes
    (seats,) = store.attributes.add(bus, "seats", "number").added.attributes
    first, second, *_ = [row.id for row in store.annotations.of_image(image)]
    values = {str(colour): "red", str(seats): 40, "occluded": True}
    store.annotations.set_attributes([first], values)
    store.annotations.set_note([second], "One bus or two?")
    store.tags.add([image], ["night", "rain"])
    store.images.set_state([image], ImageState.REVIEWED)
    coco = read(store, tmp_path / "a.json")
    assert coco.anns[first]["attributes"] == {"colour": "red", "seats": 40, "occluded": True}
    assert coco.anns[second]["note"] == "One bus or two?"
    assert [sorted({"attributes", "note"} & set(found(coco, i))) for i in range(4)] == [
        ["attributes"],
        ["note"],
        [],
        [],
    ]
    assert [i.get("tags") for i in coco.imgs.values()] == [["night", "rain"], None]


def test_a_crowd_is_said_in_its_own_field_and_outlined_by_run_lengths(store, tmp_path):
    image = store.images.ids()[0]
    ids = [row.id for row in store.annotations.of_image(image)]
    before = read(store, tmp_path / "before.json")
    store.annotations.set_attributes(ids, {"crowd": True})
    store.images.set_state([image], ImageState.REVIEWED)
    coco = read(store, tmp_path / "a.json")
    assert {one["iscrowd"] for one in coco.anns.values()} == {1}
    assert not any("attributes" in one for one in coco.anns.values())
    assert found(coco, 2)["segmentation"] == []
    for index in (0, 1, 3):
        assert isinstance(found(coco, index)["segmentation"], dict)
        pixels = coco.annToMask(found(coco, index))
        assert np.array_equal(pixels, before.annToMask(found(before, index)))


def test_objects_are_written_in_the_order_in_which_they_lie(store, tmp_path):
    image = store.images.ids()[0]
    first = store.annotations.of_image(image)[0].id
    store.annotations.reorder([first], "to_front")
    store.images.set_state([image], ImageState.REVIEWED)
    assert list(read(store, tmp_path / "a.json").anns)[-1] == first
