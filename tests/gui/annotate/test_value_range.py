"""Pictures of more than 8 bits are shown as the project says, and at once."""

import numpy as np
import pytest
import tifffile
from PySide6.QtWidgets import QDialogButtonBox

from desktop.actions import Act
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


def test_white_below_black_cannot_be_chosen(deep):
    dialog = deep.page.value_range.ask()
    dialog.fixed.click()
    dialog.low.setValue(10)
    dialog.high.setValue(10)
    assert not dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()
    dialog.reject()
