"""The attributes of a class, made and ordered in their dialog."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from desktop.actions import Act
from tests.helpers.stores import new_box

LEFT = Qt.MouseButton.LeftButton
TICK, CHOICE, NUMBER, TEXT = range(4)


@pytest.fixture
def dialog(bench, qtbot):
    bench.page.class_panel.choose(bench.store.classes.rows()[0].id)
    made = bench.page.describing.edit()
    qtbot.waitUntil(made.isVisible)
    yield made
    made.close()


def add(dialog, kind, name):
    """Add an attribute as a person does who types its name at once."""
    dialog.add.menu().actions()[kind].trigger()
    QTest.keyClicks(dialog.name, name)
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)


def names(bench):
    return [row.name for row in bench.store.attributes.rows()]


def click_row(dialog, row):
    where = dialog.list.visualItemRect(dialog.list.item(row)).center()
    QTest.mouseClick(dialog.list.viewport(), LEFT, pos=where)


def test_attributes_of_every_kind_are_added_and_come_back(bench, dialog):
    assert dialog.nothing.isVisible() and not dialog.form.isVisible()
    for kind, name in ((TICK, "dead"), (CHOICE, "species"), (NUMBER, "height"), (TEXT, "called")):
        add(dialog, kind, name)
    rows = bench.store.attributes.rows()
    assert [(row.name, row.kind) for row in rows] == [
        ("dead", "tick"),
        ("species", "choice"),
        ("height", "number"),
        ("called", "text"),
    ]
    assert dialog.isVisible()
    # To add and to rename are a step each.
    for _ in range(8):
        bench.trigger(Act.UNDO)
    assert names(bench) == []
    assert dialog.nothing.isVisible()


def test_only_what_can_lack_a_value_can_be_required(bench, dialog):
    add(dialog, TICK, "dead")
    assert not dialog.required.isVisible()
    add(dialog, NUMBER, "height")
    QTest.mouseClick(dialog.required, LEFT, pos=QPoint(8, dialog.required.height() // 2))
    assert [row.is_required for row in bench.store.attributes.rows()] == [False, True]
    assert [dialog.list.item(n).text() for n in range(2)] == ["dead", "height *"]


def test_attributes_are_put_into_another_order(bench, dialog):
    for name in ("a", "b", "c"):
        add(dialog, TEXT, name)
    assert not dialog.down.isEnabled()
    QTest.mouseClick(dialog.up, LEFT)
    assert names(bench) == ["a", "c", "b"]
    assert dialog.current().name == "c"
    QTest.mouseClick(dialog.up, LEFT)
    assert (names(bench), dialog.up.isEnabled()) == (["c", "a", "b"], False)
    bench.trigger(Act.UNDO)
    assert names(bench) == ["a", "c", "b"]


def test_a_name_that_is_taken_is_refused_and_said(bench, dialog):
    add(dialog, TEXT, "a")
    said = []
    bench.session.failed.connect(said.append)
    for taken in ("a", "crowd"):
        add(dialog, TEXT, taken)
        assert dialog.name.text() == dialog.current().name != taken
    assert len(said) == 2
    assert len(set(names(bench))) == 3


def test_what_is_typed_is_of_the_attribute_that_was_chosen(bench, dialog):
    for name in ("a", "b"):
        add(dialog, TEXT, name)
    dialog.name.selectAll()
    QTest.keyClicks(dialog.name, "colour")
    click_row(dialog, 0)
    assert names(bench) == ["a", "colour"]
    assert (dialog.current().name, dialog.name.text()) == ("a", "a")


def test_a_deleted_attribute_takes_its_values_with_it_in_one_step(bench, dialog):
    add(dialog, NUMBER, "height")
    [row] = bench.store.attributes.rows()
    bench.session.do(lambda store: store.annotations.add([new_box(bench.current, row.class_id)]))
    [one] = bench.page.image.annotations
    bench.session.do(lambda store: store.annotations.set_attributes([one], {row.key: 3}))
    assert "1" in dialog.delete.text()
    QTest.mouseClick(dialog.delete, LEFT)
    assert (names(bench), bench.page.image.annotations[one].attributes) == ([], {})
    bench.trigger(Act.UNDO)
    assert (names(bench), bench.page.image.annotations[one].attributes) == (
        ["height"],
        {row.key: 3},
    )


def test_a_class_that_has_the_attribute_too_keeps_the_value(bench, dialog, qtbot):
    add(dialog, NUMBER, "height")
    [row] = bench.store.attributes.rows()
    bus = bench.store.classes.rows()[1].id
    bench.session.do(lambda store: store.attributes.add(bus, "height", "number"))
    other = bench.store.attributes.rows()[1]
    bench.session.do(lambda store: store.annotations.add([new_box(bench.current, row.class_id)]))
    [one] = bench.page.image.annotations
    bench.session.do(lambda store: store.annotations.set_attributes([one], {row.key: 3}))
    dialog.close()
    with qtbot.waitActive(bench.window):
        bench.window.activateWindow()
    bench.page.canvas.select([one])
    bench.press(Qt.Key.Key_2)
    found = bench.page.image.annotations[one]
    assert (found.class_id, found.attributes) == (bus, {other.key: 3})
    assert bench.page.attribute_panel.fields[other.key].edit.text() == "3"
