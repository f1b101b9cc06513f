"""Geometries made of geometries: nothing is lost, and all of it can be saved and drawn."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.geometry.conversion import as_mask, convert
from engine.geometry.mask_editing import largest_part, smoothed, without_holes
from engine.geometry.masks import decode, encode, mask_area
from engine.geometry.ops import area, bounds
from engine.geometry.set_operations import intersect, subtract, unite
from engine.geometry.simplifying import simplified
from engine.geometry.splitting import split
from engine.geometry.types import (
    Box,
    Mask,
    Polygon,
    Polyline,
    RotatedBox,
)
from tests.helpers.nasty_geometries import HEIGHT, WIDTH, areas, masks


@settings(max_examples=100, deadline=None)
@given(masks, st.lists(areas, min_size=1, max_size=3))
def test_masks_are_combined_pixel_by_pixel(mask, others):
    several = [mask, *others]
    nothing = encode(np.zeros((HEIGHT, WIDTH), bool))
    pixels = [decode(as_mask(one, WIDTH, HEIGHT) or nothing) for one in several]
    for combine, expected in (
        (unite, np.logical_or.reduce(pixels)),
        (intersect, np.logical_and.reduce(pixels)),
        (subtract, pixels[0] & ~np.logical_or.reduce(pixels[1:])),
    ):
        made = combine(several, WIDTH, HEIGHT)
        assert (made is None) == (not expected.any())
        if made is not None:
            assert (decode(made) == expected).all()


def test_a_hole_is_filled_and_a_crumb_left_out_exactly():
    pixels = np.zeros((HEIGHT, WIDTH), bool)
    pixels[5:20, 5:20] = True
    pixels[10:14, 10:14] = False
    pixels[11:13, 11:13] = True
    pixels[30:33, 30:33] = True
    filled = decode(without_holes(encode(pixels)))
    assert filled[5:20, 5:20].all()
    assert filled[30:33, 30:33].all()
    assert filled.sum() == 15 * 15 + 9
    part = decode(largest_part(encode(pixels)))
    assert part.sum() == 15 * 15 - 16


@given(masks)
def test_smoothing_is_the_majority_around_each_pixel(mask):
    made = smoothed(mask, 1)
    padded = np.pad(decode(mask), 1)
    around = sum(
        padded[i : i + HEIGHT, j : j + WIDTH].astype(int) for i in range(3) for j in range(3)
    )
    expected = around > 4
    assert (made is None) == (not expected.any())
    if made is not None:
        assert (decode(made) == expected).all()


def test_boxes_that_make_a_box_stay_one():
    a, b = Box(0, 0, 10, 10), Box(10, 0, 20, 10)
    assert unite([a, b], WIDTH, HEIGHT) == Box(0, 0, 20, 10)
    assert intersect([a, Box(5, 5, 20, 20)], WIDTH, HEIGHT) == Box(5, 5, 10, 10)
    assert isinstance(subtract([a, Box(5, 5, 20, 20)], WIDTH, HEIGHT), Polygon)
    assert subtract([a, Box(0, 0, 20, 20)], WIDTH, HEIGHT) is None


def test_what_has_a_hole_becomes_a_mask():
    ring = subtract([Box(0, 0, 30, 30), Box(10, 10, 20, 20)], WIDTH, HEIGHT)
    assert isinstance(ring, Mask)
    assert mask_area(ring) == 800
    apart = unite([Box(0, 0, 5, 5), Box(10, 10, 15, 15)], WIDTH, HEIGHT)
    assert mask_area(apart) == 50


def test_what_lies_in_a_hole_is_not_cut_out_with_it():
    parts = [Box(0, 0, 30, 2), Box(0, 28, 30, 30), Box(0, 2, 2, 28), Box(28, 2, 30, 28)]
    made = unite([*parts, Box(10, 10, 20, 20)], WIDTH, HEIGHT)
    assert isinstance(made, Mask)
    assert mask_area(made) == 30 * 30 - 26 * 26 + 100


def test_a_box_is_split_by_a_line_drawn_inside_it():
    left, right = split(Box(0, 0, 20, 10), [(12, 2), (12, 8)], WIDTH, HEIGHT)
    assert (area(left), area(right)) == (120, 80)
    assert split(Box(0, 0, 20, 10), [(30, 2), (30, 8)], WIDTH, HEIGHT) == [Box(0, 0, 20, 10)]
    line = Polyline(((0, 0), (10, 10)))
    assert split(line, [(0, 5), (10, 5)], WIDTH, HEIGHT) == [line]


def test_a_mask_is_split_pixel_by_pixel():
    pixels = np.zeros((HEIGHT, WIDTH), bool)
    pixels[5:20, 5:25] = True
    first, second = split(encode(pixels), [(15, 0), (15, 30)], WIDTH, HEIGHT)
    assert (mask_area(first), mask_area(second)) == (150, 150)


def test_a_rotated_box_is_the_smallest_around_what_it_was_made_of():
    diamond = Polygon(((10, 0), (20, 10), (10, 20), (0, 10)))
    made = convert(diamond, "rotated_box", WIDTH, HEIGHT)
    assert area(made) == pytest.approx(200)
    assert convert(Box(0, 0, 20, 10), "rotated_box", WIDTH, HEIGHT) == RotatedBox(10, 5, 20, 10, 0)
    assert convert(made, "box", WIDTH, HEIGHT) == Box(*shapely.Polygon(diamond.points).bounds)
    assert bounds(convert(diamond, "mask", WIDTH, HEIGHT)) is not None


def test_points_on_a_straight_edge_are_left_out():
    square = Polygon(((0, 0), (5, 0), (10, 0), (10, 10), (5, 10.4), (0, 10)))
    assert simplified(square, 0) == Polygon(((0, 0), (10, 0), (10, 10), (5, 10.4), (0, 10)))
    assert simplified(square, 1) == Polygon(((0, 0), (10, 0), (10, 10), (0, 10)))
    assert len(simplified(square, 100).points) >= 3
    assert simplified(Box(0, 0, 1, 1), 5) == Box(0, 0, 1, 1)
