"""A classification project: the whole image gets a class by a digit."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desktop.actions import Act
from desktop.pages.annotate.image_delegate import NONE, content_words
from engine.geometry.types import WholeImage
from engine.project.rows import ImageState, NewSuggestion
from tests.helpers.stores import add_model, make_store
from tests.helpers.window import open_bench


def label_of(bench, image_id):
    return [
        bench.page.image.look_of(row.class_id)[1]
        for row in bench.store.annotations.of_image(image_id)
    ]


def test_a_digit_labels_the_image_and_goes_on(labelling):
    first, second = labelling.store.images.ids()[:2]
    labelling.press(Qt.Key.Key_2)
    assert label_of(labelling, first) == ["bus"]
    assert labelling.store.annotations.of_image(first)[0].geometry == WholeImage()
    assert labelling.store.images.get(first).state is ImageState.REVIEWED
    assert labelling.current == second


def listed(bench, row):
    return content_words(bench.page.images.entry(row))


def test_the_list_says_which_class_an_image_has(labelling):
    assert listed(labelling, 0) == NONE
    labelling.press(Qt.Key.Key_2)
    assert listed(labelling, 0) == "bus"
    bus = labelling.store.classes.rows()[1]
    labelling.session.do(lambda store: store.classes.update(bus.id, name="coach"))
    assert listed(labelling, 0) == "coach"


def test_a_suggested_class_stands_in_the_list_with_a_plus(qtbot, tmp_path):
    store = make_store(tmp_path, task="classify")
    ids, (tree, bus) = store.images.ids(), store.classes.rows()
    store.image_labels.set(ids[0], tree.id)
    store.splits.assign()
    store.suggestions.add(add_model(store), [NewSuggestion(ids[1], bus.id, WholeImage(), 0.9)], ids)
    bench = open_bench(qtbot, store, tmp_path)
    assert [listed(bench, row) for row in range(3)] == ["tree", "+bus", NONE]
    bench.close()


def test_another_digit_replaces_the_label(labelling):
    first = labelling.current
    labelling.press(Qt.Key.Key_2)
    labelling.press(Qt.Key.Key_A)
    labelling.press(Qt.Key.Key_1)
    assert label_of(labelling, first) == ["tree"]


def test_it_stays_when_the_setting_says_so(labelling):
    labelling.remembered.go_on_after_label = False
    first = labelling.current
    labelling.press(Qt.Key.Key_1)
    assert labelling.current == first
    assert labelling.page.banner.text() == "tree"


def test_a_class_of_a_stranger_s_project_is_written_as_it_is_called(labelling):
    labelling.remembered.go_on_after_label = False
    name = "<img src=x>"
    labelling.session.do(
        lambda store: store.classes.update(labelling.store.classes.rows()[0].id, name=name)
    )
    labelling.press(Qt.Key.Key_1)
    assert labelling.page.banner.text() == name
    named = [label for label in labelling.page.findChildren(QLabel) if name in label.text()]
    assert {label.textFormat() for label in named} == {Qt.TextFormat.PlainText}


def test_delete_takes_the_label_away(labelling):
    labelling.remembered.go_on_after_label = False
    labelling.press(Qt.Key.Key_1)
    labelling.press(Qt.Key.Key_Delete)
    assert labelling.store.annotations.of_image(labelling.current) == []
    assert labelling.page.banner.text() == ""


@pytest.mark.parametrize("act", [Act.BOX_TOOL, Act.POLYGON_TOOL, Act.SMART_TOOL])
def test_nothing_is_drawn(labelling, act):
    assert not labelling.window.table[act].isEnabled()


def test_undo_takes_a_label_back(labelling):
    first = labelling.current
    labelling.press(Qt.Key.Key_2)
    labelling.trigger(Act.UNDO)
    assert labelling.store.annotations.of_image(first) == []
    assert labelling.store.images.get(first).state is ImageState.NEW
