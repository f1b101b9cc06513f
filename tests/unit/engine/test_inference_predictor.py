"""A model that a run left behind is loaded by its card and predicts."""

from pathlib import Path

import msgspec
import pytest
import torch
from PIL import Image

from engine.catalogue import fetch
from engine.geometry.ops import iou
from engine.geometry.types import Box, WholeImage
from engine.inference.predictor import load
from engine.protocol.errors import SaegimError
from engine.protocol.specs import ObjectSizes
from tests.helpers.detection_runs import random_weights
from tests.helpers.model_cards import brightness_classifier, write_card
from tests.helpers.predicting import predict
from tests.helpers.real_pictures import BUS_BOX, bus_photo, street_photo

COCO_CLASSES = range(1000, 1080)
"""Label class ids for the 80 classes of the starter weights; the bus is number 5."""


@pytest.mark.parametrize(("shade", "class_id"), [(20, 31), (235, 77)])
def test_a_classifier_gives_the_whole_image_one_class(tmp_path: Path, shade: int, class_id: int):
    predictor = load(brightness_classifier(tmp_path, (31, 77)))
    Image.new("RGB", (90, 50), (shade, shade, shade)).save(tmp_path / "a.png")
    (found,) = predict(predictor, tmp_path / "a.png")
    assert (found.class_id, found.geometry) == (class_id, WholeImage())
    assert 0.9 < found.score <= 1
    assert predict(predictor, tmp_path / "a.png", 1.1) == ()


def test_weights_other_than_the_cards_are_refused(tmp_path: Path):
    card = brightness_classifier(tmp_path, (1, 2))
    with (tmp_path / "weights.pt").open("ab") as file:
        file.write(b"more")
    with pytest.raises(SaegimError) as caught:
        load(card)
    assert caught.value.code == "bad_weights"


@pytest.mark.parametrize("task", ["detect", "classify"])
@pytest.mark.filterwarnings("ignore:Detected pickle protocol")
def test_hostile_weights_are_refused_and_do_nothing(tmp_path: Path, task):
    trace = tmp_path / "executed"

    class Hostile:
        def __reduce__(self):
            return Path.touch, (trace,)

    torch.save({"model": Hostile()}, tmp_path / "weights.pt")
    architecture = "yolo26n" if task == "detect" else "mobilenet_v2"
    card = write_card(tmp_path, tmp_path / "weights.pt", task, architecture, [1])
    with pytest.raises(SaegimError) as caught:
        load(card)
    assert caught.value.code in {"bad_weights", "unsafe_weights"}
    assert not trace.exists()


@pytest.mark.parametrize("content", [None, b"", b"[]", b'{"task": "fly"}'])
def test_a_missing_or_damaged_card_is_one_sentence(tmp_path: Path, content: bytes | None):
    if content is not None:
        (tmp_path / "card.json").write_bytes(content)
    with pytest.raises(SaegimError) as caught:
        load(tmp_path / "card.json")
    assert caught.value.code == "bad_card"


@pytest.mark.parametrize(
    "changes",
    [
        {"class_thresholds": [0.5]},
        {"image_size": 10**9},
        {"image_size": 0},
        {"classes": [{"id": 1, "name": name, "color": "#000000"} for name in ("a", "b")]},
    ],
    ids=["thresholds", "huge", "nothing", "twice"],
)
def test_a_card_that_contradicts_itself_is_refused(tmp_path: Path, changes: dict[str, object]):
    card = brightness_classifier(tmp_path, (1, 2))
    card.write_bytes(msgspec.json.encode(msgspec.json.decode(card.read_bytes()) | changes))
    with pytest.raises(SaegimError) as caught:
        load(card)
    assert caught.value.code == "bad_card"


def test_missing_weights_are_named(tmp_path: Path):
    card = brightness_classifier(tmp_path, (1, 2))
    (tmp_path / "weights.pt").unlink()
    with pytest.raises(SaegimError, match=r"weights\.pt"):
        load(card)


@pytest.mark.parametrize("name", ["x" * 10_000, "", ".", "a\0b"])
def test_a_card_with_a_name_that_no_file_can_have_misses_its_weights(tmp_path: Path, name: str):
    card = brightness_classifier(tmp_path, (1, 2))
    card.write_bytes(msgspec.json.encode(msgspec.json.decode(card.read_bytes()) | {"file": name}))
    with pytest.raises(SaegimError) as caught:
        load(card)
    assert caught.value.code == "weights_missing"


def test_a_card_cannot_name_a_file_elsewhere(tmp_path: Path):
    card = brightness_classifier(tmp_path / "model", (1, 2))
    (tmp_path / "model/weights.pt").rename(tmp_path / "weights.pt")
    raw = msgspec.json.decode(card.read_bytes())
    card.write_bytes(msgspec.json.encode({**raw, "file": "../weights.pt"}))
    with pytest.raises(SaegimError) as caught:
        load(card)
    assert caught.value.code == "weights_missing"


def test_an_untrained_detector_finds_nothing_sure_and_an_unreadable_picture_is_named(
    tmp_path: Path,
):
    weights = random_weights(tmp_path / "weights.pt")
    predictor = load(write_card(tmp_path, weights, "detect", "yolo26n", COCO_CLASSES))
    Image.new("RGB", (200, 100), (90, 90, 90)).save(tmp_path / "a.png")
    assert predict(predictor, tmp_path / "a.png", 0.9) == ()
    (tmp_path / "b.png").write_text("not a picture")
    with pytest.raises(SaegimError, match=r"b\.png"):
        predict(predictor, tmp_path / "b.png")


@pytest.fixture
def starter_card(tmp_path: Path):
    weights = fetch("yolo26n", lambda *_: None)
    copy = tmp_path / weights.name
    copy.write_bytes(weights.read_bytes())

    def make(sizes: ObjectSizes | None = None) -> Path:
        return write_card(tmp_path, copy, "detect", "yolo26n", COCO_CLASSES, 640, sizes)

    return make


@pytest.mark.slow
def test_the_starter_weights_find_the_bus(starter_card):
    found = predict(load(starter_card()), bus_photo(), 0.5)
    buses = [one for one in found if one.class_id == COCO_CLASSES[5]]
    assert len(buses) == 1
    assert iou(buses[0].geometry, BUS_BOX) > 0.9
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


@pytest.mark.slow
def test_predictions_agree_with_ultralytics_own(starter_card, tmp_path: Path):
    from engine.architectures.yolo import quiet

    card = starter_card()
    quiet()
    from ultralytics import YOLO

    (result,) = YOLO(tmp_path / "yolo26n.pt")(bus_photo(), conf=0.3, verbose=False, imgsz=640)
    found = predict(load(card), bus_photo(), 0.3)
    assert len(found) == len(result.boxes)
    for one, box, score in zip(found, result.boxes.xyxy, result.boxes.conf, strict=True):
        # Ours has a wider border around the picture.
        assert one.score == pytest.approx(float(score), abs=0.05)
        assert iou(one.geometry, Box(*box.tolist())) > 0.95


@pytest.mark.slow
def test_a_bus_that_is_small_in_a_large_picture_is_found_once(starter_card, tmp_path: Path):
    with Image.open(bus_photo()) as bus:
        small = bus.resize((405, 540))
    scene = Image.new("RGB", (1400, 600), (114, 114, 114))
    scene.paste(small, (557, 30))
    scene.save(tmp_path / "scene.png")
    found = predict(load(starter_card(ObjectSizes(640, 30.0, 500.0))), tmp_path / "scene.png", 0.5)
    buses = [one.geometry for one in found if one.class_id == COCO_CLASSES[5]]
    expected = Box(557 + 3.5, 30 + 116, 557 + 401, 30 + 360.5)
    assert len(buses) == 1
    assert iou(buses[0], expected) > 0.85


@pytest.mark.slow
@pytest.mark.parametrize("times", [2.1, 3, 4])
@pytest.mark.parametrize("name", ["bus", "zidane"])
def test_an_enlarged_photo_shows_what_it_showed_before(
    starter_card, tmp_path: Path, name: str, times: float
):
    predictor = load(starter_card(ObjectSizes(1080, 60.0, 400.0)))
    with Image.open(street_photo(name)) as photo:
        size = (round(photo.width * times), round(photo.height * times))
        photo.resize(size, Image.Resampling.BICUBIC).save(tmp_path / "large.png")
    wanted = predict(predictor, street_photo(name), 0.25)
    found = list(predict(predictor, tmp_path / "large.png", 0.25))
    for one in wanted:
        assert isinstance(one.geometry, Box)
        b = one.geometry
        place = Box(times * b.left, times * b.top, times * b.right, times * b.bottom)
        alike = [o for o in found if o.class_id == one.class_id and iou(o.geometry, place) > 0.5]
        found.remove(alike[0])
    assert len(found) <= 1


def test_an_image_of_which_the_network_sees_a_line_of_pixels_ends_nothing(tmp_path: Path):
    weights = random_weights(tmp_path / "weights.pt")
    predictor = load(write_card(tmp_path, weights, "detect", "yolo26n", COCO_CLASSES))
    Image.new("RGB", (3000, 2)).save(tmp_path / "narrow.png")
    assert predict(predictor, tmp_path / "narrow.png", 0.99) == ()
