"""Drawing boxes and polygons on the canvas."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.canvas.shape import CanvasShape
from desktop.canvas.tools.table import BOX, POLYGON, SELECT
from engine.geometry.types import Box, Polygon
from tests.helpers.canvas import at, click, drag, move, shape, show_canvas


@pytest.fixture
def view(qtbot, tmp_path):
    return show_canvas(qtbot, tmp_path)


@pytest.fixture
def drawn(view):
    drawn = []
    view.geometry_drawn.connect(drawn.append)
    return drawn


def test_a_box_is_pressed_dragged_and_released(view, drawn):
    view.set_tool(BOX)
    drag(view, (200, 150), (100, 50))
    assert drawn == [Box(100, 50, 200, 150)]
    assert not view.has_draft()


def test_a_box_snaps_to_the_border_and_stays_inside(view, drawn):
    view.set_tool(BOX)
    drag(view, (4, 100), (460, 350))
    assert drawn == [Box(0, 100, 400, 300)]


def test_less_than_two_pixels_on_screen_is_a_click(view, drawn):
    view.set_tool(BOX)
    drag(view, (100, 50), (101, 150))
    assert drawn == []


def test_a_box_of_less_than_a_pixel_can_be_drawn_when_zoomed_in(view, drawn):
    view.zoom_by(30)
    view.set_tool(BOX)
    drag(view, (200, 150), (200.5, 150.5))
    [box] = drawn
    assert box.right - box.left == pytest.approx(0.5, abs=0.04)


def test_a_box_is_clicked_at_two_corners(view, drawn):
    view.set_tool(BOX)
    click(view, 200, 150)
    assert view.has_draft()
    move(view, 100, 50)
    click(view, 100, 50)
    assert drawn == [Box(100, 50, 200, 150)]
    assert not view.has_draft()


def test_the_second_corner_may_be_dragged_to_its_place(view, drawn):
    view.set_tool(BOX)
    click(view, 20, 20)
    drag(view, (60, 60), (100, 90))
    assert drawn == [Box(20, 20, 100, 90)]


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Backspace])
def test_a_key_takes_the_first_corner_away(view, drawn, qtbot, key):
    view.set_tool(BOX)
    click(view, 50, 50)
    move(view, 100, 100)
    QTest.keyClick(view, key)
    assert not view.has_draft()
    drag(view, (150, 150), (200, 200))
    assert drawn == [Box(150, 150, 200, 200)]


def test_a_second_click_in_the_same_place_draws_nothing(view, drawn):
    view.set_tool(BOX)
    click(view, 50, 50)
    click(view, 50, 50)
    assert not view.has_draft()
    assert drawn == []


def test_a_key_finishes_a_clicked_box_where_the_pointer_is(view, drawn):
    view.set_tool(BOX)
    click(view, 50, 50)
    move(view, 90, 90)
    move(view, 100, 100)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert drawn == [Box(50, 50, 100, 100)]


def test_a_trembling_hand_clicks(view, drawn):
    view.set_tool(BOX)
    drag(view, (50, 50), (52, 52))
    assert drawn == []
    click(view, 100, 100)
    assert drawn == [Box(50, 50, 100, 100)]


def test_a_drag_too_thin_for_a_box_leaves_no_corner(view, drawn):
    view.set_tool(BOX)
    drag(view, (50, 50), (50, 150))
    assert not view.has_draft()
    assert drawn == []


def test_a_click_on_an_object_selects_it_and_another_begins_a_box_in_it(view, drawn):
    view.set_shapes([shape(1, Box(20, 20, 220, 220))])
    view.set_tool(BOX)
    click(view, 60, 60)
    assert view.selected() == (1,)
    assert not view.has_draft()
    click(view, 60, 60)
    click(view, 100, 100)
    assert drawn == [Box(60, 60, 100, 100)]


def test_escape_cancels_a_box(view, drawn, qtbot):
    view.set_tool(BOX)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=at(view, 50, 50))
    move(view, 100, 100)
    assert view.has_draft()
    with qtbot.waitSignal(view.draft_cancelled):
        QTest.keyClick(view, Qt.Key.Key_Escape)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=at(view, 100, 100))
    assert drawn == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_N])
def test_a_polygon_is_clicked_and_finished_by_a_key(view, drawn, key):
    view.set_tool(POLYGON)
    for point in ((50, 50), (150, 50), (100, 150)):
        click(view, *point)
    QTest.keyClick(view, key)
    assert drawn == [Polygon(((50, 50), (150, 50), (100, 150)))]
    assert not view.has_draft()


def test_a_click_on_the_first_vertex_closes_a_polygon(view, drawn):
    view.set_tool(POLYGON)
    for point in ((50, 50), (150, 50), (100, 150), (52, 48)):
        click(view, *point)
    assert drawn == [Polygon(((50, 50), (150, 50), (100, 150)))]


def test_a_double_click_sets_the_last_vertex(view, drawn):
    view.set_tool(POLYGON)
    click(view, 50, 50)
    click(view, 150, 50)
    click(view, 100, 150)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at(view, 100, 150))
    assert drawn == [Polygon(((50, 50), (150, 50), (100, 150)))]


def test_backspace_takes_vertices_back_until_there_is_no_draft(view, drawn):
    view.set_tool(POLYGON)
    for point in ((50, 50), (150, 50), (120, 120), (100, 150)):
        click(view, *point)
    QTest.keyClick(view, Qt.Key.Key_Backspace)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert drawn == [Polygon(((50, 50), (150, 50), (120, 120)))]
    click(view, 50, 50)
    QTest.keyClick(view, Qt.Key.Key_Backspace)
    assert not view.has_draft()


def test_two_vertices_are_no_polygon_yet(view, drawn):
    view.set_tool(POLYGON)
    click(view, 50, 50)
    click(view, 150, 50)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert drawn == []
    assert view.has_draft()


def test_another_tool_cancels_the_draft(view, qtbot):
    view.set_tool(POLYGON)
    click(view, 50, 50)
    with qtbot.waitSignal(view.draft_cancelled):
        view.set_tool(SELECT)
    assert not view.has_draft()
    assert view.tool() == SELECT


def test_the_tag_of_a_shape_at_the_top_edge_lies_inside_it(qtbot, tmp_path):
    view = show_canvas(qtbot, tmp_path)
    top = at(view, 100, 0)

    def is_tagged(dy):
        pixel = view.viewport().grab().toImage().pixelColor(top.x() + 3, top.y() + dy)
        return pixel.name() == "#00ff00"

    assert not is_tagged(8)
    view.set_shapes([CanvasShape(1, Box(100, 0, 200, 100), "#00ff00", "tree")])
    assert is_tagged(8)
