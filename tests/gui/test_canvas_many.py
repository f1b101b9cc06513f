"""With many shapes on it, what the canvas keeps of its painting is what would be painted anew."""

import dataclasses
import random

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.canvas.shape_layer import MANY
from engine.geometry.types import Box, Polygon
from tests.helpers.canvas import drag, shape, show_canvas


def some_shape(key, chance):
    """A box or a triangle somewhere; no two have the same area, for these are in no order."""
    x, y, size = chance.uniform(0, 360), chance.uniform(0, 260), 8 + key / 16
    if key % 2:
        return shape(key, Box(x, y, x + size, y + size))
    return shape(key, Polygon(((x, y), (x + size, y + 3), (x + 2, y + size))), dashed=key % 3 == 0)


def seen(view):
    """What is on the screen; nothing is painted anew for it."""
    QApplication.processEvents()
    shot = view.screen().grabWindow(view.winId())
    return shot.toImage()


def seen_anew(view):
    """The same by the plain way: all shapes are set and everything is painted again."""
    index = view.stage.index
    shapes, selected = [index.shape(key) for key in index], view.selected()
    view.set_shapes(())
    view.set_shapes(shapes)
    view.select(selected)
    view.refresh()
    return seen(view)


def pixels(image):
    """Of a shot of the screen: (height, width, 4)."""
    shape = image.height(), image.width(), 4
    return np.frombuffer(image.constBits(), np.uint8).reshape(shape).astype(int)


@pytest.fixture(params=[30, MANY + 50])
def crowd(request, qtbot, tmp_path):
    """A canvas with few shapes, and one with so many that they are painted plainly."""
    view = show_canvas(qtbot, tmp_path)
    # The cursor's own marks are no shapes.
    view.cross_hair.follow_tool(False)
    chance = random.Random(0)
    view.set_shapes(some_shape(key, chance) for key in range(request.param))
    return view


def test_shapes_that_are_replaced_and_removed_leave_nothing_behind(crowd):
    chance = random.Random(1)
    seen(crowd)
    for _ in range(12):
        keys = chance.sample(range(30), 4)
        crowd.update_shapes([some_shape(key, chance) for key in keys[:3]], keys[3:])
        seen(crowd)
        crowd.select(chance.sample(range(30), chance.choice([0, 1, 3])))
        seen(crowd)
        crowd.zoom_by(chance.choice([0.8, 1.0, 1.25]))
        shown = seen(crowd)
        assert shown == seen_anew(crowd)


def test_a_shape_that_takes_other_colours_in_turn_shows_the_last(crowd):
    for color in ("#0072b2", "#009e73", "#d55e00"):
        crowd.update_shapes([dataclasses.replace(crowd.stage.index.shape(4), color=color)])
        last = seen(crowd)
    assert last == seen_anew(crowd)


def test_moved_shapes_are_where_they_were_put(crowd):
    keys = [1, 3, 5, 7, 9]
    crowd.select(keys)
    seen(crowd)
    before = [crowd.stage.index.shape(key).geometry for key in keys]
    x, y = before[0].left + 3, before[0].top + 3
    drag(crowd, (x, y), (x + 6, y + 4))
    after = [crowd.stage.index.shape(key).geometry for key in keys]
    assert after != before
    assert seen(crowd) == seen_anew(crowd)
    # The page tells of what is shown already.
    crowd.update_shapes([crowd.stage.index.shape(key) for key in keys])
    crowd.select(())
    assert seen(crowd) == seen_anew(crowd)


def test_a_slanting_pan_uncovers_what_is_there(crowd):
    crowd.zoom_by(3)
    seen(crowd)
    viewport, middle = crowd.viewport(), crowd.viewport().rect().center()
    QTest.mousePress(viewport, Qt.MouseButton.MiddleButton, pos=middle)
    for n in range(1, 9):
        QTest.mouseMove(viewport, middle + n * QPoint(17, -11))
        QApplication.processEvents()
    QTest.mouseRelease(viewport, Qt.MouseButton.MiddleButton, pos=middle + 8 * QPoint(17, -11))
    # The edges of a strip are smoothed a little otherwise than in the middle of the whole.
    shown, anew = pixels(seen(crowd)), pixels(seen_anew(crowd))
    assert np.abs(shown - anew).max() <= 24
