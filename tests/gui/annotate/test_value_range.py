"""Pictures of more than 8 bits are shown as the project says, and at once."""

import numpy as np
import pytest
import tifffile
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox

from desktop.actions import Act
from desktop.pages.annotate.value_range_dialog import decimals_for
from desktop.pages.annotate.value_sample import ValueSample
from engine.project.store import Store
from engine.protocol.specs import ValueRange
from tests.helpers.window import open_bench


@pytest.fixture
def deep(qtbot, tmp_path):
    """A project with one 16-bit picture, whose values go from 0 to 1000."""
    pixels = np.tile(np.linspace(0, 1000, 160), (120, 1)).astype(np.uint16)
    tifffile.imwrite(tmp_path / "deep.tif", pixels)
    store = Store.create(tmp_path / "p.saegim")
    store.images.add([tmp_path / "deep.tif"])
    made = open_bench(qtbot, store, tmp_path)
    qtbot.waitUntil(lambda: bool(made.page.canvas.image.levels))
    yield made
    made.close()


def tone(bench):
    """Of a pixel in the middle, as it is shown; None while the picture is read."""
    levels = bench.page.canvas.image.levels
    return levels[0].pixelColor(80, 60).red() if levels else None


def test_the_rule_is_chosen_in_a_dialog_and_shown_at_once(deep, qtbot):
    assert tone(deep) in range(120, 136)
    dialog = deep.page.value_range.ask()
    dialog.fixed.click()
    dialog.low.setValue(0)
    dialog.high.setValue(500)
    with qtbot.waitSignal(deep.session.changed):
        dialog.accept()
    qtbot.waitUntil(lambda: tone(deep) == 255)
    (row,) = deep.store.images.rows(deep.store.images.ids())
    assert row.value_range == ValueRange(0, 500)
    assert deep.store.images.value_range_rule() == ValueRange(0, 500)
    deep.trigger(Act.UNDO)
    qtbot.waitUntil(lambda: tone(deep) in range(120, 136))


def hold(histogram, value, to):
    """Drag what is at a value to another one."""
    there = QPoint(round(histogram.place_of(to)), 40)
    start = QPoint(round(histogram.place_of(value)), 40)
    QTest.mousePress(histogram, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(histogram, there)
    QTest.mouseRelease(histogram, Qt.MouseButton.LeftButton, pos=there)


def middle(dialog):
    """The tone of the middle of the small picture."""
    small = dialog.effect.picture.pixmap().toImage()
    return small.pixelColor(small.width() // 2, small.height() // 2).red()


def test_the_dialog_shows_what_the_rule_makes_of_the_picture(deep):
    dialog = deep.page.value_range.ask()
    assert middle(dialog) in range(120, 136)
    assert "below black: 0.0 %, above white: 0.0 %" in dialog.effect.told.text()
    dialog.full.click()
    assert middle(dialog) in range(0, 5)
    dialog.reject()


def test_a_range_is_set_by_its_handles(deep, qtbot):
    dialog = deep.page.value_range.ask()
    histogram = dialog.effect.histogram
    low, high = dialog.low.value(), dialog.high.value()
    assert dialog.automatic.isChecked() and (low, high) == pytest.approx((0, 1000), abs=10)
    hold(histogram, high, 500)
    assert dialog.fixed.isChecked()
    assert dialog.high.value() == pytest.approx(500, abs=6)
    assert dialog.high.value() == round(dialog.high.value())
    assert dialog.low.value() == low
    assert middle(dialog) > 245
    assert "above white: 50" in dialog.effect.told.text() or "49" in dialog.effect.told.text()
    hold(histogram, low, 900)
    assert dialog.low.value() < dialog.high.value()
    hold(histogram, dialog.low.value(), 100)
    with qtbot.waitSignal(deep.session.changed):
        dialog.accept()
    rule = deep.store.images.value_range_rule()
    assert (rule.low, rule.high) == pytest.approx((100, 500), abs=8)


def test_a_picture_that_is_read_meanwhile_is_shown_then(qtbot, tmp_path):
    tifffile.imwrite(tmp_path / "a.tif", np.full((120, 160), 7, np.uint16))
    store = Store.create(tmp_path / "p.saegim")
    store.images.add([tmp_path / "a.tif"])
    bench = open_bench(qtbot, store, tmp_path)
    bench.page.canvas.image.clear()
    dialog = bench.page.value_range.ask()
    assert not dialog.effect.histogram.isEnabled() and not dialog.effect.told.text()
    bench.page.image.show_again()
    qtbot.waitUntil(dialog.effect.histogram.isEnabled)
    dialog.reject()
    bench.close()


def test_a_picture_of_eight_bits_says_that_nothing_changes(bench, qtbot):
    qtbot.waitUntil(lambda: bench.page.canvas.image.is_complete)
    dialog = bench.page.value_range.ask()
    assert "has 8 bits" in dialog.effect.told.text()
    dialog.reject()


@pytest.mark.parametrize(("span", "decimals"), [(65535, 3), (1, 3), (0.002, 6), (1e-30, 12)])
def test_numbers_are_as_fine_as_the_values(span, decimals):
    assert decimals_for(span) == decimals


NUMBERS = st.sampled_from([np.uint16, np.int32, np.float32, np.float64])


@given(NUMBERS.flatmap(lambda kind: arrays(kind, array_shapes(min_dims=2, max_dims=2, max_side=9))))
def test_any_values_can_be_drawn_and_counted(values):
    sample = ValueSample(values)
    low, high = sample.axis()
    assert low < high
    bars = sample.bars()
    assert len(bars) == 128 and all(0 <= bar <= 1 for bar in bars)
    for rule in ("automatic", "full", ValueRange(0.0, 1.0)):
        shown = sample.range_by(rule)
        assert all(0 <= share <= 1 for share in sample.shares_outside(shown))
        assert sample.shown(shown).width() == values.shape[1]


def test_one_hot_pixel_presses_no_others_together():
    values = np.random.default_rng(0).normal(100, 5, (500, 500)).astype(np.float32)
    values[3, 4] = 1e9
    low, high = ValueSample(values).axis()
    assert 60 < low < high < 140


def test_white_below_black_cannot_be_chosen(deep):
    dialog = deep.page.value_range.ask()
    dialog.fixed.click()
    dialog.low.setValue(10)
    dialog.high.setValue(10)
    assert not dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()
    dialog.reject()
