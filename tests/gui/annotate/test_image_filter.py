"""The image list: sorted, filtered by class, gone through by number."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.actions import Act
from tests.helpers.stores import add_model, make_store, new_box, review
from tests.helpers.window import open_bench


@pytest.fixture
def bar(bench):
    return bench.page.image_panel.bar


def listed(bench):
    images = bench.page.images
    return [images.image_id(row) for row in range(images.rowCount())]


def choose(box, words):
    """Choose as a person does, who is heard also when it is what was chosen before."""
    box.setCurrentText(words)
    box.activated.emit(box.currentIndex())


def test_a_number_is_gone_to_and_the_keys_are_the_picture_s_again(bench, bar, qtbot):
    ids = bench.store.images.ids()
    assert bar.number.text() == "1 / 4"
    bench.trigger(Act.GO_TO_IMAGE)
    assert bar.number.hasFocus()
    QTest.keyClicks(bar.number, "3")
    QTest.keyClick(bar.number, Qt.Key.Key_Return)
    assert bench.current == ids[2]
    assert bench.page.canvas.hasFocus()
    bench.press(Qt.Key.Key_D)
    assert (bench.current, bar.number.text()) == (ids[3], "4 / 4")


@pytest.mark.parametrize(("typed", "row"), [("0", 0), ("99", 3)])
def test_a_number_that_is_none_leads_to_the_nearest(bench, bar, typed, row):
    bench.trigger(Act.GO_TO_IMAGE)
    QTest.keyClicks(bar.number, typed)
    QTest.keyClick(bar.number, Qt.Key.Key_Return)
    assert bench.current == bench.store.images.ids()[row]
    assert bar.number.text() == f"{row + 1} / 4"


def test_class_and_order_are_unfolded(bar, qtbot):
    assert not bar.sort.isVisible()
    QTest.mouseClick(bar.more, Qt.MouseButton.LeftButton)
    assert bar.sort.isVisible() and bar.image_class.isVisible()
    bar.image_class.setCurrentText("bus")
    QTest.mouseClick(bar.more, Qt.MouseButton.LeftButton)
    assert bar.image_class.isVisible()


def test_only_images_with_a_class_are_listed(bench, bar):
    ids, bus = bench.store.images.ids(), bench.store.classes.rows()[1].id
    bench.session.do(lambda store: store.annotations.add([new_box(ids[2], bus)]))
    bar.image_class.setCurrentText("bus")
    assert listed(bench) == [ids[2]]
    bar.image_class.setCurrentIndex(0)
    assert listed(bench) == ids


def test_a_class_that_is_deleted_filters_no_longer(bench, bar):
    bus = bench.store.classes.rows()[1].id
    bar.image_class.setCurrentText("bus")
    assert listed(bench) == []
    bench.session.do(lambda store: store.classes.delete(bus))
    assert listed(bench) == bench.store.images.ids()


@pytest.mark.parametrize("typed", ["9" * 5000, "abc", "-3", "²", "1.5", ""])
def test_nothing_that_is_typed_as_a_number_breaks_the_field(bench, bar, typed):
    bench.trigger(Act.GO_TO_IMAGE)
    bar.number.setText(typed)
    QTest.keyClick(bar.number, Qt.Key.Key_Return)
    assert bench.current == bench.store.images.ids()[-1 if typed.startswith("9") else 0]


def test_the_order_can_be_chosen_and_turned_round(bench, bar):
    ids, tree = bench.store.images.ids(), bench.store.classes.rows()[0].id
    bench.session.do(lambda store: store.annotations.add([new_box(ids[1], tree)]))
    choose(bar.sort, "Annotations")
    assert listed(bench) == [ids[0], ids[2], ids[3], ids[1]]
    QTest.mouseClick(bar.more, Qt.MouseButton.LeftButton)
    QTest.mouseClick(bar.reverse, Qt.MouseButton.LeftButton)
    assert listed(bench) == [ids[1], ids[0], ids[2], ids[3]]


def test_the_same_order_again_sorts_what_has_changed(bench, bar):
    ids, tree = bench.store.images.ids(), bench.store.classes.rows()[0].id
    choose(bar.sort, "Annotations")
    bench.session.do(lambda store: store.annotations.add([new_box(ids[0], tree)]))
    assert listed(bench) == ids
    choose(bar.sort, "Annotations")
    assert listed(bench) == [*ids[1:], ids[0]]


def test_suggested_images_come_least_certain_first_unless_one_says_so(bench, bar):
    ids = bench.store.images.ids()
    review(bench.store, ids[:1], bench.store.classes.rows()[0].id)
    add_model(bench.store)
    bar.state.setCurrentText("Suggested")
    assert bar.sort.currentData() == "uncertainty"
    bar.state.setCurrentText("All")
    assert bar.sort.currentData() == "name"
    choose(bar.sort, "Added")
    bar.state.setCurrentText("Suggested")
    assert bar.sort.currentData() == "added"


def test_a_list_that_is_read_again_stays_where_it_was_scrolled_to(qtbot, tmp_path):
    bench = open_bench(qtbot, make_store(tmp_path, images=40), tmp_path)
    bar = bench.page.image_panel._view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    bench.page.images.reload()
    qtbot.wait(20)
    assert bar.value() == bar.maximum()
    bench.press(Qt.Key.Key_D)
    assert bar.value() < bar.maximum()
    bench.close()
