"""Painting and erasing masks on the canvas."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.canvas.brush import LARGEST, SMALLEST, Brush
from desktop.canvas.tools.table import BOX, BRUSH, ERASER
from engine.geometry.masks import decode, mask_area
from engine.geometry.ops import contains
from engine.geometry.types import Box
from tests.helpers.canvas import at, click, drag, move, shape, show_canvas

SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier


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
    view.geometries_edited.connect(lambda edited: edits.extend(edited.items()))
    return edits


def test_a_stroke_is_a_mask_without_gaps(view, drawn):
    view.set_tool(BRUSH)
    drag(view, (50, 100), (250, 100))
    [mask] = drawn
    assert (mask.width, mask.height) == (400, 300)
    row = decode(mask)[100]
    assert row[50:250].all()
    assert not row[:37].any()
    assert not row[264:].any()


def test_a_click_paints_the_brush_itself(view, drawn):
    view.set_tool(BRUSH)
    click(view, 100, 100)
    assert mask_area(drawn[0]) == pytest.approx(3.14 * 12 * 12, rel=0.05)
    view.stage.set_brush(Brush(24, is_square=True))
    click(view, 200, 100)
    assert mask_area(drawn[1]) == 24 * 24


def test_the_next_stroke_goes_on_with_the_selected_object(view, drawn, edits):
    view.set_shapes([shape(1, Box(50, 50, 100, 100))])
    view.select([1])
    view.set_tool(BRUSH)
    drag(view, (90, 75), (150, 75))
    assert drawn == []
    [(key, mask)] = edits
    assert key == 1
    assert contains(mask, 55, 95)
    assert contains(mask, 150, 75)


def test_what_was_just_drawn_with_another_tool_is_not_painted_on(view, drawn, edits):
    view.set_tool(BOX)
    view.set_shapes([shape(1, Box(50, 50, 100, 100))])
    view.select([1], drawn=True)
    view.set_tool(BRUSH)
    drag(view, (90, 75), (150, 75))
    assert edits == []
    assert len(drawn) == 1


def test_escape_lets_go_of_the_object_and_keeps_the_brush(view, drawn, edits):
    view.set_shapes([shape(1, Box(50, 50, 100, 100))])
    view.set_tool(BRUSH)
    view.select([1])
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.tool() is BRUSH
    click(view, 75, 75)
    assert edits == []
    assert len(drawn) == 1


def test_another_class_is_for_another_object(view, drawn, edits):
    view.set_shapes([shape(1, Box(50, 50, 100, 100))])
    view.set_tool(BRUSH)
    view.select([1], drawn=True)
    view.set_draft_class("#ff0000", "mask")
    click(view, 75, 75)
    assert edits == []
    assert len(drawn) == 1


def test_alt_erases_with_the_brush(view, edits):
    view.set_shapes([shape(1, Box(50, 50, 150, 150))])
    view.select([1])
    view.set_tool(BRUSH)
    drag(view, (40, 100), (160, 100), modifiers=ALT)
    [(_, mask)] = edits
    assert contains(mask, 100, 60)
    assert contains(mask, 100, 140)
    assert not contains(mask, 100, 100)


def test_the_eraser_takes_the_smallest_object_where_it_begins(view, edits):
    view.set_shapes([shape(1, Box(20, 20, 300, 280)), shape(2, Box(50, 50, 150, 150))])
    view.set_tool(ERASER)
    click(view, 100, 100)
    [(key, mask)] = edits
    assert key == 2
    assert not contains(mask, 100, 100)
    assert contains(mask, 60, 60)


def test_an_object_of_which_nothing_is_left_is_deleted(view, edits):
    gone = []
    view.delete_requested.connect(gone.append)
    view.set_shapes([shape(1, Box(95, 95, 105, 105))])
    view.set_tool(ERASER)
    click(view, 100, 100)
    assert gone == [(1,)]
    assert edits == []


def test_shift_paints_a_straight_line_from_the_last_stroke(view, drawn):
    view.set_tool(BRUSH)
    click(view, 50, 50)
    click(view, 250, 50, modifiers=SHIFT)
    assert decode(drawn[1])[50, 50:250].all()


def test_the_wheel_sizes_the_brush(view):
    view.set_tool(BRUSH)
    before = view.stage.brush.diameter
    center = QPointF(at(view, 200, 150))
    event = QWheelEvent(
        center,
        QPointF(view.viewport().mapToGlobal(center.toPoint())),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)
    assert view.stage.brush.diameter > before


def test_a_brush_has_a_smallest_and_a_largest_size():
    assert Brush(3).resized(-50).diameter == SMALLEST
    assert Brush(3).resized(50).diameter == LARGEST
    sizes = [Brush(SMALLEST).resized(n).diameter for n in range(10)]
    assert sizes == sorted(set(sizes))


def test_the_stroke_is_seen_while_it_is_painted(view):
    view.set_draft_class("#00ff00", "mask")
    view.set_tool(BRUSH)
    viewport = view.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=at(view, 50, 100))
    QTest.mouseMove(viewport, at(view, 150, 100))
    color = view.grab().toImage().pixelColor(viewport.mapTo(view, at(view, 100, 100)))
    assert color.green() > 100
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=at(view, 150, 100))
    move(view, 300, 250)
    color = view.grab().toImage().pixelColor(viewport.mapTo(view, at(view, 100, 100)))
    assert color.green() == 0
