"""One act of a person is one step that undo takes back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from desktop.actions import Act
from desktop.canvas.tools.table import TOOLS
from engine.geometry.types import Box, WholeImage
from engine.project.rows import ImageState, NewAnnotation, NewSuggestion
from engine.project.store import Store
from tests.helpers.canvas import at, click, drag
from tests.helpers.stores import add_model, make_store, review, snapshot
from tests.helpers.window import open_bench

CONTROL = Qt.KeyboardModifier.ControlModifier
DRAWN = (Box(10, 10, 40, 40), Box(50, 10, 80, 40), Box(90, 10, 120, 40))
SUGGESTED = (Box(10, 60, 40, 90), Box(50, 60, 80, 90))


@pytest.fixture
def bench(qtbot, tmp_path):
    """On the first image three drawn boxes in a row, and below them two suggested ones."""
    store = make_store(tmp_path)
    first, *_, last = store.images.ids()
    tree = store.classes.rows()[0].id
    review(store, [last], tree)
    items = [NewSuggestion(first, tree, box, 0.9) for box in SUGGESTED]
    store.suggestions.add(add_model(store), items, [])
    store.annotations.add([NewAnnotation(first, tree, box) for box in DRAWN])
    made = open_bench(qtbot, store, tmp_path)
    yield made
    made.close()


@pytest.fixture
def steps(bench):
    """How many steps there have been since the window was opened."""
    before = bench.session.undo_stack.count()
    return lambda: bench.session.undo_stack.count() - before


def select(bench, *places):
    for x, y in places:
        click(bench.page.canvas, x, y, modifiers=CONTROL)


def geometries(bench):
    return [row.geometry for row in bench.store.annotations.of_image(bench.current)]


def moved(box, dx, dy):
    return (box.left + dx, box.top + dy, box.right + dx, box.bottom + dy)


def sides(box):
    return pytest.approx((box.left, box.top, box.right, box.bottom), abs=1)


def test_dragging_three_objects_is_one_step_and_keeps_them_selected(bench, steps):
    before = snapshot(bench.store)
    select(bench, (25, 25), (65, 25), (105, 25))
    chosen = bench.page.canvas.selected()
    assert len(chosen) == 3
    drag(bench.page.canvas, (65, 25), (75, 65))
    for box, was in zip(geometries(bench), DRAWN, strict=True):
        assert moved(was, 10, 40) == sides(box)
    assert bench.page.canvas.selected() == chosen
    assert steps() == 1
    bench.trigger(Act.UNDO)
    assert snapshot(bench.store) == before
    assert bench.page.canvas.selected() == chosen
    bench.trigger(Act.REDO)
    assert moved(DRAWN[0], 10, 40) == sides(geometries(bench)[0])


def test_moving_a_suggestion_accepts_it_where_it_was_put_in_one_step(bench, steps):
    before = snapshot(bench.store)
    click(bench.page.canvas, 25, 75)
    drag(bench.page.canvas, (25, 75), (35, 80))
    row = bench.store.annotations.of_image(bench.current)[-1]
    assert moved(SUGGESTED[0], 10, 5) == sides(row.geometry)
    assert (row.author, row.score) == ("model", 0.9)
    assert bench.page.canvas.selected() == (row.id,)
    assert steps() == 1
    bench.trigger(Act.UNDO)
    assert snapshot(bench.store) == before


def test_resizing_a_suggestion_accepts_it_in_one_step(bench, steps):
    click(bench.page.canvas, 25, 75)
    drag(bench.page.canvas, (40, 90), (45, 100))
    assert sides(geometries(bench)[-1]) == (10, 60, 45, 100)
    assert steps() == 1
    bench.trigger(Act.UNDO)
    assert len(bench.store.suggestions.of_image(bench.current)) == 2


def test_drawn_and_suggested_objects_are_dragged_together_in_one_step(bench, steps):
    before = snapshot(bench.store)
    select(bench, (25, 25), (25, 75), (65, 75))
    drag(bench.page.canvas, (25, 25), (35, 35))
    rows = bench.store.annotations.of_image(bench.current)
    assert len(rows) == 5
    assert set(bench.page.canvas.selected()) == {rows[0].id, rows[3].id, rows[4].id}
    assert bench.store.images.get(bench.current).state is ImageState.REVIEWED
    assert steps() == 1
    bench.trigger(Act.UNDO)
    assert snapshot(bench.store) == before


def test_deleting_drawn_and_suggested_objects_is_one_step(bench, steps):
    before = snapshot(bench.store)
    select(bench, (25, 25), (25, 75))
    bench.press(Qt.Key.Key_Delete)
    assert len(geometries(bench)) == 2
    assert len(bench.store.suggestions.of_image(bench.current)) == 1
    assert steps() == 1
    bench.trigger(Act.UNDO)
    assert snapshot(bench.store) == before


def test_a_digit_gives_all_that_is_selected_its_class_in_one_step(bench, steps):
    before = snapshot(bench.store)
    bus = bench.store.classes.rows()[1].id
    select(bench, (25, 25), (65, 25), (25, 75))
    bench.press(Qt.Key.Key_2)
    rows = bench.store.annotations.of_image(bench.current)
    given = [row.id for row in rows if row.class_id == bus]
    assert len(given) == 3
    assert set(bench.page.canvas.selected()) == set(given)
    assert steps() == 1
    bench.trigger(Act.UNDO)
    assert snapshot(bench.store) == before


def test_a_class_of_whole_images_is_given_to_the_image_and_to_no_object(bench, steps):
    bench.store.classes.add("sunny", "whole_image", key="3")
    bench.session.refreshed.emit()
    before = bench.store.annotations.of_image(bench.current)
    select(bench, (25, 25), (25, 75))
    bench.press(Qt.Key.Key_3)
    *objects, label = bench.store.annotations.of_image(bench.current)
    assert objects == before
    assert label.geometry == WholeImage()
    assert steps() == 1


def test_escape_during_a_drag_of_several_changes_nothing(bench, steps):
    canvas = bench.page.canvas
    select(bench, (25, 25), (65, 25))
    chosen = canvas.selected()
    viewport = canvas.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=at(canvas, 25, 25))
    QTest.mouseMove(viewport, at(canvas, 40, 50))
    bench.press(Qt.Key.Key_Escape)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=at(canvas, 40, 50))
    assert geometries(bench) == list(DRAWN)
    assert canvas.selected() == chosen
    assert steps() == 0


def test_what_cannot_be_kept_is_not_shown_either(bench, steps):
    other = Store.open(bench.store.path)
    other.annotations.delete([bench.store.annotations.of_image(bench.current)[1].id])
    other.close()
    select(bench, (25, 25), (65, 25))
    drag(bench.page.canvas, (25, 25), (35, 65))
    # One of the two is gone, so neither is changed, and the window says so.
    assert geometries(bench) == [DRAWN[0], DRAWN[2]]
    kept = bench.page.canvas.selected()[0]
    assert bench.page.canvas.stage.index.shape(kept).geometry == DRAWN[0]
    assert steps() == 0


@pytest.mark.parametrize("spec", TOOLS, ids=lambda spec: spec.act.value)
def test_every_tool_is_taken_by_its_button_by_key_and_from_the_menu(bench, spec):
    action = bench.window.table[spec.act]
    other = next(row for row in TOOLS if row is not spec)

    def is_in_hand():
        return bench.page.canvas.tool() is spec and action.isChecked()

    def take_other():
        bench.page.tools.take(other)
        assert not is_in_hand()

    take_other()
    buttons = bench.page.tool_strip.findChildren(QToolButton)
    (button,) = [button for button in buttons if button.defaultAction() is action]
    assert not button.icon().isNull()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert is_in_hand()
    take_other()
    key = action.shortcuts()[0]
    QTest.keyClick(bench.page.canvas, Qt.Key(key[0].key()))
    assert is_in_hand()
    take_other()
    menus = [entry.menu() for entry in bench.window.menuBar().actions()]
    (menu,) = [menu for menu in menus if action in menu.actions()]
    menu.popup(bench.window.pos())
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    assert is_in_hand()
