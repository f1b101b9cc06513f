"""Selecting, moving and reshaping on the canvas."""

import dataclasses

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.canvas.tools.table import BOX
from engine.geometry import masks
from engine.geometry.types import Box, Polygon
from tests.helpers.canvas import at, click, drag, move, shape, show_canvas

LARGE = Box(50, 50, 250, 250)
SMALL = Box(100, 100, 150, 150)
APART = Box(300, 50, 350, 100)
TRIANGLE = Polygon(((60.0, 60.0), (160.0, 60.0), (60.0, 160.0)))
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def view(qtbot, tmp_path):
    view = show_canvas(qtbot, tmp_path)
    view.set_shapes([shape(1, LARGE), shape(2, SMALL), shape(3, APART)])
    return view


@pytest.fixture
def edits(view):
    edits = []
    view.geometries_edited.connect(lambda geometries: edits.extend(geometries.items()))
    return edits


def test_escape_takes_first_the_drag_back_and_then_the_selection(view, edits):
    click(view, 125, 125)
    press = at(view, 125, 125)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=press)
    move(view, 180, 180)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=at(view, 180, 180))
    assert view.selected() == (2,)
    assert edits == []
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.selected() == ()


def test_a_click_selects_the_smallest_shape_there(view, qtbot):
    with qtbot.waitSignal(view.selection_changed) as heard:
        click(view, 125, 125)
    assert heard.args == [(2,)]
    click(view, 220, 220)
    assert view.selected() == (1,)
    click(view, 380, 280)
    assert view.selected() == ()


def test_what_was_brought_to_the_front_is_painted_and_hit_before_what_is_smaller(view, qtbot):
    large = dataclasses.replace(shape(1, LARGE), color="#00ff00")
    view.update_shapes([large], [])
    below = view.grab().toImage()
    view.update_shapes([dataclasses.replace(large, z=1.0)], [])
    above = view.grab().toImage()
    # The outline of the small one lies under the fill of the large one now.
    place = at(view, SMALL.left, 125)
    assert below.pixelColor(place) != above.pixelColor(place)
    click(view, 125, 125)
    assert view.selected() == (1,)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert view.selected() == (2,)


def test_a_small_shape_inside_a_selected_large_one_can_be_selected(view):
    view.select([1])
    click(view, 125, 125)
    assert view.selected() == (2,)


def test_shift_and_control_click_add_and_take_away(view):
    click(view, 125, 125)
    click(view, 325, 75, modifiers=SHIFT)
    assert view.selected() == (2, 3)
    click(view, 125, 125, modifiers=CONTROL)
    assert view.selected() == (3,)


def test_a_rubber_band_selects_what_it_encloses(view):
    drag(view, (270, 20), (380, 150))
    assert view.selected() == (3,)


def test_tab_goes_through_the_shapes_under_the_pointer(view):
    view.setFocus()
    move(view, 125, 125)
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert view.selected() == (2,)
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert view.selected() == (1,)
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert view.selected() == (2,)


def test_dragging_a_shape_moves_it_once_and_never_out_of_the_picture(view, edits):
    drag(view, (325, 75), (315, 95))
    assert edits == [(3, Box(290, 70, 340, 120))]
    drag(view, (315, 95), (390, 95))
    assert edits[1:] == [(3, Box(350, 70, 400, 120))]
    assert view.selected() == (3,)


def test_a_drag_inside_the_selection_moves_all_of_it(view, edits):
    view.select([2, 3])
    drag(view, (125, 125), (125, 145))
    assert dict(edits) == {2: Box(100, 120, 150, 170), 3: Box(300, 70, 350, 120)}


def test_a_mask_moves_by_whole_pixels(view, edits):
    mask = masks.rasterise(
        Polygon(((20.0, 20.0), (40.0, 20.0), (40.0, 40.0), (20.0, 40.0))), 400, 300
    )
    view.set_shapes([shape(7, mask)])
    drag(view, (30, 30), (50, 60))
    [(key, moved)] = edits
    assert key == 7
    before, after = masks.mask_box(mask), masks.mask_box(moved)
    assert (after.left - before.left, after.top - before.top) == (20, 30)


def test_handles_resize_a_box(view, edits):
    view.select([2])
    drag(view, (150, 150), (180, 170))
    assert edits == [(2, Box(100, 100, 180, 170))]
    drag(view, (100, 135), (80, 135))
    assert edits[1:] == [(2, Box(80, 100, 180, 170))]


def test_a_handle_snaps_to_the_border_of_the_picture(view, edits):
    view.select([3])
    drag(view, (350, 75), (397, 75))
    assert edits == [(3, Box(300, 50, 400, 100))]


def test_a_vertex_is_moved_added_and_removed(view, edits):
    view.set_shapes([shape(5, TRIANGLE)])
    view.select([5])
    drag(view, (160, 60), (180, 70))
    assert edits[-1] == (5, Polygon(((60, 60), (180, 70), (60, 160))))
    drag(view, (60, 110), (40, 110))
    assert edits[-1] == (5, Polygon(((60, 60), (180, 70), (60, 160), (40, 110))))
    click(view, 40, 110, modifiers=ALT)
    assert edits[-1] == (5, Polygon(((60, 60), (180, 70), (60, 160))))
    click(view, 60, 60, modifiers=ALT)
    assert len(edits) == 3


def test_a_click_on_an_edge_adds_a_vertex_there(view, edits):
    view.set_shapes([shape(5, TRIANGLE)])
    view.select([5])
    click(view, 60, 110)
    assert edits == [(5, Polygon(((60, 60), (160, 60), (60, 160), (60, 110))))]


def test_escape_lets_go_of_a_shape_without_a_change(view, edits, qtbot):
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=at(view, 325, 75))
    move(view, 300, 120)
    with qtbot.waitSignal(view.draft_cancelled):
        QTest.keyClick(view, Qt.Key.Key_Escape)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=at(view, 300, 120))
    assert edits == []


def test_a_shape_that_is_replaced_while_it_is_dragged_is_let_go(view, edits):
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=at(view, 325, 75))
    move(view, 300, 120)
    view.update_shapes([], [3])
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=at(view, 300, 120))
    assert edits == []
    assert view.selected() == ()


def test_delete_asks_for_the_selection_to_be_deleted(view, qtbot):
    view.select([1, 2])
    with qtbot.waitSignal(view.delete_requested) as heard:
        QTest.keyClick(view, Qt.Key.Key_Delete)
    assert heard.args == [(1, 2)]


def test_hidden_shapes_are_not_hit(view):
    view.set_hidden([2])
    click(view, 125, 125)
    assert view.selected() == (1,)
    view.set_hidden("all")
    click(view, 325, 75)
    assert view.selected() == ()


def test_a_selection_outlives_new_shapes_as_far_as_they_are_there(view):
    view.select([1, 3])
    view.set_shapes([shape(3, APART), shape(4, SMALL)])
    assert view.selected() == (3,)


def test_a_click_in_the_box_tool_selects_and_handles_still_work(view, edits):
    view.set_tool(BOX)
    click(view, 125, 125)
    assert view.selected() == (2,)
    drag(view, (150, 150), (180, 170))
    assert edits == [(2, Box(100, 100, 180, 170))]


def hold(view, key, presses, modifiers=Qt.KeyboardModifier.NoModifier):
    """An arrow key that repeats itself until it is let go."""
    for number in range(presses):
        repeats = number > 0
        event = QKeyEvent(QEvent.Type.KeyPress, key, modifiers, "", repeats)
        QApplication.sendEvent(view, event)
    QApplication.sendEvent(view, QKeyEvent(QEvent.Type.KeyRelease, key, modifiers))


def test_a_held_arrow_moves_the_selection_once_and_never_out_of_the_picture(view, edits):
    click(view, 325, 75)
    hold(view, Qt.Key.Key_Right, 3)
    assert edits == [(3, Box(303, 50, 353, 100))]
    hold(view, Qt.Key.Key_Up, 9, SHIFT)
    assert edits[1:] == [(3, Box(303, 0, 353, 50))]
    hold(view, Qt.Key.Key_Up, 2)
    assert len(edits) == 2


def test_arrows_move_all_that_is_selected(view, edits):
    view.select([1, 2])
    hold(view, Qt.Key.Key_Down, 1, SHIFT)
    assert dict(edits) == {1: Box(50, 60, 250, 260), 2: Box(100, 110, 150, 160)}


def test_what_is_moved_by_arrows_stays_where_another_key_is_pressed(view, edits):
    view.select([3])
    QTest.keyPress(view, Qt.Key.Key_Left)
    QTest.keyPress(view, Qt.Key.Key_W)
    QTest.keyRelease(view, Qt.Key.Key_Left)
    assert edits == [(3, Box(299, 50, 349, 100))]


def test_arrows_do_nothing_to_what_was_just_drawn(view, edits):
    view.set_tool(BOX)
    view.select([3], drawn=True)
    hold(view, Qt.Key.Key_Left, 2)
    assert edits == []


def test_a_click_chooses_a_vertex_and_a_click_elsewhere_lets_go_of_it(view, edits):
    view.set_shapes([shape(5, TRIANGLE)])
    view.select([5])
    click(view, 160, 60)
    assert view.stage.vertices == {1}
    click(view, 80, 80)
    assert not view.stage.vertices
    click(view, 160, 60)
    view.update_shapes([shape(5, Polygon((*TRIANGLE.points, (50.0, 50.0))))])
    assert not view.stage.vertices
    assert edits == []


def test_a_box_has_no_vertices(view):
    view.select([3])
    click(view, 350, 100)
    assert not view.stage.vertices


@pytest.mark.parametrize("point", [(50, 50), (70, 200)], ids=["handle", "inside"])
def test_what_is_deleted_while_it_is_in_the_hand_stays_deleted(view, edits, point):
    view.select([1])
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=at(view, *point))
    view.update_shapes((), [1])
    move(view, 20, 20)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=at(view, 20, 20))
    assert (edits, list(view.stage.index)) == ([], [2, 3])


def test_keys_move_and_exchange_nothing_that_the_mouse_has_in_hand(view, edits):
    view.select([1])
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=at(view, 70, 200))
    move(view, 80, 200)
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Tab)
    move(view, 90, 200)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=at(view, 90, 200))
    assert edits == [(1, Box(70, 50, 270, 250))]


def test_nothing_leaves_the_image_that_came_into_the_hand_during_a_drag(view, edits):
    view.select([3])
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=at(view, 325, 75))
    view.set_shapes([shape(3, Box(350, 0, 400, 50))])
    move(view, 350, 25)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=at(view, 350, 25))
    assert edits == []
