"""Geometries made of geometries: nothing is lost, and all of it can be saved and drawn."""

import msgspec
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.geometry.conversion import CONVERSIONS, as_mask, convert
from engine.geometry.limits import is_sound_geometry
from engine.geometry.mask_editing import largest_part, smoothed, without_holes
from engine.geometry.masks import decode, encode, mask_area, outlines
from engine.geometry.ops import area, bounds
from engine.geometry.set_operations import intersect, subtract, unite
from engine.geometry.simplifying import simplified
from engine.geometry.splitting import split
from engine.geometry.types import (
    Box,
    Geometry,
    Keypoint,
    Keypoints,
    Mask,
    Polygon,
    Polyline,
    RotatedBox,
    WholeImage,
    kind_of,
)

WIDTH, HEIGHT = 48, 36
ROUNDED = 0.5
"""Square pixels that an area may change by when its corners are put on a grid."""
x, y = st.floats(-20, 70), st.floats(-20, 60)
points = st.tuples(x, y)
grid_points = st.tuples(st.integers(0, WIDTH), st.integers(0, HEIGHT))
boxes = st.builds(
    lambda a, b: Box(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])),
    points,
    points,
)
rotated_boxes = st.builds(
    RotatedBox, x, y, st.floats(0, 40), st.floats(0, 40), st.floats(-180, 180)
)
polygons = st.one_of(
    st.lists(points, min_size=3, max_size=9), st.lists(grid_points, min_size=3, max_size=9)
).map(lambda listed: Polygon(tuple((float(a), float(b)) for a, b in listed)))
pictures = st.binary(min_size=WIDTH * HEIGHT // 8, max_size=WIDTH * HEIGHT // 8).map(
    lambda data: np.unpackbits(np.frombuffer(data, np.uint8)).reshape(HEIGHT, WIDTH).astype(bool)
)
masks = pictures.map(encode)
areas = st.one_of(boxes, rotated_boxes, polygons, masks)
lines = st.lists(points, min_size=2, max_size=5).map(lambda it: Polyline(tuple(it)))
keypoints = st.lists(st.builds(Keypoint, x, y, st.integers(0, 2)), min_size=1, max_size=5).map(
    lambda it: Keypoints(tuple(it))
)
anything = st.one_of(areas, lines, keypoints, st.just(WholeImage()))


def check(geometry: Geometry | None) -> None:
    """It can be saved, read again, measured and drawn."""
    if geometry is None:
        return
    assert is_sound_geometry(geometry, WIDTH, HEIGHT)
    assert msgspec.json.decode(msgspec.json.encode(geometry), type=Geometry) == geometry
    assert area(geometry) > 0


@settings(max_examples=300, deadline=None)
@given(anything, st.sampled_from(sorted(CONVERSIONS)))
def test_what_is_converted_is_sound_and_inside(geometry, kind):
    made = convert(geometry, kind, WIDTH, HEIGHT)
    if kind_of(geometry) == kind:
        assert made is geometry
        return
    check(made)
    if made is not None:
        assert kind_of(made) in (kind, "mask")


@settings(max_examples=200, deadline=None)
@given(st.lists(areas, min_size=1, max_size=4))
def test_combining_keeps_the_relations_of_areas(several):
    for combine in (unite, intersect, subtract):
        made = combine(several, WIDTH, HEIGHT)
        check(made)
        if made is None or isinstance(made, Mask):
            continue
        sizes = [area(geometry) for geometry in several]
        if combine is unite:
            assert area(made) >= max(sizes) - ROUNDED
        else:
            assert area(made) <= sizes[0] + ROUNDED


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


@settings(max_examples=200, deadline=None)
@given(areas, st.lists(points, min_size=2, max_size=4))
def test_the_parts_of_a_split_are_the_whole(geometry, line):
    pieces = split(geometry, line, WIDTH, HEIGHT)
    if pieces == [geometry]:
        return
    for piece in pieces:
        check(piece)
    if isinstance(geometry, Mask):
        together = np.sum([decode(piece) for piece in pieces], axis=0)
        assert (together >= 1).sum() >= mask_area(geometry) * 0.9
    elif all(isinstance(piece, Polygon) for piece in pieces):
        assert sum(map(area, pieces)) == pytest.approx(area(geometry), abs=ROUNDED)


@given(masks)
def test_filling_holes_fills_what_is_enclosed_and_nothing_else(mask):
    filled = without_holes(mask)
    assert not (decode(mask) & ~decode(filled)).any()
    assert not any(part.holes for part in outlines(filled))
    assert without_holes(filled) == filled


@given(masks)
def test_the_largest_part_is_one_part_of_the_mask(mask):
    part = largest_part(mask)
    if mask_area(mask) == 0:
        assert part is None
        return
    assert not (decode(part) & ~decode(mask)).any()
    assert len(outlines(part, 0.0)) == 1
    assert largest_part(part) == part


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
    assert mask_area(first) + mask_area(second) == 300
    assert abs(mask_area(first) - 150) <= 15


def test_a_rotated_box_is_the_smallest_around_what_it_was_made_of():
    diamond = Polygon(((10, 0), (20, 10), (10, 20), (0, 10)))
    made = convert(diamond, "rotated_box", WIDTH, HEIGHT)
    assert area(made) == pytest.approx(200)
    assert convert(Box(0, 0, 20, 10), "rotated_box", WIDTH, HEIGHT) == RotatedBox(10, 5, 20, 10, 0)
    assert convert(made, "box", WIDTH, HEIGHT) == Box(*shapely.Polygon(diamond.points).bounds)
    assert bounds(convert(diamond, "mask", WIDTH, HEIGHT)) is not None


@given(st.one_of(polygons, lines), st.floats(0, 50))
def test_a_simplified_outline_is_sound_and_has_no_more_points(geometry, tolerance):
    made = simplified(geometry, tolerance)
    assert is_sound_geometry(made, WIDTH, HEIGHT)
    assert len(made.points) <= len(geometry.points)
    assert set(made.points) <= set(geometry.points)
    if isinstance(geometry, Polygon) and shapely.Polygon(geometry.points).is_valid:
        assert shapely.Polygon(made.points).is_valid


def test_points_on_a_straight_edge_are_left_out():
    square = Polygon(((0, 0), (5, 0), (10, 0), (10, 10), (5, 10.4), (0, 10)))
    assert simplified(square, 0) == Polygon(((0, 0), (10, 0), (10, 10), (5, 10.4), (0, 10)))
    assert simplified(square, 1) == Polygon(((0, 0), (10, 0), (10, 10), (0, 10)))
    assert simplified(square, 100) == simplified(square, 100)
    assert simplified(Box(0, 0, 1, 1), 5) == Box(0, 0, 1, 1)
