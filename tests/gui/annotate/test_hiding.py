"""Objects hidden by H: the picture says so, and what is drawn meanwhile is seen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.actions import Act
from engine.geometry.types import Box
from tests.helpers.canvas import drag


@pytest.fixture
def marked(bench):
    """The first image has an object that nothing selects."""
    bench.page.drawing.add(Box(10, 10, 50, 50))
    bench.page.canvas.select(())
    return bench


def seen(bench):
    stage = bench.page.canvas.stage
    return {key for key in stage.index if not stage.is_hidden(key)}


def test_h_hides_the_objects_and_a_badge_says_so(marked):
    badge = marked.page.hiding.badge
    assert badge.isHidden()
    marked.press(Qt.Key.Key_H)
    assert seen(marked) == set()
    assert badge.isVisible()
    assert "H" in badge.text()
    assert marked.page.canvas.rect().contains(marked.page.badges.geometry())
    marked.press(Qt.Key.Key_H)
    assert seen(marked) == set(marked.page.image.annotations)
    assert badge.isHidden()


def test_a_click_on_the_badge_shows_them_again(marked):
    marked.press(Qt.Key.Key_H)
    QTest.mouseClick(marked.page.hiding.badge, Qt.MouseButton.LeftButton)
    assert seen(marked) == set(marked.page.image.annotations)
    assert marked.page.hiding.badge.isHidden()
    assert marked.page.canvas.hasFocus()


def test_what_is_drawn_while_others_are_hidden_is_seen(marked):
    before = set(marked.page.image.annotations)
    marked.press(Qt.Key.Key_H)
    marked.trigger(Act.BOX_TOOL)
    drag(marked.page.canvas, (70, 60), (110, 100))
    [drawn] = set(marked.page.image.annotations) - before
    assert seen(marked) == {drawn}
    assert marked.page.canvas.selected() == (drawn,)
    assert marked.page.hiding.badge.isVisible()


def test_they_stay_hidden_on_the_next_image_which_says_so(marked):
    first = marked.current
    marked.press(Qt.Key.Key_H)
    marked.page.review.step(1)
    assert marked.page.hiding.badge.isVisible()
    marked.page.image.show(first)
    assert seen(marked) == set()


def test_the_badge_counts_what_was_hidden_one_by_one(marked):
    marked.page.canvas.stage.select_all()
    marked.trigger(Act.HIDE_SELECTED)
    assert marked.page.hiding.badge.text().endswith("1")
    QTest.mouseClick(marked.page.hiding.badge, Qt.MouseButton.LeftButton)
    assert seen(marked) == set(marked.page.image.annotations)


def test_the_badge_names_the_key_that_is_set(marked):
    marked.press(Qt.Key.Key_H)
    marked.window.table.use(marked.window.table.keys.with_keys(Act.HIDE_ALL, ["F4"]))
    assert "F4" in marked.page.hiding.badge.text()
