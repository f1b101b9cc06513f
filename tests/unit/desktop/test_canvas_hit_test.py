"""Which shape a click means."""

import dataclasses

import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st

from desktop.canvas.hit_test import SpatialIndex
from desktop.canvas.regions import region_of, regions_of
from desktop.canvas.shape import CanvasShape
from engine.geometry import masks
from engine.geometry.types import (
    Bounds,
    Box,
    Geometry,
    Keypoint,
    Keypoints,
    Polygon,
    Polyline,
    RotatedBox,
    WholeImage,
)


def index_of(*geometries: Geometry) -> SpatialIndex:
    return SpatialIndex(CanvasShape(n, it, "#e69f00", "") for n, it in enumerate(geometries))


def test_the_smallest_area_comes_first():
    index = index_of(Box(0, 0, 100, 100), Box(40, 40, 60, 60), Box(20, 20, 80, 80))
    assert index.at(50, 50, 0) == (1, 2, 0)
    assert index.at(30, 30, 0) == (2, 0)
    assert index.at(150, 50, 0) == ()


def test_shapes_are_painted_large_ones_first():
    index = index_of(Box(40, 40, 60, 60), Box(0, 0, 100, 100), Box(200, 0, 300, 100))
    assert index.touching(Bounds(0, 0, 100, 100)) == (1, 0)
    assert index.touching(Bounds(50, 50, 51, 51), Bounds(250, 50, 251, 51)) == (1, 2, 0)


def test_a_hole_in_a_mask_is_not_the_mask():
    array = np.zeros((60, 60), bool)
    array[10:50, 10:50] = True
    array[20:40, 20:40] = False
    index = index_of(masks.encode(array))
    assert index.at(15, 30, 0) == (0,)
    assert index.at(30, 30, 0) == ()


def test_lines_and_points_are_hit_from_near():
    points = Keypoints((Keypoint(10, 50, 2), Keypoint(90, 50, 0)))
    index = index_of(Polyline(((0, 0), (100, 0))), points)
    assert index.at(50, 2, 3) == (0,)
    assert index.at(50, 5, 3) == ()
    assert index.at(11, 51, 3) == (1,)
    assert index.at(90, 50, 3) == ()


def test_a_rotated_box_is_hit_where_it_is_shown():
    index = index_of(RotatedBox(50, 50, 80, 10, 45))
    assert index.at(70, 70, 0) == (0,)
    assert index.at(70, 30, 0) == ()


def test_a_whole_image_label_is_nowhere():
    index = index_of(WholeImage())
    assert index.at(0, 0, 1000) == ()
    assert index.extent([0]) is None


def test_an_outline_that_crosses_itself_can_be_hit():
    bow = Polygon(((0, 0), (100, 100), (100, 0), (0, 100)))
    assert index_of(bow).at(90, 50, 0) == (0,)


def test_only_what_is_enclosed_as_a_whole_is_inside():
    index = index_of(Box(10, 10, 20, 20), Box(10, 10, 90, 90))
    assert index.inside(Bounds(0, 0, 50, 50)) == (0,)


def test_an_update_leaves_the_old_index_as_it_was():
    before = index_of(Box(0, 0, 10, 10), Box(20, 0, 30, 10))
    moved = CanvasShape(0, Box(50, 0, 60, 10), "#e69f00", "")
    after = before.updated([moved], [1])
    assert list(after) == [0]
    assert after.at(55, 5, 0) == (0,)
    assert before.at(5, 5, 0) == (0,)
    assert before.at(25, 5, 0) == (1,)


@st.composite
def edits(draw: st.DrawFn) -> tuple[list[CanvasShape], list[int]]:
    """Boxes that are put somewhere, of keys that may be there already, and keys that are taken."""
    keys = draw(st.lists(st.integers(0, 9), max_size=4, unique=True))
    # No two areas are alike: the order of equal ones is nobody's business.
    changed = [
        CanvasShape(key, Box(left, 0, left + 1 + key / 10, 10), "#e69f00", "", z=z)
        for key in keys
        for left, z in [draw(st.tuples(st.integers(0, 20), st.sampled_from([-1.0, 0.0, 0.5])))]
    ]
    return changed, draw(st.lists(st.integers(0, 9), max_size=2))


@given(st.lists(edits(), max_size=6), st.integers(0, 20))
def test_an_index_after_many_edits_answers_like_one_that_is_made_anew(steps, left):
    index, shapes = SpatialIndex(), {}
    for changed, removed in steps:
        index = index.updated(changed, removed)
        shapes |= {shape.key: shape for shape in changed}
        shapes = {key: shape for key, shape in shapes.items() if key not in removed}
        index.at(left, 5, 0)
    anew, area = SpatialIndex(shapes.values()), Bounds(left, 0, left + 3, 10)
    assert set(index) == set(anew)
    assert len(index) == len(anew)
    assert {key: index.shape(key) for key in index} == shapes
    assert all(index.region(key).equals(anew.region(key)) for key in index)
    assert [key in index for key in range(10)] == [key in anew for key in range(10)]
    assert index.at(left, 5, 2) == anew.at(left, 5, 2)
    assert index.touching(area) == anew.touching(area)
    assert index.inside(area) == anew.inside(area)


def test_what_lies_on_top_is_found_first_whatever_its_area():
    small, large = (CanvasShape(n, Box(0, 0, s, s), "#e69f00", "") for n, s in ((1, 10), (2, 50)))
    index = SpatialIndex([small, large])
    assert (index.at(5, 5, 0), index.touching(Bounds(0, 0, 9, 9))) == ((1, 2), (2, 1))
    index = index.updated([dataclasses.replace(large, z=1.0)], [])
    assert (index.at(5, 5, 0), index.touching(Bounds(0, 0, 9, 9))) == ((2, 1), (1, 2))
    index = index.updated([dataclasses.replace(large, z=-1.0)], [])
    assert (index.at(5, 5, 0), index.inside(Bounds(0, 0, 60, 60))) == ((1, 2), (2, 1))


def test_hundreds_of_edits_are_found_as_one_is():
    index = index_of(*(Box(n, 0, n + 1, 10) for n in range(2000)))
    for n in range(1200):
        moved = CanvasShape(n, Box(n, 100, n + 1, 110), "#e69f00", "")
        index = index.updated([moved], [])
    assert index.at(1000.5, 105, 0) == (1000,)
    assert index.at(1000.5, 5, 0) == ()
    assert len(index.touching(Bounds(0, 0, 2000, 20))) == 800


def test_an_empty_index_finds_nothing():
    index = SpatialIndex()
    assert index.at(0, 0, 5) == ()
    assert index.touching(Bounds(0, 0, 10, 10)) == ()
    assert len(index) == 0


@given(
    st.lists(
        st.one_of(
            st.lists(st.tuples(st.floats(0, 50), st.floats(0, 50)), min_size=3, max_size=6)
            .map(tuple)
            .map(Polygon),
            st.sampled_from([Box(1, 2, 3, 4), WholeImage(), RotatedBox(5, 5, 4, 2, 30)]),
        ),
        max_size=5,
    )
)
def test_regions_made_together_are_those_made_one_by_one(geometries):
    together = regions_of(geometries)
    assert [shapely.to_wkb(it) for it in together] == [
        shapely.to_wkb(region_of(it)) for it in geometries
    ]
