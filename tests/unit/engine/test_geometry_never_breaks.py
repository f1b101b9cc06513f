"""Whatever is done to whatever geometry: it can be saved, drawn, exported and cut to its image."""

import math

import msgspec
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.geometry.brush import Stroke, erased, painted
from engine.geometry.conversion import CONVERSIONS, convert, convertible_kinds
from engine.geometry.limits import is_sound_geometry
from engine.geometry.mask_editing import largest_part, smoothed, without_holes
from engine.geometry.mask_moving import resized_canvas, shift
from engine.geometry.masks import LOST, decode, encode, mask_area, outlines
from engine.geometry.ops import area, bounds, clip, translate
from engine.geometry.rings import ring_of
from engine.geometry.rotation import rotate
from engine.geometry.set_operations import intersect, subtract, unite
from engine.geometry.simplifying import simplified
from engine.geometry.skeleton import Skeleton, is_sound_skeleton, mean_pose, mirrored, posed
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
from tests.helpers.nasty_geometries import (
    HEIGHT,
    WIDTH,
    anything,
    areas,
    boxes,
    keypoints,
    masks,
    pictures,
    points,
    polygons,
    rotated_boxes,
)

ROUNDED = 1.0
"""Square pixels that an area of some hundred pixels around may change by on a grid of 1/1024."""
PAIR = Skeleton(("left", "right"), mirrored=((0, 1),), places=((1.0, 0.0), (0.0, 1.0)))
strokes = st.builds(
    Stroke,
    st.lists(points, min_size=1, max_size=4).map(tuple),
    st.one_of(st.just(0.1), st.floats(0.1, 80)),
    st.booleans(),
)
degrees = st.one_of(st.sampled_from((0.0, 90.0, 180.0, -90.0, 360.0, 1e-9)), st.floats(-1e4, 1e4))
outlined = st.one_of(boxes, rotated_boxes, polygons)
areas_inside = areas.map(lambda it: clip(it, WIDTH, HEIGHT)).filter(lambda it: it is not None)


def check(*made: Geometry | None) -> None:
    """Each can be saved, read again, exported and cut to the image; then it lies inside."""
    for geometry in made:
        if geometry is None:
            continue
        assert is_sound_geometry(geometry, WIDTH, HEIGHT)
        assert msgspec.json.decode(msgspec.json.encode(geometry), type=Geometry) == geometry
        ring_of(geometry, WIDTH, HEIGHT)
        inside = clip(geometry, WIDTH, HEIGHT)
        extent = None if inside is None else bounds(inside)
        if extent is None or isinstance(inside, RotatedBox):
            continue
        assert is_sound_geometry(inside, WIDTH, HEIGHT)
        assert (extent.left, extent.top) >= (0, 0)
        assert extent.right <= WIDTH
        assert extent.bottom <= HEIGHT


def is_crossing(geometry: Geometry) -> bool:
    return isinstance(geometry, Polygon) and not shapely.Polygon(geometry.points).is_valid


@settings(max_examples=150, deadline=None)
@given(anything, st.sampled_from(sorted(CONVERSIONS)))
def test_what_is_converted_covers_something_or_is_nothing(geometry, kind):
    made = convert(geometry, kind, WIDTH, HEIGHT)
    check(made)
    if kind == kind_of(geometry):
        assert made is geometry
        return
    assert made is None or kind in convertible_kinds(geometry)
    assert made is None or (area(made) > 0 and kind_of(made) in (kind, "mask"))


@settings(max_examples=150, deadline=None)
@given(st.lists(areas, min_size=1, max_size=4))
def test_what_is_combined_can_be_kept(several):
    for combine in (unite, intersect, subtract):
        check(combine(several, WIDTH, HEIGHT))


@settings(max_examples=150, deadline=None)
@given(st.lists(areas_inside, min_size=1, max_size=4))
def test_a_union_is_no_smaller_and_an_intersection_no_larger_than_any_of_them(several):
    union = unite(several, WIDTH, HEIGHT)
    common = intersect(several, WIDTH, HEIGHT)
    rest = subtract(several, WIDTH, HEIGHT)
    if any(isinstance(it, Mask) for it in (*several, union, common, rest)):
        return
    sizes = [area(it) for it in several]
    slack = LOST * sum(sizes) + ROUNDED * max(sizes) ** 0.5
    of_union, of_common, of_rest = (0 if it is None else area(it) for it in (union, common, rest))
    assert max(sizes) - slack <= of_union <= sum(sizes) + slack
    assert of_common <= min(sizes) + slack
    assert of_rest <= sizes[0] + slack
    if len(several) == 2:
        assert of_common + of_rest == pytest.approx(sizes[0], abs=slack)


@settings(max_examples=150, deadline=None)
@given(outlined, st.lists(points, min_size=2, max_size=4))
def test_the_parts_of_a_split_are_the_whole(geometry, line):
    parts = split(geometry, line, WIDTH, HEIGHT)
    if parts == [geometry]:
        return
    check(*parts)
    assert len(parts) > 1
    if not any(isinstance(part, Mask) for part in parts):
        slack = LOST * area(geometry) + ROUNDED * area(geometry) ** 0.5
        assert sum(map(area, parts)) == pytest.approx(area(geometry), abs=slack)


@settings(max_examples=80, deadline=None)
@given(masks, st.lists(points, min_size=2, max_size=4))
def test_splitting_a_mask_gives_each_pixel_to_one_part(mask, line):
    parts = split(mask, line, WIDTH, HEIGHT)
    if parts == [mask]:
        return
    check(*parts)
    given_to = np.sum([decode(part) for part in parts], axis=0)
    assert (given_to == decode(mask)).all()


@settings(max_examples=80, deadline=None)
@given(anything, st.floats(0, 50))
def test_a_simplified_outline_has_no_more_points_and_crosses_nothing_new(geometry, tolerance):
    made = simplified(geometry, tolerance)
    check(made)
    again = simplified(made, tolerance)
    if not is_crossing(geometry):
        straight = simplified(geometry, 0)
        assert simplified(straight, 0) == straight
        assert area(straight) == pytest.approx(area(geometry), rel=1e-6, abs=1e-3)
    if isinstance(geometry, Polygon | Polyline):
        assert len(again.points) <= len(made.points)
        assert set(made.points) <= set(geometry.points)
    else:
        assert made is geometry
    assert is_crossing(geometry) or not is_crossing(made)


@settings(max_examples=150, deadline=None)
@given(anything, degrees, points)
def test_turning_keeps_the_area(geometry, angle, around):
    made = rotate(geometry, angle, around)
    check(made)
    if angle % 360 == 0:
        assert made == geometry
    if isinstance(geometry, Mask | WholeImage) or is_crossing(geometry):
        return
    assert area(made) == pytest.approx(area(geometry), rel=1e-6, abs=1e-3)
    if isinstance(made, RotatedBox) and angle % 360:
        assert -180 <= made.angle < 180


@settings(max_examples=80, deadline=None)
@given(anything, st.floats(-100, 100), st.floats(-100, 100))
def test_what_is_moved_can_be_kept(geometry, dx, dy):
    check(translate(geometry, dx, dy))


@settings(max_examples=150, deadline=None)
@given(anything, st.integers(1, 60), st.integers(1, 60))
def test_what_is_cut_to_an_image_of_another_size_keeps_its_kind(geometry, width, height):
    made = clip(geometry, width, height)
    if made is None:
        return
    assert is_sound_geometry(made, width, height)
    assert kind_of(made) == kind_of(geometry)
    if isinstance(made, Polygon | Polyline | Box):
        again = clip(made, width, height)
        assert again is not None
        assert area(again) == pytest.approx(area(made))


@settings(max_examples=80, deadline=None)
@given(masks, strokes)
def test_painting_or_erasing_twice_is_doing_it_once(mask, stroke):
    more, less = painted(mask, stroke), erased(mask, stroke)
    check(more, less)
    assert mask_area(more) >= mask_area(mask)
    assert painted(more, stroke) == more
    assert less is None or erased(less, stroke) == less


@settings(max_examples=80, deadline=None)
@given(masks, st.integers(1, 6))
def test_mending_twice_is_doing_it_once(mask, radius):
    filled, part = without_holes(mask), largest_part(mask)
    check(filled, part, smoothed(mask, radius))
    assert without_holes(filled) == filled
    assert not any(outline.holes for outline in outlines(filled, 0.0))
    assert not (decode(mask) & ~decode(filled)).any()
    assert (part is None) == (mask_area(mask) == 0)
    if part is not None:
        assert largest_part(part) == part
        assert len(outlines(part, 0.0)) == 1
        assert not (decode(part) & ~decode(mask)).any()


@settings(max_examples=100, deadline=None)
@given(pictures, st.integers(-60, 60), st.integers(-60, 60), st.integers(1, 80), st.integers(1, 80))
def test_moving_the_runs_of_a_mask_is_moving_its_pixels(pixels, dx, dy, width, height):
    mask = encode(pixels)
    wide = np.pad(pixels, 80)
    moved = wide[80 - dy : 80 - dy + HEIGHT, 80 - dx : 80 - dx + WIDTH]
    assert (decode(shift(mask, dx, dy)) == moved).all()
    wanted = np.pad(pixels, ((0, 80), (0, 80)))[:height, :width]
    other = resized_canvas(mask, width, height)
    assert (other is None) == (not wanted.any())
    assert other is None or (decode(other) == wanted).all()


@given(pictures, st.integers(0, 3))
def test_quarters_of_a_turn_move_whole_pixels(pixels, quarters):
    pixels = pixels[:, :HEIGHT]
    made = rotate(encode(pixels), 90.0 * quarters, (HEIGHT / 2, HEIGHT / 2))
    wanted = np.rot90(pixels, -quarters)
    assert (made is None) == (not wanted.any() and quarters > 0)
    assert made is None or (decode(made) == wanted).all()


@settings(max_examples=80, deadline=None)
@given(st.lists(keypoints, max_size=4), boxes)
def test_a_mean_pose_is_that_of_a_skeleton_and_lies_in_its_box(objects, box):
    skeleton = msgspec.structs.replace(PAIR, places=mean_pose(PAIR, objects))
    assert is_sound_skeleton(skeleton)
    placed = posed(skeleton.places, box)
    check(placed, *(mirrored(one, PAIR, WIDTH) for one in (*objects, placed) if PAIR.fits(one)))
    extent = bounds(placed)
    assert box.left <= extent.left + 1e-9
    assert box.top <= extent.top + 1e-9
    assert extent.right <= box.right + 1e-9
    assert extent.bottom <= box.bottom + 1e-9


def test_a_turned_mask_covers_what_its_turned_outline_does():
    bar = Box(10, 16, 38, 20)
    mask = convert(bar, "mask", WIDTH, HEIGHT)
    turned = rotate(mask, 30.0, (24.0, 18.0))
    outline = rotate(bar, 30.0, (24.0, 18.0))
    assert outline == RotatedBox(24, 18, 28, 4, 30)
    missed = subtract([outline, turned], WIDTH, HEIGHT)
    assert mask_area(turned) == pytest.approx(112, abs=8)
    assert missed is None or mask_area(missed) <= 8


def test_what_is_turned_goes_clockwise_as_displayed():
    line = Polyline(((10.0, 10.0), (20.0, 10.0)))
    assert rotate(line, 90, (10.0, 10.0)) == Polyline(((10.0, 10.0), (10.0, 20.0)))
    nose = Keypoints((Keypoint(20, 10, 1),))
    assert rotate(nose, -90, (10.0, 10.0)) == Keypoints((Keypoint(10, 0, 1),))
    assert rotate(RotatedBox(20, 10, 8, 4, 170), 20, (20, 10)).angle == pytest.approx(-170)


def test_kinds_that_nothing_can_be_made_into_are_not_offered():
    line = Polyline(((1.0, 1.0), (9.0, 1.0), (9.0, 9.0)))
    assert convertible_kinds(line) == {"polygon", "box", "rotated_box"}
    assert convertible_kinds(Keypoints((Keypoint(1, 1, 2),))) == {"box", "rotated_box"}
    assert convertible_kinds(Box(0, 0, 1, 1)) == {"rotated_box", "polygon", "mask"}
    assert convertible_kinds(WholeImage()) == set()
    assert convert(line, "polygon", WIDTH, HEIGHT) == Polygon(line.points)
    assert convert(line, "mask", WIDTH, HEIGHT) is None


def test_an_outline_that_crosses_itself_is_not_split_by_a_line_beside_it():
    bow_tie = Polygon(((0.0, 0.0), (10.0, 10.0), (10.0, 0.0), (0.0, 10.0)))
    assert split(bow_tie, [(30, 0), (30, 35)], WIDTH, HEIGHT) == [bow_tie]
    assert len(split(bow_tie, [(0, 5), (10, 5)], WIDTH, HEIGHT)) == 4


def test_boxes_are_split_into_boxes_where_that_is_what_the_parts_are():
    parts = split(Box(0, 0, 20, 10), [(12, -2), (12, 12)], WIDTH, HEIGHT)
    assert parts == [Box(0, 0, 12, 10), Box(12, 0, 20, 10)]
    slanted = split(Box(0, 0, 20, 10), [(12, -2), (14, 12)], WIDTH, HEIGHT)
    assert [kind_of(part) for part in slanted] == ["polygon", "polygon"]
    turned = RotatedBox(24, 18, 20, 10, 30)
    across = (math.cos(math.radians(120)), math.sin(math.radians(120)))
    line = [(24 + reach * across[0], 18 + reach * across[1]) for reach in (-20, 20)]
    halves = split(turned, line, WIDTH, HEIGHT)
    assert [kind_of(half) for half in halves] == ["rotated_box", "rotated_box"]
    for half in halves:
        assert (half.width, half.height, half.angle) == pytest.approx((10, 10, 30), abs=0.01)


def test_polygons_that_make_a_rectangle_stay_polygons():
    lower = Polygon(((0.0, 0.0), (10.0, 0.0), (10.0, 10.0)))
    upper = Polygon(((0.0, 0.0), (10.0, 10.0), (0.0, 10.0)))
    assert kind_of(unite([lower, upper], WIDTH, HEIGHT)) == "polygon"


def test_neighbours_drawn_by_hand_make_one_outline():
    left = Polygon(((0.0, 0.0), (20.0, 0.0), (20.1, 8.0), (19.9, 16.0), (20.1, 30.0), (0.0, 30.0)))
    right = Polygon(((20.0, 0.0), (40.0, 0.0), (40.0, 30.0), (20.0, 30.0), (20.0, 8.0)))
    made = unite([left, right], WIDTH, HEIGHT)
    assert kind_of(made) == "polygon"
    assert area(made) == pytest.approx(1200, abs=12)


def test_an_object_narrower_than_a_pixel_is_no_crumb():
    wire = Polygon(((30.0, 2.0), (30.6, 2.0), (30.6, 34.0), (30.0, 34.0)))
    made = unite([Box(0, 0, 10, 10), wire], WIDTH, HEIGHT)
    assert isinstance(made, Mask)
    assert bounds(made).right > 30


def test_a_line_that_crosses_itself_is_cut_only_where_it_leaves_the_image():
    line = Polyline(((5.0, 5.0), (30.0, 30.0), (5.0, 30.0), (30.0, 5.0), (60.0, 5.0)))
    assert clip(line, WIDTH, HEIGHT) == Polyline((*line.points[:4], (48.0, 5.0)))
    along_the_border = Polyline(((0.0, 2.0), (0.0, 60.0)))
    assert clip(along_the_border, WIDTH, HEIGHT) == Polyline(((0.0, 2.0), (0.0, 36.0)))


def comb(teeth: int) -> Polygon:
    """One tooth a pixel, from row 10 to row 20."""
    ways = [((i + 0.2, 10.0), (i + 0.6, 20.0), (i + 0.8, 10.0)) for i in range(teeth)]
    return Polygon(((0.0, 0.0), *(point for way in ways for point in way), (float(teeth), 0.0)))


def test_what_would_have_too_many_points_can_still_be_saved():
    many = comb(5500)
    size = 5500, 30
    assert is_sound_geometry(many, *size)
    cut = clip(many, 5500, 15)
    assert is_sound_geometry(cut, *size)
    assert area(cut) == pytest.approx(area(many) - 5500 * 0.75, rel=0.03)
    assert isinstance(subtract([many, Box(0, 15, 5500, 30)], *size), Mask)


def test_a_mask_with_too_long_an_outline_stays_a_mask():
    pixels = np.zeros((600, 600), np.bool_)
    pixels[::6] = pixels[1::6] = pixels[2::6] = pixels[:, :3] = True
    for column in (6, 7, 8):
        pixels[:, column::6] |= np.arange(600)[:, np.newaxis] % 6 < 5
    mask = encode(pixels)
    made = convert(mask, "polygon", 600, 600)
    assert is_sound_geometry(made, 600, 600)
    assert made == mask


def test_a_line_scribbled_a_thousand_times_over_itself_is_no_outline():
    chance = np.random.default_rng(0)
    scribble = Polyline(tuple((x, y) for x, y in chance.uniform(0, 30, (200, 2)).tolist()))
    assert convert(scribble, "polygon", WIDTH, HEIGHT) is None
    assert convert(scribble, "box", WIDTH, HEIGHT) is not None


def test_thousands_of_holes_are_filled_and_kept():
    pixels = np.ones((300, 300), np.bool_)
    pixels[1:-1:4, 1:-1:4] = False
    mask = encode(pixels)
    assert mask_area(without_holes(mask)) == 90_000
    assert largest_part(mask) == mask
    assert len(outlines(mask, 0.0)[0].holes) == 75 * 75
