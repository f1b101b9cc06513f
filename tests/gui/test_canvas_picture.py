"""Pictures on the canvas: loading, zooming, panning, how shapes look."""

import dataclasses

import numpy as np
import pytest
import tifffile
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QPalette, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.canvas.image_source import ImageSource
from desktop.canvas.shape import CanvasShape
from desktop.canvas.shape_layer import tag_text
from desktop.canvas.tools.table import BOX
from desktop.canvas.view import CanvasView
from engine.geometry import masks
from engine.geometry.types import Box, Polygon
from engine.images import read
from tests.helpers.canvas import at, drag, save_picture, shape, show_canvas

RED, BLUE = (255, 0, 0), (0, 0, 255)


@pytest.fixture
def view(qtbot, tmp_path):
    return show_canvas(qtbot, tmp_path)


def color_at(view, x, y):
    color = view.grab().toImage().pixelColor(at(view, x, y))
    return color.red(), color.green(), color.blue()


def zoom_by_wheel(view, position, notches):
    event = QWheelEvent(
        QPointF(position),
        view.viewport().mapToGlobal(QPointF(position)),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def test_a_picture_is_shown_as_a_whole(view):
    view.fit()
    assert color_at(view, 20, 20) == RED
    assert color_at(view, 380, 280) == BLUE
    assert view.viewport().rect().contains(at(view, 0, 0))
    assert view.viewport().rect().contains(at(view, 400, 300))


def test_an_orientation_in_the_file_is_applied(qtbot, tmp_path):
    path = tmp_path / "turned.jpg"
    exif = Image.Exif()
    exif[274] = 6
    picture = Image.open(save_picture(tmp_path / "upright.png"))
    picture.save(path, quality=95, exif=exif)
    view = show_canvas(qtbot, tmp_path)
    with qtbot.waitSignal(view.image_loaded):
        view.set_image(ImageSource(path, 300, 400))
    red, _, blue = color_at(view, 150, 50)
    assert red > 200 and blue < 60
    red, _, blue = color_at(view, 150, 350)
    assert red < 60 and blue > 200


def test_a_large_picture_is_shown_coarse_and_then_fine(qtbot, tmp_path):
    path = save_picture(tmp_path / "large.jpg", 9000, 6000)
    view = CanvasView()
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.show()
    shown = []
    view.image.changed.connect(lambda: shown.append(color_at(view, 1000, 3000)))
    with qtbot.waitSignal(view.image_loaded, timeout=20_000):
        view.set_image(ImageSource(path, 9000, 6000))
    assert len(shown) == 2
    assert all(red > 200 and blue < 60 for red, _, blue in shown)
    view.zoom_by(200)
    assert color_at(view, 4496, 3000)[0] > 150
    assert color_at(view, 4504, 3000)[2] > 150


def test_a_picture_that_cannot_be_decoded_is_reported(view, qtbot, tmp_path):
    path = tmp_path / "text.jpg"
    path.write_text("not a picture")
    with qtbot.waitSignal(view.image_failed) as heard:
        view.set_image(ImageSource(path, 400, 300))
    assert heard.args[0].code == "not_a_picture"
    assert view.image.size.isEmpty()


def test_a_picture_that_is_gone_says_so_on_the_canvas_and_takes_no_drawing(view, qtbot, tmp_path):
    view.resize(400, 300)
    view.show()
    view.image_failed.connect(lambda error: view.set_empty_text(str(error)))
    drawn = []
    view.geometry_drawn.connect(drawn.append)
    view.set_tool(BOX)
    with qtbot.waitSignal(view.image_failed):
        view.set_image(ImageSource(tmp_path / "gone.png", 200, 120))
    shown = view.viewport().grab().toImage()
    points = [(x, y) for x in range(shown.width()) for y in range(shown.height())]
    assert len({shown.pixel(*point) for point in points}) > 1
    drag(view, (150, 120), (220, 170))
    assert drawn == []


@pytest.mark.parametrize("name", ["float.tif", "deep.png", "turned.webp", "turned.tif", "zstd.tif"])
def test_the_window_shows_just_what_the_engine_reads(view, qtbot, tmp_path, name):
    write_odd_picture(tmp_path / name)
    pixels = read(tmp_path / name)
    height, width = pixels.shape[:2]
    view.resize(width, height)
    view.show()
    with qtbot.waitSignal(view.image_loaded):
        view.set_image(ImageSource(tmp_path / name, width, height))
    view.zoom_to_actual()
    (finest,) = view.image.levels
    painted = [finest.pixelColor(x, y).getRgb()[:3] for x in range(0, width, 7) for y in (0, 9)]
    assert painted == [tuple(pixels[y, x]) for x in range(0, width, 7) for y in (0, 9)]


def test_the_last_of_two_pictures_wins(view, qtbot, tmp_path):
    other = tmp_path / "other.png"
    Image.fromarray(np.full((300, 400, 3), 128, np.uint8)).save(other)
    with qtbot.waitSignal(view.image_loaded):
        view.set_image(ImageSource(save_picture(tmp_path / "first.png", 4000, 3000), 4000, 3000))
        view.set_image(ImageSource(other, 400, 300))
    QTest.qWait(200)
    assert color_at(view, 20, 20) == (128, 128, 128)


def test_zoom_and_position_stay_for_a_picture_of_the_same_size(view, tmp_path):
    view.zoom_by(5)
    view.navigator.pan_by(37, -21)
    before = view.viewportTransform()
    view.set_image(ImageSource(save_picture(tmp_path / "next.png"), 400, 300))
    assert view.viewportTransform() == before
    view.set_image(ImageSource(save_picture(tmp_path / "wide.png", 500, 300), 500, 300))
    assert view.viewportTransform() != before


def test_the_wheel_with_control_zooms_around_the_pointer(view, qtbot):
    position = at(view, 100, 100)
    with qtbot.waitSignal(view.zoom_changed):
        zoom_by_wheel(view, position, 6)
    assert view.zoom() == pytest.approx(1.2**6)
    moved = at(view, 100, 100) - position
    assert abs(moved.x()) <= 1 and abs(moved.y()) <= 1


def test_the_middle_button_pans(view):
    before = at(view, 200, 150)
    drag(view, (200, 150), (260, 120), button=Qt.MouseButton.MiddleButton)
    assert at(view, 200, 150) - before == QPoint(60, -30)


def test_space_pans_when_held_and_says_so_when_tapped(view, qtbot):
    before = at(view, 200, 150)
    QTest.keyPress(view, Qt.Key.Key_Space)
    drag(view, (200, 150), (260, 120))
    with qtbot.assertNotEmitted(view.space_tapped):
        QTest.keyRelease(view, Qt.Key.Key_Space)
    assert at(view, 200, 150) - before == QPoint(60, -30)
    with qtbot.waitSignal(view.space_tapped):
        QTest.keyClick(view, Qt.Key.Key_Space)


def test_a_fitting_picture_fits_after_the_window_is_resized(view):
    view.fit()
    view.resize(400, 300)
    assert view.zoom() < 1
    assert view.viewport().rect().contains(at(view, 400, 300))


def test_pixels_are_squares_from_four_hundred_per_cent_on(view):
    view.zoom_by(20)
    assert color_at(view, 199.95, 150) == RED
    assert color_at(view, 200.05, 150) == BLUE


def test_pointer_positions_are_reported_in_image_pixels(view, qtbot):
    with qtbot.waitSignal(view.pointer_moved) as heard:
        QTest.mouseMove(view.viewport(), at(view, 123, 45))
    assert heard.args == [123.0, 45.0]


def test_human_shapes_are_filled_and_suggestions_are_not(view):
    view.set_shapes(
        [shape(1, Box(20, 50, 120, 150)), shape(2, Box(20, 170, 120, 270), dashed=True)]
    )
    assert color_at(view, 70, 100) != RED
    assert color_at(view, 70, 220) == RED
    view.set_hidden("all")
    assert color_at(view, 70, 100) == RED


def test_a_changed_shape_is_painted_where_it_is_now(view):
    view.set_shapes([shape(1, Box(20, 50, 120, 150))])
    view.grab()
    view.update_shapes([shape(1, Box(220, 50, 320, 150))])
    assert color_at(view, 70, 100) == RED
    assert color_at(view, 270, 100) != BLUE
    view.update_shapes([], [1])
    assert color_at(view, 270, 100) == BLUE


def test_a_mask_is_painted_with_its_holes(view):
    array = np.zeros((300, 400), bool)
    array[50:150, 20:120] = True
    array[80:120, 50:90] = False
    view.set_shapes([shape(1, masks.encode(array))])
    assert color_at(view, 35, 100) != RED
    assert color_at(view, 70, 100) == RED


def test_many_shapes_look_the_same_in_every_scrolled_strip(view):
    view.set_shapes(
        shape(n, Polygon(((x, y), (x + 8, y), (x, y + 8))))
        for n, (x, y) in enumerate((x, y) for x in range(0, 390, 12) for y in range(0, 290, 12))
    )
    view.zoom_by(3)
    view.grab()
    for _ in range(5):
        view.navigator.pan_by(7, 5)
        view.grab()
    scrolled = view.grab().toImage()
    view.refresh()
    assert scrolled == view.grab().toImage()


def test_without_a_picture_a_sentence_is_shown_on_a_neutral_ground(view):
    view.clear()
    blank = view.grab().toImage()
    view.set_empty_text("Add pictures to begin.")
    assert view.grab().toImage() != blank
    corner = blank.pixelColor(2, 2)
    assert corner.saturation() < 10
    view.setPalette(QPalette(QColor("#2b2b2b")))
    assert view.grab().toImage().pixelColor(2, 2).lightness() < corner.lightness()


def write_odd_picture(path):
    """A gradient that Qt and Pillow would each show in another way."""
    ramp = np.tile(np.linspace(0, 1, 90, dtype=np.float32), (30, 1))
    colours = np.stack([ramp, ramp[:, ::-1], ramp * 0.5], axis=-1)
    exif = Image.Exif()
    exif[274] = 6
    match path.name:
        case "float.tif":
            tifffile.imwrite(path, ramp)
        case "deep.png":
            Image.fromarray((ramp * 9000).astype(np.uint16)).save(path)
        case "turned.webp":
            Image.fromarray((colours * 255).astype(np.uint8)).save(path, lossless=True, exif=exif)
        case "turned.tif":
            Image.fromarray((colours * 255).astype(np.uint8)).save(path, tiffinfo={274: 6})
        case "zstd.tif":
            tifffile.imwrite(path, (colours * 255).astype(np.uint8), compression="zstd")


def test_a_suggestion_is_named_where_its_shape_has_room_for_the_name(qtbot):
    shape = CanvasShape(1, Box(0, 0, 9, 9), "#e69f00", "flower", dashed=True, score=0.914)
    assert tag_text(shape, 200.0) == "flower 0.91"
    assert tag_text(shape, 41.0) == "0.91"
    assert tag_text(dataclasses.replace(shape, score=None), 41.0) == "flower"
