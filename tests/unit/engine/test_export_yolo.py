"""The YOLO folder is taken by Ultralytics' own checks and read as what was drawn."""

import errno
import shutil
from pathlib import Path

import numpy as np
import pytest

from engine.formats.annotations import export_annotations
from engine.geometry.masks import decode, rasterise
from engine.geometry.types import Box, Polygon
from engine.project.rows import ImageState, NewAnnotation
from engine.project.store import Store
from engine.protocol.errors import SaegimError
from tests.helpers.labelled import BOX, LINE, POLYGON, TURNED, make_labelled, ring_mask
from tests.helpers.stores import draw_picture


def labels_of(folder: Path) -> dict[str, list[list[float]]]:
    return {
        path.stem: [[float(n) for n in line.split()] for line in path.read_text().splitlines()]
        for path in folder.glob("labels/*/*.txt")
    }


def files_of(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("images/*/*"))


def test_mixed_objects_become_boxes(tmp_path):
    store = make_labelled(tmp_path, BOX, ring_mask(), LINE)
    outcome = export_annotations(store, "yolo", tmp_path / "out")
    labels = labels_of(tmp_path / "out")
    assert labels["photo 0"] == [
        pytest.approx([1, 30.25 / 160, 60 / 120, 40.5 / 160, 60 / 120], abs=1e-6),
        pytest.approx([1, 90 / 160, 65 / 120, 120 / 160, 90 / 120], abs=1e-6),
    ]
    assert labels["photo 1"] == []
    assert (outcome.images, outcome.annotations, outcome.left_out) == (2, 2, 1)
    store.close()


def test_outlined_objects_become_outlines(tmp_path):
    store = make_labelled(tmp_path, POLYGON, TURNED)
    export_annotations(store, "yolo", tmp_path / "out")
    polygon, turned = labels_of(tmp_path / "out")["photo 0"]
    points = np.array(polygon[1:]).reshape(-1, 2) * (160, 120)
    assert points == pytest.approx(np.array(POLYGON.points), abs=1e-3)
    assert len(turned) == 9
    store.close()


def test_images_lie_in_the_part_they_have_in_the_project(tmp_path):
    store = make_labelled(tmp_path, BOX)
    first, second, third, _ = store.images.ids()
    store.splits.set([first], "test")
    store.splits.set([second], "val")
    export_annotations(store, "yolo", tmp_path / "out", in_work=True)
    at = {p.name: p.parent.name for p in (tmp_path / "out" / "images").glob("*/*")}
    assert at == {"photo 0.jpg": "test", "photo 1.jpg": "val", "photo 2.jpg": "train"}
    assert "test: images/test" in (tmp_path / "out" / "data.yaml").read_text(encoding="utf-8")
    assert store.images.get(third).split is None
    store.close()


def test_near_copies_of_reviewed_images_go_where_those_are(tmp_path):
    store = make_labelled(tmp_path, BOX)
    first = store.images.get(store.images.ids()[0])
    shutil.copy(store.images.path(first), tmp_path / "pictures" / "copy.jpg")
    picture = tmp_path / "pictures" / "copy.jpg"
    picture.write_bytes(picture.read_bytes() + b"\0")
    (copied,) = store.images.add([picture]).changes.added.images
    assert store.images.get(copied).group == first.group
    store.annotations.add([NewAnnotation(copied, store.classes.rows()[0].id, BOX)])
    store.splits.set([first.id], "val")
    export_annotations(store, "yolo", tmp_path / "out", in_work=True)
    assert (tmp_path / "out" / "images" / "val" / "copy.jpg").is_file()
    store.close()


def test_pictures_are_copies_and_names_do_not_collide(tmp_path):
    store = make_labelled(tmp_path, BOX)
    extra = [tmp_path / "b" / "photo 0.jpg", tmp_path / "c" / "Photo 0.png"]
    for seed, path in enumerate(extra, start=50):
        draw_picture(path, seed)
    added = list(store.images.add(extra).changes.added.images)
    store.images.set_state(added, ImageState.VERIFIED_EMPTY)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*hoto*") if path.is_file()}
    export_annotations(store, "yolo", tmp_path / "out")
    assert len(files_of(tmp_path / "out")) == len(labels_of(tmp_path / "out")) == 4
    for copy in (tmp_path / "out" / "images").glob("*/*"):
        copy.write_bytes(b"changed")
    assert {path: path.read_bytes() for path in before} == before
    store.close()


def test_a_missing_picture_stops_it_and_nothing_is_left(tmp_path):
    store = make_labelled(tmp_path, BOX)
    (tmp_path / "pictures" / "photo 1.jpg").unlink()
    with pytest.raises(SaegimError) as refused:
        export_annotations(store, "yolo", tmp_path / "out")
    assert refused.value.code == "picture_unreadable"
    assert "photo 1.jpg" in str(refused.value)
    assert {path.name for path in tmp_path.iterdir()} & {"out"} == set()
    assert not list(tmp_path.glob(".*"))
    store.close()


def test_a_full_disk_leaves_nothing(tmp_path, monkeypatch):
    store = make_labelled(tmp_path, BOX)
    copyfile = shutil.copyfile

    def fill_up(source: Path, target: Path) -> None:
        copyfile(source, target)
        if "photo 1" in target.name:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", fill_up)
    with pytest.raises(SaegimError) as refused:
        export_annotations(store, "yolo", tmp_path / "out")
    assert refused.value.code == "no_room"
    assert not (tmp_path / "out").exists()
    assert not list(tmp_path.glob(".*"))
    store.close()


def test_places_that_cannot_be_used_are_named(tmp_path):
    store = make_labelled(tmp_path, BOX)
    full = tmp_path / "full"
    full.mkdir()
    (full / "mine.txt").write_text("mine")
    for place, code in ((full, "folder_in_use"), (tmp_path / "no" / "out", "folder_missing")):
        with pytest.raises(SaegimError) as refused:
            export_annotations(store, "yolo", place)
        assert refused.value.code == code
    # Also root cannot make a folder there.
    with pytest.raises(SaegimError) as refused:
        export_annotations(store, "yolo", Path("/proc/out"))
    assert refused.value.code in ("not_writable", "disk_failed")
    assert (full / "mine.txt").read_text() == "mine"
    (tmp_path / "empty").mkdir()
    export_annotations(store, "yolo", tmp_path / "empty")
    assert (tmp_path / "empty" / "data.yaml").is_file()
    store.close()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["yolo", "yolo-segment"])
def test_ultralytics_takes_the_folder_as_it_is(tmp_path, name):
    store = make_labelled(tmp_path, POLYGON, ring_mask(), Polygon(((-5, -5), (9, 0), (3, 12))))
    first, second, *_ = store.images.ids()
    store.splits.set([first], "train")
    store.splits.set([second], "val")
    export_annotations(store, name, tmp_path / "out")
    train, val = ultralytics_labels(tmp_path / "out", "segment")
    assert val["bboxes"].shape == (0, 4)
    assert train["shape"] == (120, 160)
    assert train["cls"].ravel().tolist() == [1, 1, 1]
    drawn = [fill(segment) for segment in train["segments"]]
    for pixels, truth in zip(drawn, (rasterise(POLYGON, 160, 120), ring_mask(), None), strict=True):
        if truth is not None:
            both = (pixels & decode(truth)).sum() / (pixels | decode(truth)).sum()
            # cv2.fillPoly draws the edge's own pixels, too.
            assert both > 0.93
    # In the hole, and between the parts.
    assert not drawn[1][50, 65]
    assert not drawn[1][85, 140]
    store.close()


@pytest.mark.slow
def test_ultralytics_reads_boxes_and_class_names(tmp_path):
    store = make_labelled(tmp_path, BOX, ring_mask())
    first, second, *_ = store.images.ids()
    store.splits.set([first], "train")
    store.splits.set([second], "val")
    export_annotations(store, "yolo", tmp_path / "out")
    train = ultralytics_labels(tmp_path / "out", "detect")[0]
    left, top, right, bottom = BOX.left, BOX.top, BOX.right, BOX.bottom
    wanted = [
        (left + right) / 320,
        (top + bottom) / 240,
        (right - left) / 160,
        (bottom - top) / 120,
    ]
    assert train["bboxes"][0] == pytest.approx(wanted, abs=1e-5)
    store.close()


def ultralytics_labels(folder: Path, task: str) -> tuple[dict, dict]:
    """What Ultralytics' own checks and data set make of the first image of train and of val."""
    from engine.architectures.yolo import quiet

    quiet()
    from ultralytics.data import YOLODataset
    from ultralytics.data.utils import check_det_dataset

    data = check_det_dataset(str(folder / "data.yaml"), autodownload=False)
    assert data["names"] == {0: '나무 "a": b', 1: "bus"}
    sets = [
        YOLODataset(img_path=data[split], data=data, task=task, imgsz=160, augment=False)
        for split in ("train", "val")
    ]
    return sets[0].labels[0], sets[1].labels[0]


def fill(segment: np.ndarray) -> np.ndarray:
    from ultralytics.data.utils import polygon2mask

    scaled = (segment * (160, 120)).round().ravel()
    return polygon2mask((120, 160), [scaled]).astype(bool)


def test_boxes_outside_the_picture_are_cut_to_it(tmp_path):
    store = make_labelled(tmp_path, Box(-10.0, 100.0, 30.0, 140.0))
    export_annotations(store, "yolo", tmp_path / "out")
    ((_, x, y, width, height),) = labels_of(tmp_path / "out")["photo 0"]
    assert (x - width / 2, x + width / 2) == pytest.approx((0, 30 / 160), abs=1e-5)
    assert (y - height / 2, y + height / 2) == pytest.approx((100 / 120, 1), abs=1e-5)
    store.close()


def test_a_project_that_was_never_divided_is_divided_as_before_a_training(tmp_path):
    store = Store.create(tmp_path / "p.saegim")
    pictures = [draw_picture(tmp_path / "pictures" / f"{i}.png", seed=i) for i in range(10)]
    ids = list(store.images.add(pictures).changes.added.images)
    store.images.set_state(ids, ImageState.VERIFIED_EMPTY)
    export_annotations(store, "yolo", tmp_path / "out")
    assert len(list((tmp_path / "out" / "images" / "val").iterdir())) == 2
    assert {row.split for row in store.images.rows(ids)} == {"train", "val"}
    store.close()
