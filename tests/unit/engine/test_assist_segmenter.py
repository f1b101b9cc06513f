"""The segmenter encodes a picture once, however often it is asked about it."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine.assist.embeddings import EmbeddingCache
from engine.assist.segmenter import chosen
from engine.geometry.ops import contains
from engine.geometry.types import Box
from engine.images import read
from engine.protocol.errors import SaegimError
from engine.protocol.requests import ImageRef, Prompt, PromptPoint
from tests.helpers.fake_sam import SIDES, BlindSam, FakeSam, Reports, make_segmenter, write_picture

POINT = Prompt(points=(PromptPoint(30, 20),))


def test_an_image_is_encoded_once_and_reported(tmp_path: Path):
    sam, reports = FakeSam(), Reports()
    segmenter = make_segmenter(tmp_path, sam, reports)
    image = write_picture(tmp_path / "one.png")
    segmenter.segment(image, POINT)
    segmenter.segment(image, Prompt(points=(PromptPoint(5, 5),)))
    segmenter.prepare(image)
    assert sam.encoded == [(48, 64, 3)]
    assert reports.heard == [("one", "encoding"), ("one", "ready")]


def test_the_next_process_finds_the_embedding_on_disk(tmp_path: Path):
    image = write_picture(tmp_path / "one.png")
    make_segmenter(tmp_path, FakeSam()).prepare(image)
    sam, reports = FakeSam(), Reports()
    assert make_segmenter(tmp_path, sam, reports).segment(image, POINT)
    assert sam.encoded == []
    assert reports.heard == []


def test_an_embedding_of_another_size_is_made_again(tmp_path: Path):
    image = write_picture(tmp_path / "one.png")
    strangers = FakeSam().encode(np.zeros((5, 5, 3), np.uint8))
    EmbeddingCache(tmp_path / "cache").save(image.key, strangers)
    right = make_segmenter(tmp_path / "elsewhere", FakeSam()).segment(image, POINT)
    assert make_segmenter(tmp_path, sam := FakeSam()).segment(image, POINT) == right
    assert sam.encoded == [(48, 64, 3)]


def test_candidates_are_the_single_mask_and_three_from_part_to_whole(tmp_path: Path):
    segmenter = make_segmenter(tmp_path, FakeSam())
    image = write_picture(tmp_path / "one.png")
    found = segmenter.segment(image, POINT)
    widths = [candidate.box.right - candidate.box.left for candidate in found]
    assert len(found) == 4
    assert widths[1] < widths[2] < widths[3]
    assert widths[0] == widths[2]
    assert all(contains(candidate.mask, 30, 20) for candidate in found)


@pytest.mark.parametrize("choice", [None, 0, 1, 2])
def test_a_hover_gets_only_the_mask_that_is_chosen(tmp_path: Path, choice: int | None):
    segmenter = make_segmenter(tmp_path, FakeSam())
    image = write_picture(tmp_path / "one.png")
    prompt = Prompt(POINT.points, choice=choice)
    only = segmenter.segment(image, prompt, only_chosen=True)
    assert only == (chosen(segmenter.segment(image, prompt), prompt),)


def test_nothing_found_and_nothing_asked_are_no_candidates(tmp_path: Path):
    image = write_picture(tmp_path / "one.png")
    assert make_segmenter(tmp_path, BlindSam()).segment(image, POINT) == ()
    assert make_segmenter(tmp_path, FakeSam()).segment(image, Prompt()) == ()
    assert chosen((), POINT) is None


def test_no_object_of_a_small_picture_is_cropped(tmp_path: Path):
    segmenter = make_segmenter(tmp_path, sam := FakeSam())
    image = write_picture(tmp_path / "small.png", 760, 600)
    segmenter.segment(image, Prompt(box=Box(100, 200, 120, 210)))
    segmenter.segment(image, Prompt(box=Box(100, 200, 200, 250)))
    assert sam.encoded == [(600, 760, 3)]


@pytest.mark.parametrize(("length", "side"), [(80, 1024), (40, 512)])
def test_neighbours_in_a_large_picture_cost_one_encoding(tmp_path: Path, length: int, side: int):
    segmenter = make_segmenter(tmp_path, sam := FakeSam())
    image = write_picture(tmp_path / "large.png", 3000, 2000)
    for left in (1420, 1470, 1520):
        box = Box(left, 900, left + length, 950)
        segmenter.segment(image, Prompt(box=box))
        segmenter.segment(image, Prompt((PromptPoint(left + 5, 910, include=False),), box))
    assert sam.encoded == [(side, side, 3)]
    again = make_segmenter(tmp_path, sam := FakeSam())
    again.segment(image, Prompt(box=Box(1450, 900, 1450 + length, 950)))
    assert sam.encoded == []


def test_a_point_outside_of_the_window_is_seen_in_the_whole(tmp_path: Path):
    segmenter = make_segmenter(tmp_path, sam := FakeSam())
    image = write_picture(tmp_path / "large.png", 3000, 2000)
    found = segmenter.segment(image, Prompt((PromptPoint(100, 100),), Box(1600, 900, 1680, 950)))
    assert sam.encoded == [(2000, 3000, 3)]
    assert contains(found[0].mask, 100, 100)


@pytest.mark.parametrize(("wide", "side"), [(100, 1024), (40, 512)])
@pytest.mark.parametrize(
    ("x", "y"), [(1700, 900), (150, 130), (2900, 1890)], ids=["inside", "first", "last"]
)
def test_what_a_window_shows_is_found_where_it_is(
    tmp_path: Path, x: int, y: int, wide: int, side: int
):
    segmenter = make_segmenter(tmp_path, sam := FakeSam())
    image = write_picture(tmp_path / "large.png", 3000, 2000)
    found = segmenter.segment(image, Prompt(box=Box(x - wide / 2, y - 30, x + wide / 2, y + 30)))
    assert sam.encoded == [(side, side, 3)]
    assert (found[0].mask.width, found[0].mask.height) == (3000, 2000)
    half = side / 256 * SIDES[0]
    assert found[0].box == Box(x - half, y - half, min(3000, x + half), min(2000, y + half))


def test_a_window_says_that_it_is_encoded_and_how_the_whole_is_after_it(tmp_path: Path):
    segmenter = make_segmenter(tmp_path, FakeSam(), reports := Reports())
    image = write_picture(tmp_path / "large.png", 3000, 2000)
    segmenter.segment(image, Prompt(box=Box(1600, 900, 1680, 950)))
    segmenter.prepare(image)
    segmenter.segment(image, Prompt(box=Box(20, 20, 60, 60)))
    told = [readiness for _, readiness in reports.heard]
    assert told == ["encoding", "none", "encoding", "ready", "encoding", "ready"]


def test_an_unreadable_picture_is_named_and_reported(tmp_path: Path):
    path = tmp_path / "letter.jpg"
    path.write_text("not a picture")
    segmenter = make_segmenter(tmp_path, FakeSam(), reports := Reports())
    with pytest.raises(SaegimError) as caught:
        segmenter.prepare(ImageRef(str(path), "letter"))
    assert caught.value.code == "not_a_picture"
    assert reports.heard == [("letter", "encoding"), ("letter", "failed")]


def test_a_photo_of_two_hundred_megapixels_is_no_attack(tmp_path: Path):
    Image.new("1", (16000, 12500)).save(tmp_path / "huge.png")
    reports = Reports()
    make_segmenter(tmp_path, sam := FakeSam(), reports).prepare(
        ImageRef(str(tmp_path / "huge.png"), "huge")
    )
    assert sam.encoded == [(12500, 16000, 3)]


def test_a_full_disk_costs_the_cache_but_not_the_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(EmbeddingCache, "save", refuse)
    reports = Reports()
    segmenter = make_segmenter(tmp_path, FakeSam(), reports)
    assert segmenter.segment(write_picture(tmp_path / "one.png"), POINT)
    assert reports.heard[-1] == ("one", "ready")


def test_pictures_are_read_as_displayed_and_never_written(tmp_path: Path):
    picture = Image.new("RGB", (40, 20), (200, 10, 10))
    exif = Image.Exif()
    exif[0x0112] = 6
    picture.save(tmp_path / "turned.jpg", exif=exif, quality=95)
    before = (tmp_path / "turned.jpg").read_bytes()
    pixels = read(tmp_path / "turned.jpg")
    assert pixels.shape == (40, 20, 3)
    assert pixels[0, 0, 0] > 150 > pixels[0, 0, 2]
    assert (tmp_path / "turned.jpg").read_bytes() == before


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "CMYK", "1", "I;16"])
def test_every_kind_of_picture_becomes_eight_bit_colour(tmp_path: Path, mode: str):
    if mode == "I;16":
        picture = Image.fromarray(np.linspace(0, 65535, 600, dtype=np.uint16).reshape(20, 30))
    else:
        picture = Image.linear_gradient("L").resize((30, 20)).convert(mode)
    picture.save(tmp_path / "picture.tif")
    pixels = read(tmp_path / "picture.tif")
    assert pixels.shape == (20, 30, 3)
    assert pixels.dtype == np.uint8
    assert pixels.max() > 180
    assert pixels.min() < 90


def test_what_lies_outside_the_image_is_no_prompt(tmp_path: Path):
    segmenter, image = make_segmenter(tmp_path, FakeSam()), write_picture(tmp_path / "one.png")
    for prompt in (
        Prompt((PromptPoint(1e9, 5.0),)),
        Prompt((PromptPoint(float("nan"), 5.0),)),
        Prompt(box=Box(1e9, 0.0, 2e9, 10.0)),
        Prompt(box=Box(5.0, 5.0, 5.0, 5.0)),
        Prompt(box=Box(float("nan"), 0.0, 10.0, 10.0)),
    ):
        assert segmenter.segment(image, prompt) == ()
