"""Attributes, notes, tags and the order of objects, given by mouse and keys."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from desktop.actions import Act
from engine.geometry.types import Box
from engine.project.rows import NewAnnotation
from tests.helpers.canvas import click

LEFT, CONTROL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def described(bench):
    """Two overlapping trees and a bus; trees have a species to choose and a height."""
    tree, bus = (row.id for row in bench.store.classes.rows())
    image = bench.page.image.row.id
    new = [
        NewAnnotation(image, tree, Box(10, 10, 80, 80)),
        NewAnnotation(image, tree, Box(40, 40, 110, 110)),
        NewAnnotation(image, bus, Box(120, 10, 150, 40)),
    ]
    bench.session.do(lambda store: store.annotations.add(new))
    bench.session.do(
        lambda store: store.attributes.add(
            tree, "species", "choice", ["oak", "pine"], is_required=True
        )
    )
    bench.session.do(lambda store: store.attributes.add(tree, "height", "number"))
    bench.trigger(Act.SELECT_TOOL)
    bench.page.attribute_panel.show()
    return bench


def rows(bench):
    return list(bench.page.image.annotations.values())


def field(bench, name):
    [key] = [row.key for row in bench.store.attributes.rows() if row.name == name]
    return bench.page.attribute_panel.fields[key]


def tick(bench, name):
    box = bench.page.attribute_panel.fields[name].box
    QTest.mouseClick(box, LEFT, pos=QPoint(8, box.height() // 2))


def test_nothing_is_asked_of_nothing(described):
    described.page.canvas.select(())
    panel = described.page.attribute_panel
    assert panel._nothing.isVisible()
    assert not panel._objects.isVisible()


def test_a_tick_is_given_to_several_and_taken_back_in_one_step(described):
    first, second, bus = rows(described)
    described.page.canvas.select([first.id, bus.id])
    tick(described, "occluded")
    assert [row.attributes for row in rows(described)] == [
        {"occluded": True},
        {},
        {"occluded": True},
    ]
    # Of several classes there is only what every class has.
    assert set(described.page.attribute_panel.fields) == {
        "occluded",
        "truncated",
        "difficult",
        "crowd",
    }
    described.page.canvas.select([first.id, second.id])
    box = described.page.attribute_panel.fields["occluded"].box
    assert box.checkState() is Qt.CheckState.PartiallyChecked
    tick(described, "occluded")
    assert [row.attributes for row in rows(described)] == [{"occluded": True}] * 3
    described.trigger(Act.UNDO)
    described.trigger(Act.UNDO)
    assert [row.attributes for row in rows(described)] == [{}, {}, {}]


def test_own_attributes_are_of_their_class(described):
    first, _second, bus = rows(described)
    click(described.page.canvas, 20, 20)
    assert described.page.canvas.selected() == (first.id,)
    panel = described.page.attribute_panel
    assert panel._missing.text() == "Still to be given: species"
    box = field(described, "species").box
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert box.currentData() == "oak"
    edit = field(described, "height").edit
    edit.setFocus()
    QTest.keyClicks(edit, "12.5")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert sorted(map(str, rows(described)[0].attributes.values())) == ["12.5", "oak"]
    assert not panel._missing.isVisible()
    described.page.canvas.select([bus.id])
    assert not any(row.key in panel.fields for row in described.store.attributes.rows())


def test_a_note_is_kept_when_another_object_is_clicked(described):
    first, second, _ = rows(described)
    described.page.canvas.select([first.id])
    note = described.page.attribute_panel.note
    note.setFocus()
    QTest.keyClicks(note, "half behind a wall")
    click(described.page.canvas, 105, 105)
    assert described.page.canvas.selected() == (second.id,)
    assert [row.note for row in rows(described)] == ["half behind a wall", "", ""]
    assert note.toPlainText() == ""


def test_tags_are_given_filtered_by_and_taken_away(described):
    page = described.page
    line = page.attribute_panel.tags
    line.line.setFocus()
    QTest.keyClicks(line.line, "night")
    QTest.keyClick(line.line, Qt.Key.Key_Return)
    assert [button.text() for button in line.buttons] == ["night"]
    assert page.images.rowCount() == 4
    box = page.image_panel.bar.tag
    box.setCurrentIndex(box.findText("night"))
    assert page.images.rowCount() == 1
    [button] = line.buttons
    QTest.mouseClick(button, LEFT)
    assert line.buttons == []
    assert described.store.tags.counts() == {1: 0}


def test_images_are_filtered_by_attributes_and_notes(described):
    page = described.page
    first, *_ = rows(described)
    choice = page.image_panel.bar.attribute
    described.session.do(lambda s: s.annotations.set_attributes([first.id], {"crowd": True}))
    described.session.do(lambda s: s.annotations.set_note([first.id], "odd"))
    for words, count in (("Crowd", 1), ("Occluded", 0), ("With a note", 1), ("species: oak", 0)):
        choice.setCurrentText(words)
        assert page.images.rowCount() == count, words
    choice.setCurrentIndex(0)
    assert page.images.rowCount() == 4


def test_copies_keep_what_was_said(described):
    first, *_ = rows(described)
    described.session.do(lambda s: s.annotations.set_attributes([first.id], {"truncated": True}))
    described.session.do(lambda s: s.annotations.set_note([first.id], "cut"))
    described.page.canvas.select([first.id])
    described.trigger(Act.DUPLICATE)
    copy = rows(described)[-1]
    assert (copy.attributes, copy.note) == ({"truncated": True}, "cut")


def test_order_is_changed_by_keys(described):
    first, second, bus = rows(described)
    canvas = described.page.canvas
    canvas.select([first.id])
    described.trigger(Act.FORWARD)
    assert [row.id for row in rows(described)] == [second.id, first.id, bus.id]
    # The middle of both is now the first one's.
    canvas.select(())
    click(canvas, 60, 60)
    assert canvas.selected() == (first.id,)
    described.trigger(Act.TO_BACK)
    assert [row.id for row in rows(described)] == [first.id, second.id, bus.id]
    described.trigger(Act.UNDO)
    described.trigger(Act.UNDO)
    assert [row.id for row in rows(described)] == [first.id, second.id, bus.id]


def test_attributes_of_a_class_are_made_changed_and_deleted(described):
    first, *_ = rows(described)
    page = described.page
    dialog = page.describing.edit()
    assert [row.name for row in dialog.rows] == ["species", "height"]
    dialog.list.setCurrentRow(0)
    key = dialog.rows[0].key
    described.session.do(lambda s: s.annotations.set_attributes([first.id], {key: "pine"}))
    assert dialog.delete.text() == "Delete · objects with a value: 1"
    # A choice that is renamed is renamed at the objects, too.
    dialog.choices.list.item(1).setText("stone pine")
    assert rows(described)[0].attributes == {key: "stone pine"}
    dialog.choices.list.setCurrentRow(1)
    assert dialog.choices.remove.text() == "Remove · objects that have it: 1"
    QTest.mouseClick(dialog.choices.remove, LEFT)
    assert rows(described)[0].attributes == {}
    QTest.mouseClick(dialog.choices.add, LEFT)
    assert described.store.attributes.rows()[0].choices == ("oak", "Choice")
    dialog.name.setFocus()
    dialog.name.selectAll()
    QTest.keyClicks(dialog.name, "kind of tree")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    assert described.store.attributes.rows()[0].name == "kind of tree"
    QTest.mouseClick(dialog.delete, LEFT)
    assert [row.name for row in described.store.attributes.rows()] == ["height"]
    for _ in range(5):
        described.trigger(Act.UNDO)
    assert rows(described)[0].attributes == {key: "pine"}
    assert [row.name for row in dialog.rows] == ["species", "height"]
    dialog.close()


def test_what_has_to_be_said_is_checked(described, qtbot):
    page = described.page
    described.trigger(Act.CHECKS)
    qtbot.waitUntil(page.check_panel.check.isEnabled)
    titles = [
        page.check_panel.tree.topLevelItem(i).text(0)
        for i in range(page.check_panel.tree.topLevelItemCount())
    ]
    assert titles == ["Missing attributes · 2"]
