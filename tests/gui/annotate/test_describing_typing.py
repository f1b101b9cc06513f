"""What is typed about objects is kept, and for those that it was typed for."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.actions import Act
from engine.geometry.types import Box
from engine.project.rows import NewAnnotation, NewSuggestion
from tests.helpers.canvas import click
from tests.helpers.stores import add_model, new_box, review

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def trees(bench):
    """Two trees apart from each other, which have a height and a name."""
    tree = bench.store.classes.rows()[0].id
    for name, kind in (("height", "number"), ("called", "text")):
        bench.session.do(lambda store, n=name, k=kind: store.attributes.add(tree, n, k))
    for left in (10, 100):
        mark(bench, left)
    bench.trigger(Act.SELECT_TOOL)
    bench.page.attribute_panel.show()
    bench.page.canvas.select([rows(bench)[0].id])
    return bench


def mark(bench, left):
    tree = bench.store.classes.rows()[0].id
    new = NewAnnotation(bench.current, tree, Box(left, 10, left + 40, 50))
    bench.session.do(lambda store: store.annotations.add([new]))


def rows(bench):
    return list(bench.page.image.annotations.values())


def values(bench):
    return [list(row.attributes.values()) for row in rows(bench)]


def line(bench, name):
    [key] = [row.key for row in bench.store.attributes.rows() if row.name == name]
    return bench.page.attribute_panel.fields[key].edit


def type_into(edit, text):
    edit.setFocus()
    QTest.keyClicks(edit, text)


def click_object(bench, row):
    view = bench.page.object_panel._view
    where = view.visualRect(view.model().index(row, 0)).center()
    QTest.mouseClick(view.viewport(), LEFT, pos=where)


def test_what_is_typed_is_kept_when_another_object_is_clicked(trees):
    type_into(line(trees, "called"), "Old Tom")
    click(trees.page.canvas, 120, 30)
    assert trees.page.canvas.selected() == (rows(trees)[1].id,)
    assert values(trees) == [["Old Tom"], []]
    assert line(trees, "called").text() == ""


def test_what_is_typed_is_kept_when_another_row_is_clicked(trees):
    type_into(line(trees, "height"), "12")
    type_into(trees.page.attribute_panel.note, "which one?")
    type_into(line(trees, "called"), "Old Tom")
    click_object(trees, 1)
    assert trees.page.canvas.selected() == (rows(trees)[1].id,)
    assert values(trees) == [[12, "Old Tom"], []]
    assert [row.note for row in rows(trees)] == ["which one?", ""]


def test_what_is_typed_is_kept_when_another_image_is_shown(trees):
    first, second, *_ = trees.store.images.ids()
    type_into(line(trees, "called"), "Old Tom")
    trees.page.image.show(second)
    assert [list(r.attributes.values()) for r in trees.store.annotations.of_image(first)] == [
        ["Old Tom"],
        [],
    ]
    trees.trigger(Act.UNDO)
    assert [r.attributes for r in trees.store.annotations.of_image(first)] == [{}, {}]


def test_typing_goes_on_when_something_else_of_the_image_changes(trees):
    edit = line(trees, "called")
    type_into(edit, "Old ")
    trees.session.do(lambda store: store.tags.add([trees.current], ["night"]))
    mark(trees, 60)
    QTest.keyClicks(edit, "Tom")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert values(trees) == [["Old Tom"], [], []]


def test_tab_goes_on_to_the_next_field_and_keeps_what_was_typed(trees):
    height, called = line(trees, "height"), line(trees, "called")
    type_into(height, "12")
    QTest.keyClick(height, Qt.Key.Key_Tab)
    assert called.hasFocus()
    QTest.keyClicks(called, "Old Tom")
    QTest.keyClick(called, Qt.Key.Key_Tab)
    assert values(trees) == [[12, "Old Tom"], []]


def test_an_emptied_line_takes_the_value_away(trees):
    type_into(line(trees, "height"), "12")
    QTest.keyClick(line(trees, "height"), Qt.Key.Key_Return)
    assert values(trees) == [[12], []]
    line(trees, "height").selectAll()
    QTest.keyClick(line(trees, "height"), Qt.Key.Key_Delete)
    assert values(trees) == [[], []]
    trees.trigger(Act.UNDO)
    assert values(trees) == [[12], []]


def test_suggestions_among_the_selected_are_passed_over(bench):
    tree = bench.store.classes.rows()[0].id
    images = bench.store.images.ids()
    review(bench.store, images[1:2], tree)
    mark(bench, 10)
    suggestion = new_box(bench.current, tree, left=100)
    new = NewSuggestion(bench.current, tree, suggestion.geometry, 0.9)
    model = add_model(bench.store)
    bench.session.adopt(bench.store.suggestions.add(model, [new], [bench.current]).changes)
    [waiting] = bench.page.image.suggestions
    bench.page.attribute_panel.show()
    bench.page.canvas.select([-waiting])
    assert not bench.page.attribute_panel._objects.isVisible()
    bench.page.canvas.select([rows(bench)[0].id, -waiting])
    box = bench.page.attribute_panel.fields["difficult"].box
    QTest.mouseClick(box, LEFT, pos=box.rect().center() - box.rect().center() / 2)
    assert [row.attributes for row in rows(bench)] == [{"difficult": True}]
    assert list(bench.page.image.suggestions) == [waiting]


def test_images_are_found_by_words_of_notes(trees, qtbot):
    bar = trees.page.image_panel.bar
    first = rows(trees)[0].id
    trees.session.do(lambda store: store.annotations.set_note([first], "Half behind a wall"))
    bar.more.click()
    assert not bar.note.isVisible()
    bar.attribute.setCurrentText("With a note")
    assert bar.note.isVisible()
    assert trees.page.images.rowCount() == 1
    type_into(bar.note, "roof")
    qtbot.waitUntil(lambda: trees.page.images.rowCount() == 0)
    bar.note.selectAll()
    QTest.keyClicks(bar.note, "WALL")
    qtbot.waitUntil(lambda: trees.page.images.rowCount() == 1)
    bar.attribute.setCurrentIndex(0)
    assert trees.page.images.rowCount() == 4
