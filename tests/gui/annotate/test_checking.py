"""The panel of what looks wrong: looked for, gone to, mended, taken back."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.actions import Act
from engine.geometry.types import Box
from engine.project.rows import NewAnnotation


def mark(bench, *boxes):
    image = bench.page.image.row.id
    [row, *_] = bench.store.classes.rows()
    new = [NewAnnotation(image, row.id, box) for box in boxes]
    changes = bench.session.do(lambda store: store.annotations.add(new))
    return sorted(changes.added.annotations)


def open_panel(bench, qtbot):
    panel = bench.page.check_panel
    bench.trigger(Act.CHECKS)
    qtbot.waitUntil(lambda: panel.check.isEnabled())
    return panel


def titles(panel):
    return [panel.tree.topLevelItem(i).text(0) for i in range(panel.tree.topLevelItemCount())]


def test_nothing_wrong_is_said(bench, qtbot):
    panel = open_panel(bench, qtbot)
    assert panel.isVisible()
    assert panel.said.text() == "Nothing looks wrong."
    assert not panel.mend.isVisible()
    bench.trigger(Act.CHECKS)
    assert not panel.isVisible()


def test_a_finding_is_gone_to_and_mended_in_one_step(bench, qtbot):
    first, second, tiny = mark(
        bench, Box(10, 10, 60, 60), Box(10, 10, 60, 61), Box(100, 50, 101, 51)
    )
    other = bench.page.images.image_id(1)
    bench.page.image.show(other)
    panel = open_panel(bench, qtbot)
    assert titles(panel) == ["Tiny · 1", "Marked twice · 1"]
    child = panel.tree.topLevelItem(1).child(0)
    panel.tree.expandAll()
    panel.tree.scrollToItem(child)
    rect = panel.tree.visualItemRect(child)
    QTest.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert bench.page.image.row.id != other
    assert bench.page.canvas.selected() == (second,)
    assert panel.mend.text() == "Delete the newer one"
    QTest.mouseClick(panel.mend, Qt.MouseButton.LeftButton)
    assert set(bench.page.image.annotations) == {first, tiny}
    assert titles(panel) == ["Tiny · 1"]
    bench.trigger(Act.UNDO)
    assert set(bench.page.image.annotations) == {first, second, tiny}


def test_all_findings_of_a_check_are_mended_together(bench, qtbot):
    mark(bench, Box(10, 10, 11, 11), Box(50, 50, 52, 51))
    panel = open_panel(bench, qtbot)
    panel.tree.setCurrentItem(panel.tree.topLevelItem(0))
    assert panel.mend.text() == "Delete (2)"
    QTest.mouseClick(panel.mend, Qt.MouseButton.LeftButton)
    assert not bench.page.image.annotations
    assert panel.said.text() == "Nothing looks wrong."
    bench.trigger(Act.UNDO)
    assert len(bench.page.image.annotations) == 2


def test_a_small_object_is_brought_into_sight(bench, qtbot):
    mark(bench, Box(100, 50, 102, 52))
    panel = open_panel(bench, qtbot)
    before = bench.page.canvas.zoom()
    panel.tree.setCurrentItem(panel.tree.topLevelItem(0).child(0))
    canvas = bench.page.canvas
    assert canvas.zoom() > before
    assert canvas.navigator.in_sight().contains(100, 50)


def test_what_was_changed_by_hand_is_no_longer_listed(bench, qtbot):
    [tiny] = mark(bench, Box(100, 50, 102, 52))
    panel = open_panel(bench, qtbot)
    bench.session.do(lambda store: store.annotations.set_geometry(tiny, Box(90, 50, 120, 80)))
    assert titles(panel) == []
