"""Geometry: what holds for any box, polygon and mask."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from engine.geometry.limits import is_sound_geometry
from engine.geometry.mask_moving import shift
from engine.geometry.masks import (
    decode,
    encode,
    largest_outline,
    mask_area,
    mask_box,
    outlines,
    rasterise,
    to_geometry_kind,
)
from engine.geometry.ops import area, bounds, clip, contains, corners, iou, translate
from engine.geometry.types import (
    Bounds,
    Box,
    Geometry,
    Keypoint,
    Keypoints,
    Mask,
    Polygon,
    Polyline,
    RotatedBox,
    WholeImage,
)

numbers = st.floats(-300, 300).map(lambda value: round(value, 2))
lengths = st.floats(0.5, 200).map(lambda value: round(value, 2))
points = st.tuples(numbers, numbers)
boxes = st.builds(lambda x, y, w, h: Box(x, y, x + w, y + h), numbers, numbers, lengths, lengths)
rotated = st.builds(RotatedBox, numbers, numbers, lengths, lengths, st.floats(-180, 180))
polygons = st.lists(points, min_size=3, max_size=8).map(lambda listed: Polygon(tuple(listed)))
bitmaps = arrays(bool, st.tuples(st.integers(1, 24), st.integers(1, 24)))
masks = bitmaps.map(encode)
shapes = st.one_of(boxes, rotated, polygons, masks, st.just(WholeImage()))


def same_bounds(a: Bounds | None, b: Bounds | None) -> bool:
    if a is None or b is None:
        return a is b
    pairs = ((a.left, b.left), (a.top, b.top), (a.right, b.right), (a.bottom, b.bottom))
    return all(first == pytest.approx(second, abs=1e-6) for first, second in pairs)


@given(bitmaps)
def test_a_mask_comes_back_as_it_was(bitmap: np.ndarray) -> None:
    mask = encode(bitmap)
    assert (mask.height, mask.width) == bitmap.shape
    assert np.array_equal(decode(mask), bitmap)
    assert mask_area(mask) == bitmap.sum()


@given(bitmaps)
def test_the_box_of_a_mask_holds_its_pixels_and_no_empty_edge(bitmap: np.ndarray) -> None:
    box = mask_box(encode(bitmap))
    rows, columns = np.nonzero(bitmap)
    if len(rows) == 0:
        assert box == Box(0, 0, 0, 0)
    else:
        expected = (columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)
        assert (box.left, box.top, box.right, box.bottom) == expected


@given(bitmaps)
def test_unsimplified_outlines_hold_the_centres_of_the_pixels_and_of_no_others(
    bitmap: np.ndarray,
) -> None:
    parts = outlines(encode(bitmap), tolerance=0.0)
    for row, column in np.ndindex(*bitmap.shape):
        x, y = column + 0.5, row + 0.5
        inside = any(
            contains(Polygon(part.outer), x, y)
            and not any(contains(Polygon(hole), x, y) for hole in part.holes)
            for part in parts
        )
        assert inside == bitmap[row, column]


def test_outlines_keep_holes_and_parts_largest_first() -> None:
    bitmap = np.zeros((60, 80), dtype=bool)
    bitmap[10:40, 10:50] = True
    bitmap[20:30, 20:30] = False
    bitmap[50:55, 60:70] = True
    large, small = outlines(encode(bitmap))
    assert (len(large.holes), len(small.holes)) == (1, 0)
    assert bounds(Polygon(large.outer)) == Bounds(10, 10, 50, 40)
    assert len(large.outer) <= 8


def test_a_rastered_rectangle_covers_just_its_pixels() -> None:
    mask = rasterise(Polygon(((5.0, 10.0), (40.0, 10.0), (40.0, 30.0), (5.0, 30.0))), 60, 50)
    assert (mask.width, mask.height) == (60, 50)
    assert mask_box(mask) == Box(5, 10, 40, 30)
    assert mask_area(mask) == 35 * 20


@given(polygons)
def test_a_rastered_polygon_stays_in_the_image(polygon: Polygon) -> None:
    assert decode(rasterise(polygon, 50, 40)).shape == (40, 50)


@given(bitmaps, st.integers(-30, 30), st.integers(-30, 30))
def test_a_shifted_mask_is_the_shifted_pixels(bitmap: np.ndarray, dx: int, dy: int) -> None:
    moved = decode(shift(encode(bitmap), dx, dy))
    height, width = bitmap.shape
    for row, column in np.ndindex(height, width):
        from_row, from_column = row - dy, column - dx
        known = 0 <= from_row < height and 0 <= from_column < width
        assert moved[row, column] == (known and bitmap[from_row, from_column])


@given(shapes, shapes)
def test_iou_is_symmetric_and_between_nothing_and_all(a: Geometry, b: Geometry) -> None:
    assert 0.0 <= iou(a, b) <= 1.0 + 1e-9
    assert iou(a, b) == pytest.approx(iou(b, a))


@given(st.one_of(boxes, rotated))
def test_a_shape_is_wholly_itself(shape: Geometry) -> None:
    assert iou(shape, shape) == pytest.approx(1.0)


def test_a_mask_and_its_polygon_are_compared_by_pixels_not_by_their_boxes() -> None:
    triangle = Polygon(((0.0, 0.0), (100.0, 0.0), (0.0, 100.0)))
    other_half = Polygon(((100.0, 0.0), (100.0, 100.0), (0.0, 100.0)))
    mask = rasterise(triangle, 100, 100)
    assert iou(mask, triangle) == pytest.approx(1.0)
    assert iou(mask, other_half) < 0.03


@given(st.one_of(boxes, rotated, polygons), numbers, numbers)
def test_moving_moves_the_bounds_and_keeps_the_area(shape: Geometry, dx: float, dy: float) -> None:
    moved, extent = translate(shape, dx, dy), bounds(shape)
    assert extent is not None
    expected = Bounds(extent.left + dx, extent.top + dy, extent.right + dx, extent.bottom + dy)
    assert same_bounds(bounds(moved), expected)
    assert area(moved) == pytest.approx(area(shape), abs=1e-3)
    assert same_bounds(bounds(translate(moved, -dx, -dy)), extent)


@given(st.one_of(boxes, polygons))
def test_what_is_left_after_clipping_lies_in_the_picture(shape: Geometry) -> None:
    clipped = clip(shape, 100, 80)
    if clipped is None:
        return
    extent = bounds(clipped)
    assert extent is not None
    assert extent.left >= -1e-6 and extent.top >= -1e-6
    assert extent.right <= 100 + 1e-6 and extent.bottom <= 80 + 1e-6
    assert type(clipped) is type(shape)
    assert clip(clipped, 100 + 1e-6, 80 + 1e-6) is not None or area(clipped) < 1e-3


def test_clipping_leaves_what_is_inside_as_it_is_and_nothing_of_what_is_outside() -> None:
    inside, outside = Box(10, 10, 20, 20), Box(200, 10, 220, 20)
    assert clip(inside, 100, 80) is inside
    assert clip(outside, 100, 80) is None
    assert clip(Polyline(((-10.0, 5.0), (10.0, 5.0))), 100, 80) == Polyline(
        ((0.0, 5.0), (10.0, 5.0))
    )
    cut = clip(Keypoints((Keypoint(5, 5, 2), Keypoint(500, 5, 2))), 100, 80)
    assert cut == Keypoints((Keypoint(5, 5, 2), Keypoint(500, 5, 0)))
    assert clip(WholeImage(), 100, 80) == WholeImage()


def test_a_positive_angle_turns_clockwise_as_displayed() -> None:
    top_left, top_right, *_ = corners(RotatedBox(50, 50, 40, 20, 90))
    assert top_left == pytest.approx((60, 30))
    assert top_right == pytest.approx((60, 70))


def test_points_are_in_what_surrounds_them() -> None:
    ring = np.ones((20, 20), dtype=bool)
    ring[5:15, 5:15] = False
    assert contains(encode(ring), 2.5, 2.5)
    assert not contains(encode(ring), 10.0, 10.0)
    assert not contains(encode(ring), -1.0, 5.0)
    assert contains(RotatedBox(50, 50, 40, 20, 45), 60, 60)
    assert not contains(RotatedBox(50, 50, 40, 20, 45), 60, 40)
    assert not contains(Polyline(((0.0, 0.0), (10.0, 0.0))), 5, 0)


@pytest.mark.parametrize("geometry_kind", ["box", "rotated_box", "polygon", "mask"])
def test_a_mask_becomes_what_its_class_keeps(geometry_kind: str) -> None:
    diagonal = rasterise(Polygon(((10.0, 50.0), (50.0, 10.0), (60.0, 20.0), (20.0, 60.0))), 80, 80)
    shape = to_geometry_kind(diagonal, geometry_kind)
    extent = bounds(shape)
    assert extent is not None
    assert (extent.left, extent.bottom) == pytest.approx((10, 60), abs=1.5)
    if isinstance(shape, RotatedBox):
        assert abs(shape.angle) == pytest.approx(45, abs=2)
        assert area(shape) == pytest.approx(mask_area(diagonal), rel=0.1)


def test_an_empty_mask_has_no_geometry() -> None:
    empty = encode(np.zeros((5, 5), dtype=bool))
    assert bounds(empty) is None
    assert outlines(empty) == []
    with pytest.raises(ValueError, match="empty"):
        to_geometry_kind(empty, "box")


def test_a_mask_stays_one_where_one_outline_would_lose_something() -> None:
    two = np.zeros((20, 20), dtype=bool)
    two[2:8, 2:8] = two[12:18, 12:18] = True
    ring = np.zeros((20, 20), dtype=bool)
    ring[2:18, 2:18] = True
    ring[7:12, 7:12] = False
    for pixels in (two, ring):
        assert to_geometry_kind(encode(pixels), "polygon") == encode(pixels)
        assert to_geometry_kind(encode(pixels), "polyline") == encode(pixels)
        assert largest_outline(encode(pixels)).points


def test_a_single_pixel_has_every_kind_of_geometry() -> None:
    bitmap = np.zeros((5, 5), dtype=bool)
    bitmap[2, 3] = True
    for geometry_kind in ("box", "rotated_box", "polygon"):
        assert contains(to_geometry_kind(encode(bitmap), geometry_kind), 3.5, 2.5)


def test_crumbs_and_pinholes_do_not_keep_a_mask_from_becoming_an_outline() -> None:
    pixels = np.zeros((60, 60), dtype=bool)
    pixels[10:50, 10:50] = True
    pixels[30, 30] = False
    pixels[55, 55] = True
    polygon = to_geometry_kind(encode(pixels), "polygon")
    assert isinstance(polygon, Polygon)
    assert bounds(polygon) == Bounds(10, 10, 50, 50)


def test_a_large_mask_is_traced_in_steps_to_a_polygon_that_covers_it() -> None:
    pixels = np.zeros((200, 5000), dtype=bool)
    pixels[20:180, 100:4900] = True
    polygon = to_geometry_kind(encode(pixels), "polygon")
    assert isinstance(polygon, Polygon)
    assert iou(polygon, encode(pixels)) > 0.97


def test_the_halves_of_a_bow_tie_have_an_area_each():
    assert area(Polygon(((20, 20), (60, 60), (60, 20), (20, 60)))) == 800


@pytest.mark.parametrize(
    "geometry",
    [
        Polygon(((9, 9), (9, 9), (9, 9))),
        Polygon(((5, 5), (20, 5), (40, 5))),
        Box(5, 5, 5, 20),
        Box(-20, 5, -1, 20),
        RotatedBox(20, 20, 0, 10, 30),
        encode(np.zeros((50, 60), dtype=bool)),
        Box(math.nan, 1, 5, 5),
    ],
    ids=["one spot", "one line", "flat box", "beside", "flat turned box", "empty mask", "nan"],
)
def test_nothing_is_left_of_what_covers_nothing(geometry):
    assert clip(geometry, 60, 50) is None


def test_a_mask_of_another_image_is_cut_to_this_one():
    pixels = np.zeros((120, 200), dtype=bool)
    pixels[30:110, 40:190] = True
    small = clip(encode(pixels), 60, 50)
    assert (small.width, small.height) == (60, 50)
    assert area(small) == 20 * 20
    large = clip(encode(pixels), 300, 300)
    assert (large.width, large.height, area(large)) == (300, 300, 80 * 150)
    assert clip(encode(pixels), 30, 20) is None


def test_a_mask_that_claims_to_be_enormous_is_not_unpacked():
    assert clip(Mask(10**6, 10**6, "0"), 60, 50) is None


def zigzag(count: int, shrinking: float) -> Polygon:
    """An outline that goes back and forth over itself."""
    ways = [((i % 2) * (100.0 - i * shrinking), i * shrinking / 100) for i in range(count - 1)]
    return Polygon((*ways, (50.0, 80.0)))


def circle(count: int, step: int = 1) -> Polygon:
    """Points on a circle, each joined with the one that is so many steps further: a star."""
    turns = [2 * math.pi * (i * step % count) / count for i in range(count)]
    return Polygon(tuple((500 + 400 * math.cos(a), 500 + 400 * math.sin(a)) for a in turns))


def test_outlines_may_cross_themselves_as_often_as_can_be_made_valid_at_once() -> None:
    for sound in (circle(5, 2), circle(41, 20), circle(20_000), zigzag(40, 0.0)):
        assert is_sound_geometry(sound, 1000, 1000)
    for endless in (circle(201, 100), circle(1999, 999), zigzag(1999, 0.01)):
        assert not is_sound_geometry(endless, 1000, 1000)


def test_a_large_mask_of_single_pixels_stays_a_mask():
    pixels = np.zeros((10, 4000), dtype=np.bool_)
    pixels[1, 0] = pixels[0, 3001] = True
    mask = encode(pixels)
    assert to_geometry_kind(mask, "polygon") == mask
