"""What helps to look at an image: rulers, overview, cross-hair, values; and that nothing jumps."""

from itertools import pairwise

import numpy as np
import pytest
import tifffile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.canvas.image_layer import fitted
from desktop.canvas.image_source import DecodedImage, ImageSource
from desktop.canvas.navigation import LARGEST
from desktop.canvas.overview import Overview
from desktop.canvas.rulers import THICKNESS, step_of
from desktop.canvas.tools.table import BOX, BRUSH, SELECT, TOOLS
from desktop.canvas.view import CanvasView
from engine.geometry.types import Box
from tests.helpers.canvas import at, drag, move, save_picture, shape, show_canvas

NEITHER = 120
"""A height at which neither line of a cross-hair is."""


@pytest.fixture
def view(qtbot, tmp_path):
    return show_canvas(qtbot, tmp_path)


@pytest.fixture
def overview(view):
    return Overview(view)


def on_screen(view, x, y):
    return view.viewport().mapToGlobal(at(view, x, y))


def color_at(view, position):
    return view.viewport().grab().toImage().pixelColor(position).getRgb()[:3]


# -- rulers


@given(st.floats(0.001, 1e6))
def test_steps_are_those_that_people_count_in(least):
    step = step_of(least)
    assert step >= least and str(step).rstrip("0") in ("1", "2", "5")


@pytest.mark.parametrize("factor", [0.1, 1.0, 7.3, 64.0])
def test_rulers_show_round_numbers_that_have_room(view, factor):
    view.show_rulers(True)
    view.zoom_by(factor)
    numbers = view.rulers.above.numbers()
    steps = {b - a for a, b in pairwise(numbers)}
    assert len(steps) <= 1 and all(step * view.zoom() >= 50 for step in steps)
    assert all(0 <= number <= 400 for number in numbers)
    assert all(0 <= number <= 300 for number in view.rulers.left.numbers())


def test_rulers_move_no_image_that_was_zoomed(view):
    view.zoom_by(3)
    before = on_screen(view, 200, 150)
    view.show_rulers(True)
    assert view.viewport().pos() == QPoint(THICKNESS, THICKNESS)
    assert on_screen(view, 200, 150) == before
    view.show_rulers(False)
    assert on_screen(view, 200, 150) == before
    assert view.viewport().pos() == QPoint(0, 0)


def test_an_image_that_fits_still_fits_beside_the_rulers(view):
    view.resize(300, 200)
    view.fit()
    view.show_rulers(True)
    for corner in ((0, 0), (400, 300)):
        assert view.viewport().rect().contains(at(view, *corner))


def test_the_pointer_is_marked_on_both_rulers(view):
    view.show_rulers(True)
    before = view.rulers.above.grab().toImage(), view.rulers.left.grab().toImage()
    move(view, 123, 45)
    above, left = view.rulers.above.grab().toImage(), view.rulers.left.grab().toImage()
    changed = [
        {x for x in range(above.width()) if above.pixel(x, 2) != before[0].pixel(x, 2)},
        {y for y in range(left.height()) if left.pixel(2, y) != before[1].pixel(2, y)},
    ]
    place = at(view, 123, 45)
    assert changed == [{place.x()}, {place.y()}]


# -- overview


def test_the_overview_is_there_when_not_all_is_in_sight(view, overview):
    view.fit()
    assert not overview.isVisible()
    view.zoom_by(4)
    assert overview.isVisible()
    inside = view.rect().adjusted(1, 1, -1, -1)
    assert inside.contains(overview.geometry())
    view.resize(500, 400)
    assert view.rect().contains(overview.geometry())
    view.clear()
    assert not overview.isVisible()


def test_its_frame_is_what_is_in_sight(view, overview):
    view.zoom_by(8)
    view.navigator.center_on(QPointF(100, 75))
    share = overview.width() / 400
    seen = view.navigator.in_sight()
    frame = overview.frame()
    assert frame.center().x() == pytest.approx(seen.center().x() * share, abs=1)
    assert frame.width() == pytest.approx(seen.width() * share, abs=1)


def test_a_drag_in_the_overview_moves_the_view(view, overview):
    view.zoom_by(8)
    share = overview.width() / 400
    QTest.mousePress(overview, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert (view.navigator.in_sight().center() - QPointF(20, 20) / share).manhattanLength() < 1
    QTest.mouseMove(overview, QPoint(100, 60))
    QTest.mouseRelease(overview, Qt.MouseButton.LeftButton, pos=QPoint(100, 60))
    assert (view.navigator.in_sight().center() - QPointF(100, 60) / share).manhattanLength() < 1


def test_the_overview_shows_the_image_in_hand(view, overview, qtbot, tmp_path):
    view.zoom_by(8)
    assert overview.grab().toImage().pixelColor(5, 5).red() > overview_blue(overview, 5, 5)
    Image.new("RGB", (400, 300), (0, 0, 255)).save(tmp_path / "blue.png")
    with qtbot.waitSignal(view.image_loaded):
        view.set_image(ImageSource(tmp_path / "blue.png", 400, 300))
    assert overview_blue(overview, 5, 5) > overview.grab().toImage().pixelColor(5, 5).red()


def overview_blue(overview, x, y):
    return overview.grab().toImage().pixelColor(x, y).blue()


def test_a_folded_overview_is_a_button(view, overview, qtbot):
    view.zoom_by(8)
    with qtbot.waitSignal(overview.fold_wanted) as heard:
        QTest.mouseClick(overview.button, Qt.MouseButton.LeftButton)
    overview.fold(*heard.args)
    assert overview.size() == overview.button.size()
    with qtbot.waitSignal(overview.fold_wanted) as heard:
        QTest.mouseClick(overview.button, Qt.MouseButton.LeftButton)
    overview.fold(*heard.args)
    assert overview.width() == 160 and overview.height() == 120


# -- cross-hair


def crosses(view):
    """Whether lines go through the pointer, far from it, too."""
    # Where the pointer is already, it does not move.
    move(view, 90, 50)
    move(view, 100, 60)
    with_lines = color_at(view, at(view, 100, NEITHER + 30)), color_at(view, at(view, 300, 60))
    return with_lines != ((255, 0, 0), (0, 0, 255))


def test_every_tool_that_aims_has_a_cross_hair(view):
    for spec in TOOLS:
        view.set_tool(spec)
        assert crosses(view) == spec.cross_hair, spec.act
    assert not SELECT.cross_hair and not BRUSH.cross_hair and BOX.cross_hair


def test_nobody_who_wants_none_has_a_cross_hair(view):
    view.set_tool(BOX)
    view.cross_hair.want(False)
    assert not crosses(view)
    view.cross_hair.want(True)
    assert crosses(view)


def test_a_cross_hair_follows_a_drag_and_ends_with_the_canvas(view):
    view.set_tool(BOX)
    viewport = view.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=at(view, 20, 20))
    QTest.mouseMove(viewport, at(view, 100, 60))
    assert color_at(view, at(view, 300, 60)) != (0, 0, 255)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=at(view, 100, 60))
    view.select(())
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert color_at(view, at(view, 300, 60)) == (0, 0, 255)


# -- values


def test_values_stand_in_pixels_that_have_room(view):
    def tones():
        shown = view.viewport().grab().toImage()
        area = view.viewport().rect()
        inside = QRectF(at(view, 100, 100), at(view, 101, 101)).toRect() & area
        return {
            shown.pixel(x, y)
            for x in range(inside.left() + 1, inside.right())
            for y in range(inside.top() + 1, inside.bottom())
        }

    view.zoom_by(LARGEST)
    view.navigator.center_on(QPointF(100.5, 100.5))
    assert len(tones()) > 2
    view.show_values(False)
    assert len(tones()) == 1
    view.show_values(True)
    view.zoom_by(0.5)
    view.navigator.center_on(QPointF(100.5, 100.5))
    assert len(tones()) == 1


@pytest.mark.parametrize(
    ("pixels", "expected"),
    [
        (np.full((30, 40), 51234, np.uint16), (51234,)),
        (np.full((30, 40), -1.25, np.float32), (-1.25,)),
        (np.tile(np.array([7, 800, 65535], np.uint16), (30, 40, 1)), (7, 800, 65535)),
        (np.tile(np.array([7, 80, 255], np.uint8), (30, 40, 1)), (7, 80, 255)),
        (np.full((30, 40), 9, np.uint8), (9, 9, 9)),
    ],
    ids=["16 bits", "float", "16 bits in colours", "8 bits in colours", "8 bits"],
)
def test_a_value_is_that_of_the_file(view, qtbot, tmp_path, pixels, expected):
    tifffile.imwrite(tmp_path / "values.tif", pixels)
    with qtbot.waitSignal(view.image_loaded):
        view.set_image(ImageSource(tmp_path / "values.tif", 40, 30))
    decoded = view.image.decoded
    assert decoded.value_at(3, 4) == expected
    for outside in ((-1, 0), (40, 0), (0, 30)):
        assert decoded.value_at(*outside) is None


def test_a_preview_has_no_values(view):
    finest = view.image.levels[:1]
    assert DecodedImage(finest, is_final=False, is_exact=False).value_at(3, 4) is None


# -- nothing jumps


@pytest.mark.parametrize("factor", [1.2, 0.83, 9.0])
@pytest.mark.parametrize("place", [(13, 17), (250, 140), (399, 299)])
def test_zooming_keeps_the_point_under_the_pointer(view, factor, place):
    view.zoom_by(1.7)
    position = at(view, *place)
    before = view.navigator.to_scene(QPointF(position))
    for _ in range(3):
        view._zoom_at(factor, QPointF(position))
        after = view.navigator.to_scene(QPointF(position))
        # Scroll bars go in whole pixels of the screen.
        assert (after - before).manhattanLength() * view.zoom() <= 1.5


def test_an_image_that_arrives_late_moves_nothing(view, qtbot, tmp_path):
    path = save_picture(tmp_path / "late.jpg", 4000, 3000)
    moves = []
    with qtbot.waitSignal(view.image_loaded, timeout=20_000):
        view.set_image(ImageSource(path, 4000, 3000))
        view.zoom_by(7)
        view.navigator.pan_by(40, -25)
        before = view.viewportTransform()
        view.moved.connect(lambda: moves.append(1))
    assert view.viewportTransform() == before and moves == []


def test_an_annotation_that_arrives_late_moves_nothing(view):
    view.zoom_by(7)
    view.navigator.pan_by(40, -25)
    before = view.viewportTransform()
    view.update_shapes([shape(1, Box(0, 0, 390, 290)), shape(2, Box(350, 250, 400, 300))])
    view.select([2])
    assert view.viewportTransform() == before


# -- comparing


def test_another_image_lies_over_the_one_in_hand(view, qtbot, tmp_path):
    Image.new("RGB", (400, 300), (0, 255, 0)).save(tmp_path / "green.png")
    with qtbot.waitSignal(view.compared.loaded):
        view.image_layer.compare(ImageSource(tmp_path / "green.png", 400, 300))
    red, green, _ = color_at(view, at(view, 50, 50))
    assert abs(red - 128) <= 1 and abs(green - 128) <= 1
    view.image_layer.set_opacity(1.0)
    assert color_at(view, at(view, 50, 50)) == (0, 255, 0)
    view.image_layer.compare(None)
    assert color_at(view, at(view, 50, 50)) == (255, 0, 0)


def test_an_image_of_another_shape_lies_in_the_middle(view, qtbot, tmp_path):
    Image.new("RGB", (50, 100), (0, 255, 0)).save(tmp_path / "high.png")
    view.image_layer.set_opacity(1.0)
    with qtbot.waitSignal(view.compared.loaded):
        view.image_layer.compare(ImageSource(tmp_path / "high.png", 50, 100))
    lies = fitted(view.compared.size, QRectF(0, 0, 400, 300))
    assert lies == QRectF(125, 0, 150, 300)
    seen = [color_at(view, at(view, x, 150)) for x in (120, 130, 270, 280)]
    assert seen == [(255, 0, 0), (0, 255, 0), (0, 255, 0), (0, 0, 255)]


def test_the_image_in_hand_is_drawn_on_while_another_lies_over_it(view, qtbot, tmp_path):
    Image.new("RGB", (800, 600), (0, 255, 0)).save(tmp_path / "green.png")
    with qtbot.waitSignal(view.compared.loaded):
        view.image_layer.compare(ImageSource(tmp_path / "green.png", 800, 600))
    view.set_tool(BOX)
    drawn = []
    view.geometry_drawn.connect(drawn.append)
    drag(view, (50, 50), (150, 150))
    assert drawn == [Box(50, 50, 150, 150)]


def test_a_canvas_without_an_image_has_nothing_to_look_at(qtbot):
    view = CanvasView()
    qtbot.addWidget(view)
    view.show()
    Overview(view)
    view.show_rulers(True)
    assert view.rulers.above.numbers() == [0]
    view.grab()
