"""Rotated boxes and polylines on the canvas: drawn, resized, turned."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.canvas.tools.table import POLYLINE, ROTATED_BOX, SELECT
from engine.geometry.types import Polyline, RotatedBox
from tests.helpers.canvas import at, click, drag, move, shape, show_canvas

SHIFT = Qt.KeyboardModifier.ShiftModifier
UPRIGHT = RotatedBox(200, 150, 100, 60, 0)
KNOB = (200, 150 - 30 - 24)


@pytest.fixture
def view(qtbot, tmp_path):
    return show_canvas(qtbot, tmp_path)


@pytest.fixture
def drawn(view):
    drawn = []
    view.geometry_drawn.connect(drawn.append)
    return drawn


@pytest.fixture
def edits(view):
    edits = []
    view.geometries_edited.connect(lambda edited: edits.extend(edited.values()))
    return edits


def held(view, box=UPRIGHT):
    view.set_tool(SELECT)
    view.set_shapes([shape(1, box)])
    view.select([1])


def test_the_axis_is_dragged_and_the_width_clicked(view, drawn):
    view.set_tool(ROTATED_BOX)
    drag(view, (100, 100), (200, 200))
    assert view.has_draft()
    move(view, 160, 140)
    click(view, 160, 140)
    [box] = drawn
    assert (box.center_x, box.center_y) == pytest.approx((150, 150), abs=1)
    assert box.width == pytest.approx(141.4, abs=1)
    assert box.height == pytest.approx(2 * 14.1, abs=1.5)
    assert box.angle == pytest.approx(45, abs=0.5)
    assert not view.has_draft()


def test_both_ends_of_the_axis_can_be_clicked(view, drawn):
    view.set_tool(ROTATED_BOX)
    click(view, 100, 150)
    move(view, 200, 150)
    click(view, 200, 150)
    move(view, 150, 170)
    click(view, 150, 170)
    assert drawn == [RotatedBox(150, 150, 100, 40, 0)]


def test_the_axis_alone_is_not_kept_but_can_be_taken_back(view, drawn):
    view.set_tool(ROTATED_BOX)
    drag(view, (100, 100), (200, 100))
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert drawn == []
    QTest.keyClick(view, Qt.Key.Key_Backspace)
    move(view, 100, 200)
    click(view, 100, 200)
    move(view, 110, 150)
    QTest.keyClick(view, Qt.Key.Key_Return)
    [box] = drawn
    assert (box.width, box.height, box.angle) == pytest.approx((100, 20, 90))


def test_escape_throws_the_axis_away(view, drawn):
    view.set_tool(ROTATED_BOX)
    drag(view, (100, 100), (200, 100))
    QTest.keyClick(view, Qt.Key.Key_Escape)
    click(view, 150, 150)
    assert drawn == []


def test_a_side_is_dragged_and_the_opposite_one_stays(view, edits):
    held(view, RotatedBox(200, 150, 100, 60, 90))
    # The right side of a box that is turned by a right angle is below.
    drag(view, (200, 200), (210, 240))
    [box] = edits
    assert (box.center_x, box.center_y) == pytest.approx((200, 170))
    assert (box.width, box.height, box.angle) == pytest.approx((140, 60, 90))


def test_the_handle_on_the_stem_turns_the_box(view, edits):
    held(view)
    drag(view, KNOB, (300, 150))
    assert edits == [RotatedBox(200, 150, 100, 60, 90)]


def test_with_shift_it_turns_by_steps(view, edits):
    held(view)
    drag(view, KNOB, (250, 102), modifiers=SHIFT)
    assert edits[0].angle == 45


def test_arrows_turn_a_box_whose_handle_was_clicked(view, edits):
    held(view)
    click(view, *KNOB)
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Left, SHIFT)
    assert [box.angle for box in edits] == [1, -9]
    assert edits[-1] == RotatedBox(200, 150, 100, 60, -9)


def test_the_handle_is_hit_at_every_zoom(view, edits):
    held(view)
    view.zoom_by(2)
    drag(view, (200, 150 - 30 - 12), (230, 150))
    assert edits[0].angle == pytest.approx(90)


def test_a_line_ends_by_a_double_click(view, drawn):
    view.set_tool(POLYLINE)
    click(view, 50, 50)
    click(view, 100, 50)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at(view, 150, 100))
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at(view, 150, 100))
    assert drawn == [Polyline(((50, 50), (100, 50), (150, 100)))]


def test_a_line_may_pass_its_first_vertex(view, drawn):
    view.set_tool(POLYLINE)
    for x, y in ((50, 50), (100, 50), (100, 100), (50, 50)):
        click(view, x, y)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert drawn == [Polyline(((50, 50), (100, 50), (100, 100), (50, 50)))]


def test_chosen_vertices_move_together_and_are_deleted_together(view, edits):
    line = Polyline(((50, 50), (100, 50), (150, 50), (150, 100)))
    view.set_shapes([shape(1, line)])
    view.select([1])
    drag(view, (90, 30), (170, 70), modifiers=Qt.KeyboardModifier.AltModifier)
    assert view.stage.vertices == {1, 2}
    drag(view, (100, 50), (120, 60))
    assert edits == [Polyline(((50, 50), (120, 60), (170, 60), (150, 100)))]
    assert view.stage.vertices == {1, 2}
    assert view.stage.remove_vertices()
    assert edits[-1] == Polyline(((50, 50), (150, 100)))


def test_chosen_vertices_stay_in_the_image(view, edits):
    view.set_shapes([shape(1, Polyline(((50, 50), (100, 50), (150, 90))))])
    view.select([1])
    click(view, 50, 50)
    click(view, 100, 50, modifiers=SHIFT)
    drag(view, (50, 50), (10, -200))
    assert edits == [Polyline(((10, 0), (60, 0), (150, 90)))]


def test_arrows_move_a_chosen_vertex_alone(view, edits):
    view.set_shapes([shape(1, Polyline(((50, 50), (100, 50), (150, 90))))])
    view.select([1])
    click(view, 100, 50)
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Down, SHIFT)
    assert edits[-1] == Polyline(((50, 50), (100, 61), (150, 90)))
