"""What dragging a handle makes of a shape."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.canvas import handles
from desktop.canvas.regions import clamped, snapped
from desktop.canvas.spans import SMALLEST_SIDE
from engine.geometry.types import Box, Keypoint, Keypoints, Mask, Polygon, Polyline, RotatedBox

BOX = Box(10, 20, 50, 60)
SQUARE = Polygon(((0, 0), (10, 0), (10, 10), (0, 10)))
NEAR, SIDE = st.floats(-1000, 1000), st.floats(1, 500)
coordinates = st.floats(0, 100)


def test_a_box_has_eight_handles_clockwise():
    assert handles.handles_of(BOX) == (
        (10, 20), (30, 20), (50, 20), (50, 40), (50, 60), (30, 60), (10, 60), (10, 40),
    )  # fmt: skip


def test_a_corner_moves_two_sides_and_a_side_one():
    assert handles.with_handle_at(BOX, 0, (5, 6)) == Box(5, 6, 50, 60)
    assert handles.with_handle_at(BOX, 3, (70, 0)) == Box(10, 20, 70, 60)


@given(index=st.integers(0, 7), x=coordinates, y=coordinates)
def test_a_box_never_turns_inside_out(index: int, x: float, y: float):
    box = handles.with_handle_at(BOX, index, (x, y))
    assert isinstance(box, Box)
    assert box.right - box.left >= SMALLEST_SIDE
    assert box.bottom - box.top >= SMALLEST_SIDE


def test_the_nearest_handle_within_reach_is_meant():
    assert handles.handle_at(BOX, (12, 21), 5) == 0
    assert handles.handle_at(BOX, (20, 21), 5) is None


def test_vertices_and_keypoints_are_moved_one_at_a_time():
    assert handles.with_handle_at(SQUARE, 2, (20, 20)) == Polygon(
        ((0, 0), (10, 0), (20, 20), (0, 10))
    )
    points = Keypoints((Keypoint(1, 1, 2), Keypoint(5, 5, 1)))
    assert handles.with_handle_at(points, 1, (6, 7)) == Keypoints(
        (Keypoint(1, 1, 2), Keypoint(6, 7, 1))
    )


def test_the_last_edge_of_a_polygon_closes_it():
    edge = handles.edge_at(SQUARE, (1, 5), 2)
    assert edge == handles.Edge(3)
    assert handles.with_vertex(SQUARE, edge, (0, 5)) == Polygon(
        ((0, 0), (10, 0), (10, 10), (0, 10), (0, 5))
    )
    assert handles.edge_at(Polyline(SQUARE.points), (1, 5), 2) is None
    assert handles.edge_at(SQUARE, (5, 5), 2) is None


def test_three_vertices_are_the_fewest():
    triangle = handles.without_vertices(SQUARE, {0})
    assert triangle == Polygon(((10, 0), (10, 10), (0, 10)))
    assert handles.without_vertices(triangle, {0}) == triangle


def test_what_has_no_handles_stays_as_it_is():
    mask = Mask(1, 1, "1")
    assert handles.handles_of(mask) == ()
    assert handles.with_handle_at(mask, 0, (1, 1)) == mask
    assert handles.edge_at(mask, (1, 1), 5) is None


@given(
    box=st.builds(RotatedBox, NEAR, NEAR, SIDE, SIDE, st.floats(-180, 179)),
    index=st.integers(0, 7),
    point=st.tuples(NEAR, NEAR),
)
def test_the_opposite_corner_of_a_rotated_box_stays(box, index, point):
    resized = handles.with_handle_at(box, index, point)
    assert min(resized.width, resized.height) >= 1.0
    opposite = (index + 4) % 8
    before, after = (handles.handles_of(it)[opposite] for it in (box, resized))
    if index % 2 == 0:
        assert after == pytest.approx(before, abs=1e-6)
    assert resized.angle == box.angle


@given(box=st.builds(RotatedBox, NEAR, NEAR, SIDE, SIDE, st.floats(-180, 179)))
def test_turning_to_where_the_handle_is_changes_nothing(box):
    knob = handles.handles_of(box, 24.0)[handles.TURNING]
    turned = handles.with_handle_at(box, handles.TURNING, knob)
    assert abs((turned.angle - box.angle + 180) % 360 - 180) < 1e-6


def test_points_are_kept_in_the_picture_and_drawn_to_its_border():
    assert clamped((-5, 120), 100, 100) == (0, 100)
    assert snapped((3, 50), 100, 100, 4) == (0, 50)
    assert snapped((5, 97), 100, 100, 4) == (5, 100)
