"""From a prompt to the part that is encoded, and from small logits to masks of the image."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.assist.candidates import candidate_order, to_candidates, upscale
from engine.assist.sam import DecodedMasks
from engine.assist.specks import without_specks
from engine.assist.windows import ENCODER_SIDE, LARGEST_OBJECT, Window, moved_into, window_for
from engine.geometry.masks import decode, outlines
from engine.geometry.types import Box
from engine.protocol.requests import Prompt, PromptPoint

LARGE = (4000, 3000)
BOX = Box(1900, 1400, 1980, 1440)


@pytest.mark.parametrize("size", [(512, 512), (1024, 800), (1535, 1535)])
def test_a_picture_hardly_longer_than_a_window_is_seen_whole(size: tuple[int, int]):
    assert window_for(Prompt(box=Box(100, 200, 164, 240)), *size) is None


@pytest.mark.parametrize("size", [(512, 512), (767, 767)])
def test_a_small_object_of_a_small_picture_is_seen_in_the_whole(size: tuple[int, int]):
    assert window_for(Prompt(box=Box(100, 200, 120, 215)), *size) is None


def test_a_small_object_is_enlarged_twice():
    box = Prompt(box=Box(700, 400, 720, 463))
    assert window_for(box, 768, 600) == Window(256, 88, 512, 512)
    assert window_for(box, *LARGE) == Window(498, 249, 512, 512)


def test_objects_beside_each_other_in_a_large_picture_share_a_window():
    first = window_for(Prompt(box=BOX), *LARGE)
    assert first == Window(1488, 988, 1024, 1024)
    for dx, dy in ((60, 0), (0, 50), (100, 100)):
        moved = Box(1900 + dx, 1400 + dy, 1980 + dx, 1440 + dy)
        assert window_for(Prompt(box=moved), *LARGE) == first


def test_a_window_is_as_wide_or_high_as_a_narrow_picture():
    assert window_for(Prompt(box=Box(0, 2, 80, 42)), 3000, 44) == Window(0, 0, 1024, 44)
    assert window_for(Prompt(box=Box(0, 2900, 40, 3000)), 44, 3000) == Window(0, 1976, 44, 1024)


@pytest.mark.parametrize(
    "prompt",
    [
        Prompt(points=(PromptPoint(5, 5),)),
        Prompt(box=Box(100, 200, 613, 210)),
        Prompt(points=(PromptPoint(400, 2900),), box=BOX),
    ],
    ids=["no box", "more than half a window", "a point far from it"],
)
def test_everything_else_is_seen_in_the_whole_picture(prompt: Prompt):
    assert window_for(prompt, *LARGE) is None


@given(
    st.integers(1536, 20_000),
    st.integers(40, 20_000),
    *[st.floats(0, 1) for _ in range(2)],
    *[st.floats(1, LARGEST_OBJECT) for _ in range(2)],
)
def test_every_box_has_as_much_room_as_there_is(
    width: int, height: int, x: float, y: float, wide: float, high: float
):
    left, top = x * max(0, width - wide), y * max(0, height - high)
    box = Box(left, top, min(width, left + wide), min(height, top + high))
    window = window_for(Prompt(box=box), width, height)
    assert window is not None
    half = ENCODER_SIDE // (4 if max(box.right - box.left, box.bottom - box.top) < 64 else 2)
    for low, high_end, start, end, length in (
        (box.left, box.right, window.left, window.right, width),
        (box.top, box.bottom, window.top, window.bottom, height),
    ):
        room = (half - (high_end - low)) / 2 - 1
        assert 0 <= start <= end <= length
        assert end - start == min(2 * half, length)
        assert low - start >= room or start == 0
        assert end - high_end >= room or end == length


def test_a_prompt_moves_with_its_window():
    prompt = Prompt((PromptPoint(105, 210, include=False),), Box(100, 200, 150, 240), choice=1)
    moved = moved_into(prompt, Window(90, 192, 1024, 1024))
    assert moved == Prompt((PromptPoint(15, 18, include=False),), Box(10, 8, 60, 48), choice=1)


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (810, 1080), (333, 77), (5, 1000)])
def test_upscaled_logits_are_where_the_picture_is(width: int, height: int):
    pixels = max(width, height) / 256
    centres = (np.arange(256, dtype=np.float32) + 0.5) * pixels
    large = upscale(np.tile(centres, (256, 1)), width, height)
    assert large.shape == (height, width)
    inner = slice(int(pixels), max(int(pixels) + 1, int(width - pixels)))
    expected = np.arange(width)[inner] + 0.5
    np.testing.assert_allclose(large[height // 2, inner], expected, atol=max(1.0, pixels))


def squares(*sides: int) -> DecodedMasks:
    logits = np.full((4, 256, 256), -1, np.float32)
    for index, side in enumerate(sides):
        logits[index, 10 : 10 + side, 20 : 20 + side] = 1
    return DecodedMasks(logits, np.array([0.9, 0.8, 0.7, 0.6], np.float32))


def test_the_single_mask_comes_first_then_part_to_whole():
    assert candidate_order(squares(20, 30, 40, 10)) == [0, 3, 1, 2]


def test_an_empty_answer_is_replaced_by_the_closest_one():
    assert candidate_order(squares(20, 30, 0, 10)) == [0, 0, 3, 1]
    assert candidate_order(squares(0, 30, 5, 10)) == [1, 2, 3, 1]


def test_candidates_of_a_window_lie_where_the_window_lies():
    found = to_candidates(squares(64, 32, 32, 32), [0], Window(100, 50, 256, 128), 1000, 400)
    (candidate,) = found
    assert candidate.box == Box(120, 60, 184, 124)
    assert decode(candidate.mask).shape == (400, 1000)
    assert candidate.score == pytest.approx(0.9)


def test_nothing_found_is_no_candidate():
    nothing = squares(0, 0, 0, 0)
    assert to_candidates(nothing, candidate_order(nothing), Window(0, 0, 64, 64), 64, 64) == ()


def test_crumbs_and_pinholes_are_left_out_and_parts_and_holes_kept():
    logits = np.full((256, 256), -1, np.float32)
    logits[20:60, 20:60] = logits[100:110, 100:110] = 2
    logits[30:36, 30:36] = -1
    wanted = logits > 0
    logits[50, 50] = -1
    logits[200:203, 200:202] = 1
    np.testing.assert_array_equal(without_specks(logits) > 0, wanted)


def test_the_only_part_stays_however_small_it_is():
    logits = np.full((256, 256), -1, np.float32)
    logits[7, 7] = 1
    np.testing.assert_array_equal(without_specks(logits), logits)


def test_a_corner_that_does_not_belong_to_it_is_no_hole():
    logits = np.full((100, 256), 1, np.float32)
    logits[:2, :2] = -1
    np.testing.assert_array_equal(without_specks(logits), logits)


def test_a_pinhole_is_filled_where_nothing_else_is_outside():
    logits = np.full((256, 256), 1, np.float32)
    logits[100, 100] = -1
    assert (without_specks(logits) > 0).all()


def test_candidates_have_no_crumbs():
    decoded = squares(20, 20, 20, 20)
    decoded.logits[:, 200, 200] = 1
    [candidate] = to_candidates(decoded, [0], Window(0, 0, 512, 512), 512, 512)
    assert len(outlines(candidate.mask)) == 1
