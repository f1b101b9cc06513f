"""Below the picture: what the mouse does now, and how a picture is finished."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.actions import Act
from desktop.canvas.tools.gestures import hint_of
from desktop.canvas.tools.table import SMART, TOOLS
from desktop.main_window import SMALLEST
from desktop.pages.annotate import foot
from engine.geometry.types import Box, Polygon
from engine.project.rows import ImageState
from tests.helpers.canvas import click, move

LEFT = Qt.MouseButton.LeftButton


def click_on(button):
    QTest.mouseClick(button, LEFT)


def test_the_button_names_its_key_and_finishes_the_picture(bench):
    first, second = bench.store.images.ids()[:2]
    bench.page.drawing.add(Box(10, 10, 50, 50))
    assert bench.page.foot.done.text() == "Done, next (Space)"
    click_on(bench.page.foot.done)
    assert bench.store.images.get(first).state is ImageState.REVIEWED
    assert bench.current == second


def test_on_a_finished_picture_it_only_goes_on(bench):
    first, second = bench.store.images.ids()[:2]
    bench.page.drawing.add(Box(10, 10, 50, 50))
    click_on(bench.page.foot.done)
    bench.page.image.show(first)
    assert bench.page.foot.done.text() == "Next (Space)"
    click_on(bench.page.foot.done)
    assert bench.current == second


def test_an_empty_picture_has_a_button_of_its_own(bench, monkeypatch):
    monkeypatch.setattr(foot, "ROOM_FOR_ALL", 0)
    bench.page.foot.set_work(draws=True, may_be_empty=True)
    first, second = bench.store.images.ids()[:2]
    assert bench.page.foot.done.text() == "Next (Space)"
    assert not bench.page.foot.empty.isHidden()
    click_on(bench.page.foot.empty)
    assert bench.store.images.get(first).state is ImageState.VERIFIED_EMPTY
    assert bench.current == second
    bench.page.drawing.add(Box(10, 10, 50, 50))
    assert bench.page.foot.empty.isHidden()


def test_what_is_being_drawn_is_finished_by_it_too(bench, monkeypatch):
    monkeypatch.setattr(foot, "ROOM_FOR_ALL", 0)
    bench.page.foot.set_work(draws=True, may_be_empty=True)
    bench.press(Qt.Key.Key_P)
    assert not bench.page.foot.empty.isHidden()
    for x, y in ((20, 20), (60, 20), (60, 60)):
        click(bench.page.canvas, x, y)
    assert bench.page.foot.done.text() == "Done, next (Space)"
    assert bench.page.foot.empty.isHidden()
    bench.press(Qt.Key.Key_Escape)
    assert bench.page.foot.done.text() == "Next (Space)"


def test_the_key_that_is_set_is_shown(bench):
    keys = bench.window.table.keys.with_keys(Act.ACCEPT_IMAGE, ["Ctrl+Return"])
    bench.window.table.use(keys)
    assert "(Ctrl+Return)" in bench.page.foot.done.text()


def test_what_is_being_drawn_is_kept_before_going_on(bench):
    first = bench.current
    bench.trigger(Act.POLYGON_TOOL)
    for x, y in ((20, 20), (80, 20), (80, 80)):
        click(bench.page.canvas, x, y)
    click_on(bench.page.foot.done)
    [row] = bench.store.annotations.of_image(first)
    assert isinstance(row.geometry, Polygon)
    assert bench.current != first


def test_what_cannot_be_kept_yet_is_not_thrown_away(bench):
    first = bench.current
    bench.trigger(Act.POLYGON_TOOL)
    click(bench.page.canvas, 20, 20)
    click_on(bench.page.foot.done)
    assert bench.current == first
    assert bench.page.canvas.has_draft()
    assert "Enter" in bench.page.status.left() or "Return" in bench.page.status.left()


def test_a_box_without_its_second_corner_is_not_made_up(bench):
    first = bench.current
    bench.trigger(Act.BOX_TOOL)
    click(bench.page.canvas, 20, 20)
    move(bench.page.canvas, 90, 90)
    QApplication.sendEvent(bench.page.canvas, QEvent(QEvent.Type.Leave))
    click_on(bench.page.foot.done)
    assert bench.store.annotations.of_image(first) == []
    assert bench.current == first


def test_the_button_is_seen_in_the_smallest_window_and_under_a_message(bench, qtbot):
    bench.window.resize(SMALLEST)
    bench.window.messages.say("Something is to be said. " * 5)
    window, shown = bench.window, bench.page.foot
    qtbot.waitUntil(lambda: window.size() == SMALLEST)
    button = shown.done
    assert button.width() >= button.minimumSizeHint().width()
    assert window.childAt(button.mapTo(window, button.rect().center())) is button
    assert shown.mapTo(window, shown.rect().bottomRight()).x() <= window.width()


@pytest.mark.parametrize("spec", TOOLS, ids=lambda spec: spec.act)
def test_the_tool_in_hand_says_what_the_mouse_does(bench, spec):
    bench.trigger(spec.act)
    hint = bench.page.foot.hint
    assert hint.whole() == hint_of(spec, bench.window.table)
    assert hint.toolTip().count("\n") + 1 == len(spec.gestures)


def test_the_hint_names_the_key_that_is_set(bench):
    bench.trigger(SMART.act)
    bench.window.table.use(bench.window.table.keys.with_keys(Act.FINISH, ["F7"]))
    assert "F7: keep it" in bench.page.foot.hint.whole()


def test_where_nothing_is_drawn_the_hint_is_about_labels(labelling):
    assert "label" in labelling.page.foot.hint.whole()


def test_where_every_picture_has_one_label_none_is_no_answer(labelling, monkeypatch):
    monkeypatch.setattr(foot, "ROOM_FOR_ALL", 0)
    assert labelling.page.foot.empty.isHidden()
    labelling.page.many_labels.click()
    assert not labelling.page.foot.empty.isHidden()
