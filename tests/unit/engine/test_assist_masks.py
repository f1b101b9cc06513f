"""From a prompt to the part that is encoded, and from small logits to masks of the image."""

import numpy as np
import pytest

from engine.assist.candidates import candidate_order, to_candidates, upscale
from engine.assist.sam import DecodedMasks
from engine.assist.windows import Window, crop_window, moved_into
from engine.geometry.masks import decode
from engine.geometry.types import Box
from engine.protocol.requests import Prompt, PromptPoint


def test_a_small_box_is_encoded_from_a_crop_with_a_fifth_around_it():
    window = crop_window(Prompt(box=Box(100, 200, 150, 240)), 1000, 800)
    assert window == Window(90, 192, 70, 56)


def test_a_crop_stays_inside_the_image():
    assert crop_window(Prompt(box=Box(0, 2, 50, 42)), 1000, 44) == Window(0, 0, 60, 44)


@pytest.mark.parametrize(
    "prompt",
    [
        Prompt(points=(PromptPoint(5, 5),)),
        Prompt(box=Box(100, 200, 225, 210)),
        Prompt(points=(PromptPoint(400, 400),), box=Box(100, 200, 150, 240)),
    ],
    ids=["no box", "an eighth of the side", "a point far from it"],
)
def test_everything_else_is_seen_in_the_whole_picture(prompt: Prompt):
    assert crop_window(prompt, 1000, 800) is None


def test_a_prompt_moves_with_its_crop():
    prompt = Prompt((PromptPoint(105, 210, include=False),), Box(100, 200, 150, 240), choice=1)
    moved = moved_into(prompt, Window(90, 192, 70, 56))
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


def test_candidates_of_a_crop_lie_where_the_crop_lies():
    found = to_candidates(squares(64, 32, 32, 32), [0], Window(100, 50, 256, 128), 1000, 400)
    (candidate,) = found
    assert candidate.box == Box(120, 60, 184, 124)
    assert decode(candidate.mask).shape == (400, 1000)
    assert candidate.score == pytest.approx(0.9)


def test_nothing_found_is_no_candidate():
    nothing = squares(0, 0, 0, 0)
    assert to_candidates(nothing, candidate_order(nothing), Window(0, 0, 64, 64), 64, 64) == ()
