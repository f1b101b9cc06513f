"""MobileSAM with the real weights on real photos."""

import pickle
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from segment_anything import SamPredictor

from engine.assist.embeddings import EmbeddingCache
from engine.assist.loading import load_sam
from engine.assist.sam import SamModel
from engine.assist.sam_models import build_sam
from engine.assist.segmenter import Segmenter, chosen
from engine.catalogue import fetch
from engine.geometry.masks import decode
from engine.geometry.ops import iou
from engine.geometry.types import Box
from engine.images import read
from engine.protocol.errors import SaegimError
from engine.protocol.requests import ImageRef, Prompt, PromptPoint
from tests.helpers.real_pictures import BUS_BOX, ON_THE_BUS, bus_photo, tree_photo

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def weights() -> Path:
    return fetch("mobile_sam", lambda *_: None)


@pytest.fixture(scope="module")
def segmenter(weights: Path, tmp_path_factory: pytest.TempPathFactory) -> Segmenter:
    cache = EmbeddingCache(tmp_path_factory.mktemp("cache"))
    return Segmenter(load_sam("mobile_sam", "cpu"), cache, lambda *_: None)


@pytest.fixture(scope="module")
def bus() -> ImageRef:
    return ImageRef(str(bus_photo()), "bus")


def test_all_439_keys_of_the_file_are_loaded(weights: Path):
    network = build_sam("mobile_sam", weights).state_dict()
    stored = torch.load(weights, map_location="cpu", weights_only=True)
    assert len(stored) == 439
    assert stored.keys() == network.keys()
    assert all(torch.equal(stored[key], network[key]) for key in stored)


def test_the_bus_is_found_by_a_box(segmenter: Segmenter, bus: ImageRef):
    found = segmenter.segment(bus, Prompt(box=BUS_BOX))
    assert iou(found[0].box, BUS_BOX) >= 0.9


def test_the_bus_is_found_by_one_click_and_choosing_the_whole(segmenter: Segmenter, bus: ImageRef):
    prompt = Prompt(points=(PromptPoint(*ON_THE_BUS),), choice=2)
    found = chosen(segmenter.segment(bus, prompt), prompt)
    assert found is not None
    assert iou(found.box, BUS_BOX) >= 0.9


def test_an_excluded_point_is_left_out_of_the_mask(segmenter: Segmenter, bus: ImageRef):
    inside = (500.0, 400.0)
    plain = segmenter.segment(bus, Prompt(box=BUS_BOX))[0]
    assert decode(plain.mask)[int(inside[1]), int(inside[0])]
    without = segmenter.segment(
        bus, Prompt(points=(PromptPoint(*inside, include=False),), box=BUS_BOX)
    )[0]
    assert not decode(without.mask)[int(inside[1]), int(inside[0])]


def test_the_official_predictor_runs_on_it_and_says_the_same(weights: Path, bus: ImageRef):
    sam = build_sam("mobile_sam", weights)
    predictor = SamPredictor(sam)
    picture = read(Path(bus.path))
    predictor.set_image(picture)
    box = np.array([BUS_BOX.left, BUS_BOX.top, BUS_BOX.right, BUS_BOX.bottom])
    masks, scores, _ = predictor.predict(box=box, multimask_output=False)
    model = SamModel(sam)
    embedding = model.encode(picture)
    decoded = model.decode(embedding, Prompt(box=BUS_BOX))
    assert decoded.scores[0] == pytest.approx(scores[0], abs=2e-3)
    ours = Segmenter(model, EmbeddingCache(Path("unused")), lambda *_: None)
    ours._recent[bus.key, None] = embedding
    mine = decode(ours.segment(bus, Prompt(box=BUS_BOX))[0].mask)
    assert (mine & masks[0]).sum() / (mine | masks[0]).sum() > 0.99


def test_a_person_in_a_large_picture_is_found_to_a_pixel(
    weights: Path, bus: ImageRef, tmp_path: Path
):
    large = np.full((1600, 2400, 3), 120, np.uint8)
    photo = read(Path(bus.path))
    large[300 : 300 + photo.shape[0], 1400 : 1400 + photo.shape[1]] = photo
    Image.fromarray(large).save(tmp_path / "large.png")
    box = Box(1400 + 50, 300 + 400, 1400 + 245, 300 + 900)
    sam = build_sam("mobile_sam", weights)
    ours = Segmenter(SamModel(sam), EmbeddingCache(tmp_path / "cache"), lambda *_: None)
    found = ours.segment(ImageRef(str(tmp_path / "large.png"), "large"), Prompt(box=box))
    assert iou(found[0].box, box) >= 0.85
    (kept,) = (tmp_path / "cache").iterdir()
    left, top, width, height = map(int, kept.stem.split("_")[1:])
    predictor = SamPredictor(sam)
    predictor.set_image(large[top : top + height, left : left + width])
    corners = np.array([box.left - left, box.top - top, box.right - left, box.bottom - top])
    theirs = np.zeros(large.shape[:2], np.bool_)
    masks = predictor.predict(box=corners, multimask_output=False)[0]
    theirs[top : top + height, left : left + width] = masks[0]
    mine = decode(found[0].mask)
    assert (mine & theirs).sum() / (mine | theirs).sum() > 0.99


@pytest.mark.parametrize("name", ["OSBS_029", "SOAP_061"])
def test_trees_are_outlined_by_their_boxes(name: str, segmenter: Segmenter, tmp_path: Path):
    path, boxes = tree_photo(name, tmp_path)
    image = ImageRef(str(path), name)
    some = boxes[:: len(boxes) // 8][:8]
    overlaps = [_overlap(segmenter, image, box) for box in some]
    assert np.mean(overlaps) >= 0.7


def _overlap(segmenter: Segmenter, image: ImageRef, box: Box) -> float:
    (found,) = segmenter.segment(image, Prompt(box=box), only_chosen=True)
    return iou(found.box, box)


class Hostile:
    def __init__(self, trace: Path) -> None:
        self.trace = trace

    def __reduce__(self):
        return Path.touch, (self.trace,)


@pytest.mark.filterwarnings("ignore:Detected pickle protocol")
def test_weights_with_code_in_them_are_refused_and_do_nothing(tmp_path: Path):
    trace, path = tmp_path / "executed", tmp_path / "mobile_sam.pt"
    for write in (
        lambda: torch.save({"image_encoder": Hostile(trace)}, path),
        lambda: path.write_bytes(pickle.dumps(Hostile(trace))),
    ):
        write()
        with pytest.raises(SaegimError) as caught:
            build_sam("mobile_sam", path)
        assert caught.value.code == "bad_weights"
    assert not trace.exists()


@pytest.mark.parametrize("content", [b"", b"junk", b"PK\x03\x04 cut off", b"{}"])
def test_damaged_weights_are_refused_in_words(tmp_path: Path, content: bytes):
    (tmp_path / "mobile_sam.pt").write_bytes(content)
    with pytest.raises(SaegimError, match="damaged"):
        build_sam("mobile_sam", tmp_path / "mobile_sam.pt")


def test_weights_of_another_network_are_refused(tmp_path: Path):
    torch.save({"features.weight": torch.zeros(1)}, tmp_path / "other.pt")
    with pytest.raises(SaegimError, match="does not fit"):
        build_sam("mobile_sam", tmp_path / "other.pt")


def test_an_unknown_network_is_named(tmp_path: Path):
    with pytest.raises(SaegimError, match="sam_vit_x"):
        build_sam("sam_vit_x", tmp_path / "none.pt")


def test_sams_own_base_network_loads_and_answers(tmp_path: Path):
    # No machine of ours has the 375 MB of weights; the layout is the official package's own.
    from segment_anything import sam_model_registry

    torch.save(sam_model_registry["vit_b"]().state_dict(), tmp_path / "sam_vit_b.pth")
    network = build_sam("sam_vit_b", tmp_path / "sam_vit_b.pth")
    assert network.image_encoder.img_size == 1024
    assert not network.training
