"""How the picture is looked at: by keys and a panel, said on the picture, and changing nothing."""

import numpy as np
import pytest
import tifffile
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel

from desktop.actions import Act
from desktop.canvas.adjustment import AMOUNTS, CHANNELS, FALSE_COLORS, PLAIN, Adjustment
from desktop.jobs.assist_client import AssistClient
from desktop.pages.annotate.page import AnnotatePage
from desktop.project_session import ProjectSession
from engine.geometry.types import Box
from engine.project.rows import ImageFilter
from engine.project.store import Store
from tests.helpers.canvas import at, drag
from tests.helpers.stores import draw_images, make_store
from tests.helpers.window import close_page, open_bench

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def display(bench):
    return bench.page.display


@pytest.fixture
def sizes(qtbot, tmp_path):
    """A project with a picture of 160x120 and then one of 300x100."""
    store = Store.create(tmp_path / "sizes.saegim")
    Image.new("RGB", (160, 120), "red").save(tmp_path / "a.png")
    Image.new("RGB", (300, 100), "blue").save(tmp_path / "b.png")
    store.images.add([tmp_path / "a.png", tmp_path / "b.png"])
    made = open_bench(qtbot, store, tmp_path)
    yield made
    made.close()


def wait_for_image(bench, qtbot):
    qtbot.waitUntil(lambda: bench.page.canvas.image.is_complete)


def seen(bench, x, y):
    canvas = bench.page.canvas
    return canvas.viewport().grab().toImage().pixelColor(at(canvas, x, y)).getRgb()[:3]


def badge(control):
    return "" if control.badge.isHidden() else control.badge.text()


def point(bench, x, y):
    """Move the pointer there, from elsewhere."""
    for place in ((x + 9, y + 9), (x, y)):
        QTest.mouseMove(bench.page.canvas.viewport(), at(bench.page.canvas, *place))


# -- colours


def test_a_key_opens_the_panel_and_a_slider_is_seen_and_said(bench, display, qtbot):
    wait_for_image(bench, qtbot)
    bench.press(Qt.Key.Key_F5)
    assert display.panel.isVisible()
    display.panel.sliders["brightness"].setValue(100)
    assert seen(bench, 80, 60) == (255, 255, 255)
    assert badge(display) == "Not shown as it is: Brightness"
    assert display.panel._numbers["brightness"].text() == "+100 %"
    display.panel.close()


def test_nothing_in_the_panel_is_cut_off(bench, display, qtbot):
    display.open_panel()
    words = [*display.panel.findChildren(QCheckBox), *display.panel.findChildren(QComboBox)]
    words += [text for text in display.panel.findChildren(QLabel) if not text.wordWrap()]
    assert len(words) >= 9
    assert [word for word in words if word.width() < word.sizeHint().width()] == []
    display.panel.close()


def test_a_key_shows_the_picture_as_it_is_again(bench, display, qtbot):
    wait_for_image(bench, qtbot)
    before = seen(bench, 80, 60)
    display.adjust(Adjustment(10, 20, 30, CHANNELS[2], FALSE_COLORS[1]))
    assert seen(bench, 80, 60) != before
    bench.press(Qt.Key.Key_F6)
    assert seen(bench, 80, 60) == before
    assert badge(display) == ""
    assert display.panel.sliders["gamma"].value() == 0
    assert display.panel.colors.currentIndex() == 0
    assert not display.panel.plain.isEnabled()


def test_a_click_on_the_badge_or_the_button_does_too(bench, display):
    layer = bench.page.canvas.image_layer
    for button in (display.badge, display.panel.plain):
        display.adjust(Adjustment(contrast=50))
        button.click()
        assert layer.adjustment == PLAIN


@pytest.mark.parametrize("row", AMOUNTS, ids=lambda row: row.field)
def test_every_amount_has_a_slider(bench, display, row):
    display.panel.sliders[row.field].setValue(-40)
    assert bench.page.canvas.image_layer.adjustment == Adjustment(**{row.field: -40})


def test_channel_and_false_colors_are_chosen_from_their_tables(bench, display):
    panel, layer = display.panel, bench.page.canvas.image_layer
    panel.channel.activated.emit(3)
    panel.colors.activated.emit(2)
    assert layer.adjustment == Adjustment(channel=CHANNELS[3], colors=FALSE_COLORS[2])
    assert badge(display) == "Not shown as it is: Green only, False colours"


def test_the_next_picture_is_shown_so_too(bench, display, qtbot):
    display.adjust(Adjustment(brightness=-100))
    bench.press(Qt.Key.Key_D)
    wait_for_image(bench, qtbot)
    assert seen(bench, 80, 60) == (0, 0, 0)
    assert badge(display)


def test_neither_files_nor_models_see_it(bench, display, qtbot):
    wait_for_image(bench, qtbot)
    steps, path = bench.session.undo_stack.index(), bench.store.images.path(bench.page.image.row)
    before = path.read_bytes(), bench.page.image.reference(), bench.page.canvas.image.levels
    display.adjust(Adjustment(brightness=100, colors=FALSE_COLORS[3]))
    seen(bench, 80, 60)
    after = path.read_bytes(), bench.page.image.reference(), bench.page.canvas.image.levels
    assert after == before
    assert bench.session.undo_stack.index() == steps


# -- comparing


def test_the_previous_picture_is_laid_over_by_a_key(sizes, qtbot):
    sizes.press(Qt.Key.Key_F7)
    comparing = sizes.page.display.comparing
    assert badge(comparing) == "No previous picture to compare with"
    sizes.press(Qt.Key.Key_D)
    qtbot.waitUntil(lambda: sizes.page.canvas.compared.is_complete)
    wait_for_image(sizes, qtbot)
    assert badge(comparing) == "a.png laid over at 50 % · scaled, it has 160 \u00d7 120"
    red, _, blue = seen(sizes, 150, 50)
    assert abs(red - 128) <= 1 and abs(blue - 128) <= 1
    assert seen(sizes, 10, 50) == (0, 0, 255)
    sizes.press(Qt.Key.Key_F7)
    assert seen(sizes, 150, 50) == (0, 0, 255) and badge(comparing) == ""


def test_how_much_of_it_is_seen_is_set_in_the_panel(sizes, qtbot):
    panel = sizes.page.display.panel
    assert not panel.opacity.isEnabled()
    sizes.press(Qt.Key.Key_D)
    panel.compare.click()
    wait_for_image(sizes, qtbot)
    assert panel.opacity.isEnabled() and sizes.window.table[Act.COMPARE].isChecked()
    qtbot.waitUntil(lambda: sizes.page.canvas.compared.is_complete)
    panel.opacity.setValue(100)
    assert seen(sizes, 150, 50) == (255, 0, 0)
    assert "100 %" in badge(sizes.page.display.comparing)
    sizes.page.display.comparing.badge.click()
    assert not panel.compare.isChecked() and seen(sizes, 150, 50) == (0, 0, 255)


def test_pictures_of_one_size_say_nothing_of_it(bench, qtbot):
    bench.press(Qt.Key.Key_D)
    bench.press(Qt.Key.Key_F7)
    assert badge(bench.page.display.comparing) == "photo 0.jpg laid over at 50 %"


def test_a_previous_picture_that_is_gone_is_told(bench, qtbot):
    first = bench.store.images.get(bench.store.images.ids()[0])
    bench.store.images.path(first).unlink()
    bench.press(Qt.Key.Key_D)
    with qtbot.waitSignal(bench.page.canvas.compared.failed):
        bench.press(Qt.Key.Key_F7)
    assert badge(bench.page.display.comparing) == "photo 0.jpg cannot be read"
    assert not bench.page.trouble.is_there


def test_the_list_says_which_picture_comes_before(bench, qtbot):
    bench.press(Qt.Key.Key_D)
    bench.press(Qt.Key.Key_F7)
    bench.page.images.set_filter(ImageFilter(text="photo 1"))
    assert badge(bench.page.display.comparing) == "No previous picture to compare with"


# -- values


def test_the_value_under_the_pointer_is_in_the_status_bar(bench, qtbot):
    wait_for_image(bench, qtbot)
    point(bench, 40.5, 30.5)
    color = bench.page.canvas.image.levels[0].pixelColor(40, 30)
    said = f"R {color.red()}  G {color.green()}  B {color.blue()}"
    assert said in bench.page.status.left()
    point(bench, -5, 30)
    assert "R " not in bench.page.status.left()


def test_a_deep_picture_tells_its_own_value(qtbot, tmp_path):
    pixels = np.full((120, 160), 1000, np.uint16)
    pixels[30, 40] = 43210
    tifffile.imwrite(tmp_path / "deep.tif", pixels)
    store = Store.create(tmp_path / "p.saegim")
    store.images.add([tmp_path / "deep.tif", *draw_images(tmp_path, 1)])
    made = open_bench(qtbot, store, tmp_path)
    wait_for_image(made, qtbot)
    made.page.display.adjust(Adjustment(contrast=80))
    point(made, 40.5, 30.5)
    assert "value 43210" in made.page.status.left()
    # Under a pointer that rests there is another picture now.
    made.press(Qt.Key.Key_D)
    wait_for_image(made, qtbot)
    qtbot.waitUntil(lambda: "R " in made.page.status.left())
    assert "43210" not in made.page.status.left()
    made.close()


# -- what is around the picture


@pytest.mark.parametrize(
    ("act", "key", "modifiers"),
    [
        (Act.RULERS, Qt.Key.Key_R, SHIFT),
        (Act.CROSS_HAIR, Qt.Key.Key_X, SHIFT),
        (Act.OVERVIEW, Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier),
    ],
)
def test_a_key_switches_it_and_the_menu_says_so(bench, act, key, modifiers):
    action = bench.window.table[act]
    before = action.isChecked()
    bench.press(key, modifiers)
    assert action.isChecked() is not before
    bench.press(key, modifiers)
    assert action.isChecked() is before


def test_it_is_as_it_was_left_in_the_next_project(qtbot, tmp_path):
    first = open_bench(qtbot, make_store(tmp_path / "one"), tmp_path)
    window, remembered = first.window, first.remembered
    assert not first.page.canvas.rulers.are_shown
    for act in (Act.RULERS, Act.OVERVIEW, Act.PIXEL_VALUES):
        first.trigger(act)
    first.page.display.adjust(Adjustment(brightness=50))
    first.close()
    session, assist = ProjectSession(make_store(tmp_path / "two")), AssistClient(["none"], tmp_path)
    page = AnnotatePage(session, assist, window.table, remembered, window.messages, window.progress)
    assert page.canvas.rulers.are_shown
    assert not window.table[Act.OVERVIEW].isChecked()
    assert page.display.overview._is_folded
    # But colours are those of one session of work.
    assert page.canvas.image_layer.adjustment == PLAIN
    page.close_parts()
    close_page(page, session)


def test_the_button_of_the_overview_and_its_key_are_of_one_opinion(bench, display, qtbot):
    wait_for_image(bench, qtbot)
    bench.page.canvas.zoom_by(10)
    display.overview.button.click()
    assert not bench.window.table[Act.OVERVIEW].isChecked()
    bench.press(Qt.Key.Key_F8)
    assert display.overview.width() == 160


def test_badges_keep_off_the_rulers(bench, display):
    display.adjust(Adjustment(brightness=50))
    before = display.badge.mapTo(bench.page.canvas, QPoint())
    bench.trigger(Act.RULERS)
    QApplication.processEvents()
    thickness = bench.page.canvas.rulers.thickness
    assert display.badge.mapTo(bench.page.canvas, QPoint()) == before + QPoint(thickness, thickness)


def test_what_is_drawn_beside_the_rulers_is_where_it_is_seen(bench, qtbot):
    wait_for_image(bench, qtbot)
    bench.trigger(Act.RULERS)
    bench.page.canvas.zoom_by(1.7)
    bench.trigger(Act.BOX_TOOL)
    drag(bench.page.canvas, (30, 40), (90, 100))
    (annotation,) = bench.store.annotations.of_image(bench.current)
    assert isinstance(annotation.geometry, Box)
    corners = (annotation.geometry.left, annotation.geometry.top, annotation.geometry.right)
    assert corners == pytest.approx((30, 40, 90), abs=1 / bench.page.canvas.zoom())
