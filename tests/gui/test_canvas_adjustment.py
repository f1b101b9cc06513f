"""What is changed about how an image is shown, and what is not."""

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from desktop.canvas.adjustment import (
    AMOUNTS,
    CHANNELS,
    FALSE_COLORS,
    FALSE_COLORS_TITLE,
    PLAIN,
    Adjustment,
    color_table,
    tones,
)
from desktop.canvas.image_source import ImageSource
from desktop.canvas.view import CanvasView
from tests.helpers.canvas import at, show_canvas

ALL_COLORS, GREY, RED, GREEN, BLUE = CHANNELS
FIRE = next(row for row in FALSE_COLORS if row.palette == "fire")


@pytest.fixture
def view(qtbot, tmp_path):
    """A smooth picture of 400x300 at 100 %."""
    view = show_canvas(qtbot, tmp_path)
    ramp = np.linspace(0, 255, 400).astype(np.uint8)
    pixels = np.zeros((300, 400, 3), np.uint8)
    pixels[..., 0], pixels[..., 1], pixels[..., 2] = ramp, ramp[::-1], np.arange(300)[:, None] // 2
    Image.fromarray(pixels).save(tmp_path / "ramp.png")
    with qtbot.waitSignal(view.image_loaded):
        view.set_image(ImageSource(tmp_path / "ramp.png", 400, 300))
    return view


def color_at(view, x, y):
    return view.grab().toImage().pixelColor(at(view, x, y)).getRgb()[:3]


def pixels_of(image: QImage):
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return rows[:, : 4 * image.width()].copy()


def test_nothing_changed_is_nothing_done():
    assert tones(PLAIN).tolist() == list(range(256))
    assert PLAIN.changes() == []
    assert color_table(PLAIN)[:3] == [0xFF000000, 0xFF010101, 0xFF020202]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"brightness": -100}, [0, 0, 0]),
        ({"brightness": 100}, [255, 255, 255]),
        ({"brightness": 50}, [128, 192, 255]),
        ({"contrast": -100}, [128, 128, 128]),
        ({"contrast": 100}, [0, 255, 255]),
        ({"gamma": 100}, [0, 215, 255]),
        ({"gamma": -100}, [0, 16, 255]),
    ],
)
def test_black_grey_and_white_become_what_the_sliders_say(change, expected):
    found = tones(Adjustment(**change))[[0, 128, 255]].astype(int)
    assert np.abs(found - expected).max() <= 1


@pytest.mark.parametrize("amount", AMOUNTS, ids=lambda row: row.field)
@pytest.mark.parametrize("step", [-100, -37, 5, 64, 100])
def test_no_step_turns_the_tones_round(amount, step):
    assert (np.diff(tones(Adjustment(**{amount.field: step})).astype(int)) >= 0).all()


def test_every_row_has_a_name_of_its_own_and_every_change_is_named():
    changed = Adjustment(brightness=1, contrast=-1, gamma=5, channel=RED, colors=FIRE)
    named = [*(row.title for row in AMOUNTS), RED.title, FALSE_COLORS_TITLE]
    assert changed.changes() == named
    for rows in (CHANNELS, FALSE_COLORS):
        assert len({str(row.title) for row in rows}) == len(rows)


@pytest.mark.parametrize("colors", FALSE_COLORS[1:], ids=lambda row: row.palette)
def test_false_colors_are_all_different(colors):
    assert len(set(color_table(Adjustment(colors=colors)))) > 250


def test_sliders_change_what_is_painted(view):
    red, green, blue = color_at(view, 100, 200)
    view.image_layer.adjust(Adjustment(brightness=50))
    brighter = color_at(view, 100, 200)
    assert np.allclose(brighter, [tone + (255 - tone) / 2 for tone in (red, green, blue)], atol=1.5)


def test_one_channel_is_shown_in_grey(view):
    seen = color_at(view, 100, 200)
    for channel, place in ((RED, 0), (GREEN, 1), (BLUE, 2)):
        view.image_layer.adjust(Adjustment(channel=channel))
        assert color_at(view, 100, 200) == (seen[place],) * 3
    view.image_layer.adjust(Adjustment(channel=GREY))
    luma = np.dot(seen, (0.299, 0.587, 0.114))
    assert np.allclose(color_at(view, 100, 200), luma, atol=1)


def test_false_colors_are_those_of_the_palette(view):
    red = color_at(view, 100, 200)[0]
    adjustment = Adjustment(channel=RED, colors=FIRE)
    view.image_layer.adjust(adjustment)
    red_, green_, blue_ = color_at(view, 100, 200)
    assert (red_ << 16 | green_ << 8 | blue_) == color_table(adjustment)[red] & 0xFFFFFF


def test_what_is_around_the_image_stays_as_it_is(view):
    view.zoom_by(0.3)
    plain = view.grab().toImage()
    view.image_layer.adjust(Adjustment(brightness=100))
    white = view.grab().toImage()
    inside = view.viewportTransform().mapRect(QRectF(0, 0, 400, 300)).toRect()
    for x, y in ((0, 0), (inside.left() - 1, 300), (inside.right() + 2, 300), (400, 1)):
        assert white.pixelColor(x, y) == plain.pixelColor(x, y)
    corners = [inside.topLeft(), inside.bottomRight(), inside.topRight(), inside.bottomLeft()]
    assert all(white.pixelColor(corner).getRgb()[:3] == (255, 255, 255) for corner in corners)


@pytest.mark.parametrize("factor", [0.37, 1.0, 2.9, 17.0])
@pytest.mark.parametrize("channel", [ALL_COLORS, GREEN], ids=["all", "green"])
def test_what_is_scrolled_into_sight_looks_like_the_rest(view, factor, channel):
    view.image_layer.adjust(Adjustment(contrast=20, channel=channel))
    view.zoom_by(factor)
    view.grab()
    for _ in range(5):
        view.navigator.pan_by(7, 5)
        view.grab()
    scrolled = view.grab().toImage()
    view.refresh()
    assert scrolled == view.grab().toImage()


def test_only_what_is_painted_is_changed(view):
    before = [pixels_of(level) for level in view.image.levels]
    view.image_layer.adjust(Adjustment(brightness=50, colors=FIRE))
    view.grab()
    after = [pixels_of(level) for level in view.image.levels]
    assert all((b == a).all() for b, a in zip(before, after, strict=True))


def test_the_next_image_is_shown_in_the_same_way(view, qtbot, tmp_path):
    view.image_layer.adjust(Adjustment(brightness=-100))
    Image.new("RGB", (400, 300), "white").save(tmp_path / "white.png")
    with qtbot.waitSignal(view.image_loaded):
        view.set_image(ImageSource(tmp_path / "white.png", 400, 300))
    assert color_at(view, 100, 200) == (0, 0, 0)


def test_a_preview_is_adjusted_too(qtbot, tmp_path):
    view = CanvasView()
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.show()
    view.image_layer.adjust(Adjustment(brightness=100))
    Image.new("RGB", (3000, 2000), "black").save(tmp_path / "large.jpg")
    shown = []
    view.image.changed.connect(lambda: shown.append(color_at(view, 1500, 1000)))
    with qtbot.waitSignal(view.image_loaded, timeout=20_000):
        view.set_image(ImageSource(tmp_path / "large.jpg", 3000, 2000))
    assert shown == [(255, 255, 255)] * 2
    assert view.image.levels[0].pixelColor(5, 5).getRgb()[:3] == (0, 0, 0)
