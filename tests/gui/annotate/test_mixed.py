"""Objects and whole images labelled in one project, and images with several labels."""

import pytest
from PySide6.QtCore import Qt

from desktop.actions import Act
from desktop.models.class_table import NAME_COLUMN
from desktop.pages.annotate.class_menu import ClassMenu, kind_words
from desktop.pages.annotate.image_delegate import content_words
from engine.geometry.types import Box, WholeImage
from engine.project.rows import ImageState
from engine.tasks.classify import CLASSIFY
from engine.tasks.detect import DETECT
from tests.helpers.canvas import click, drag
from tests.helpers.stores import make_store
from tests.helpers.window import open_bench


@pytest.fixture
def mixed(qtbot, tmp_path):
    """The classes tree and bus (boxes), sunny and rainy (whole images), with the keys 1 to 4."""
    store = make_store(tmp_path)
    for name in ("sunny", "rainy"):
        store.classes.add(name, "whole_image")
    made = open_bench(qtbot, store, tmp_path)
    yield made
    made.close()


def labels(bench):
    rows = bench.store.annotations.of_image(bench.current)
    names = {row.id: row.name for row in bench.store.classes.rows()}
    return {names[row.class_id] for row in rows if row.geometry == WholeImage()}


def ticked(bench):
    model, on = bench.page.classes, Qt.CheckState.Checked
    places = [model.index(row, NAME_COLUMN) for row in range(model.rowCount())]
    role = Qt.ItemDataRole.CheckStateRole
    return {place.data() for place in places if place.data(role) == on}


def allow_many(bench):
    bench.page.many_labels.click()
    assert bench.store.image_labels.mode() == "any"


def test_tools_and_labels_are_there_together(mixed):
    assert mixed.window.table[Act.BOX_TOOL].isEnabled()
    assert mixed.page.tool_strip.isVisible()
    assert mixed.page.many_labels.isVisible()
    assert not mixed.page.go_on_choice.isVisible()


def test_a_label_stays_on_the_image_until_the_person_is_done(mixed):
    first = mixed.current
    mixed.press(Qt.Key.Key_3)
    assert mixed.current == first
    assert labels(mixed) == {"sunny"}
    assert mixed.page.banner.text() == "sunny"
    assert mixed.store.images.get(first).state is ImageState.IN_WORK
    mixed.press(Qt.Key.Key_4)
    assert labels(mixed) == {"rainy"}
    mixed.trigger(Act.ACCEPT_IMAGE)
    assert mixed.store.images.get(first).state is ImageState.REVIEWED


def test_the_same_key_takes_the_label_away(mixed):
    mixed.press(Qt.Key.Key_3)
    mixed.press(Qt.Key.Key_3)
    assert labels(mixed) == set()
    assert mixed.page.banner.text() == ""


def test_the_list_says_the_class_of_the_image_and_the_number_of_objects(mixed):
    mixed.press(Qt.Key.Key_3)
    mixed.trigger(Act.BOX_TOOL)
    for left in (30, 90):
        drag(mixed.page.canvas, (left, 30), (left + 40, 60))
    assert content_words(mixed.page.images.entry(0)) == "sunny 2"


def test_several_labels_are_toggled_where_the_project_says_so(mixed):
    allow_many(mixed)
    for key in (Qt.Key.Key_3, Qt.Key.Key_4):
        mixed.press(key)
    assert labels(mixed) == ticked(mixed) == {"sunny", "rainy"}
    assert mixed.page.banner.text() == "sunny, rainy"
    mixed.press(Qt.Key.Key_3)
    assert labels(mixed) == ticked(mixed) == {"rainy"}
    mixed.trigger(Act.UNDO)
    assert ticked(mixed) == {"sunny", "rainy"}
    mixed.trigger(Act.NEXT_IMAGE)
    assert ticked(mixed) == set()


def test_one_label_an_image_is_refused_in_a_sentence_while_one_has_two(mixed, qtbot):
    allow_many(mixed)
    for key in (Qt.Key.Key_3, Qt.Key.Key_4):
        mixed.press(key)
    with qtbot.waitSignal(mixed.session.failed) as heard:
        mixed.page.many_labels.click()
    assert heard.args[0].code == "many_labels"
    assert mixed.page.many_labels.isChecked()


def test_what_is_drawn_never_gets_a_class_of_whole_images(mixed):
    sunny = mixed.store.classes.rows()[2]
    mixed.page.class_panel.choose(sunny.id)
    mixed.trigger(Act.BOX_TOOL)
    drag(mixed.page.canvas, (30, 30), (70, 60))
    (row,) = mixed.store.annotations.of_image(mixed.current)
    assert isinstance(row.geometry, Box)
    assert row.class_id == mixed.store.classes.rows()[0].id


def test_a_label_of_the_image_is_not_the_class_of_what_is_drawn_next(mixed):
    mixed.press(Qt.Key.Key_2)
    mixed.press(Qt.Key.Key_3)
    assert labels(mixed) == {"sunny"}
    assert mixed.page.class_panel.current().name == "bus"


def test_an_object_that_gets_another_class_than_the_chosen_one_says_so(mixed):
    panel, (_, bus, sunny, _) = mixed.page.class_panel, mixed.store.classes.rows()
    panel.choose(bus.id)
    panel.choose(sunny.id)
    mixed.trigger(Act.BOX_TOOL)
    drag(mixed.page.canvas, (30, 30), (70, 60))
    (row,) = mixed.store.annotations.of_image(mixed.current)
    assert row.class_id == bus.id
    assert "“sunny”" in mixed.page.status.left()
    assert "“bus”" in mixed.page.status.left()


def test_a_digit_of_whole_images_neither_labels_nor_changes_what_is_being_drawn(mixed):
    mixed.press(Qt.Key.Key_2)
    mixed.trigger(Act.BOX_TOOL)
    click(mixed.page.canvas, 30, 30)
    mixed.press(Qt.Key.Key_3)
    assert mixed.page.canvas.has_draft()
    assert labels(mixed) == set()
    assert "“sunny”" in mixed.page.status.left()
    click(mixed.page.canvas, 70, 60)
    (row,) = mixed.store.annotations.of_image(mixed.current)
    assert row.class_id == mixed.store.classes.rows()[1].id


def test_the_first_class_of_objects_brings_the_tools(labelling):
    assert not labelling.window.table[Act.BOX_TOOL].isEnabled()
    labelling.session.do(lambda store: store.classes.add("car", "box"))
    assert labelling.window.table[Act.BOX_TOOL].isEnabled()
    assert labelling.page.tool_strip.isVisible()
    assert not labelling.page.go_on_choice.isVisible()
    labelling.trigger(Act.UNDO)
    assert not labelling.window.table[Act.BOX_TOOL].isEnabled()


def class_menu(bench, row):
    return ClassMenu(bench.session, bench.window.table, bench.page.classes, row, bench.page)


def kinds_of(bench, row):
    menu = class_menu(bench, row)
    kept = next(action.menu() for action in menu.actions() if action.text() == "Kept as")
    return {action.text(): action for action in kept.actions() if action.isCheckable()}


def test_what_a_class_is_kept_as_is_changed_in_its_menu(mixed):
    tree = mixed.store.classes.rows()[0]
    kinds = kinds_of(mixed, tree)
    assert kinds[kind_words("box")].isChecked()
    kinds[kind_words("whole_image")].trigger()
    assert mixed.store.classes.rows()[0].geometry_kind == "whole_image"


def test_a_class_with_objects_does_not_become_one_of_whole_images(mixed):
    mixed.trigger(Act.BOX_TOOL)
    drag(mixed.page.canvas, (30, 30), (70, 60))
    kinds = kinds_of(mixed, mixed.store.classes.rows()[0])
    assert not kinds[kind_words("whole_image")].isEnabled()
    assert kinds[kind_words("mask")].isEnabled()


def test_a_class_is_merged_into_one_of_its_nature_only(mixed):
    names = []
    for row in mixed.store.classes.rows():
        menu = class_menu(mixed, row)
        merge = next(a.menu() for a in menu.actions() if a.text().startswith("Merge"))
        names.append([action.text() for action in merge.actions()])
    assert names == [["bus"], ["tree"], ["rainy"], ["sunny"]]


def test_what_is_repeated_are_objects(mixed):
    mixed.press(Qt.Key.Key_3)
    mixed.trigger(Act.BOX_TOOL)
    drag(mixed.page.canvas, (30, 30), (70, 60))
    mixed.trigger(Act.NEXT_IMAGE)
    mixed.trigger(Act.REPEAT_PREVIOUS)
    (row,) = mixed.store.annotations.of_image(mixed.current)
    assert isinstance(row.geometry, Box)


def test_both_tasks_are_offered(mixed):
    assert {DETECT, CLASSIFY} <= set(mixed.store.tasks())


def both_selected(bench):
    """An object and a label of the image in hand, both selected in the list."""
    bench.press(Qt.Key.Key_3)
    bench.trigger(Act.BOX_TOOL)
    drag(bench.page.canvas, (30, 30), (70, 60))
    bench.page.object_panel._view.selectAll()
    assert len(bench.page.canvas.selected()) == 2
    return {type(row.geometry) for row in bench.store.annotations.of_image(bench.current)}


def test_labels_are_not_copied_as_objects(mixed):
    assert both_selected(mixed) == {WholeImage, Box}
    for act in (Act.COPY, Act.PASTE):
        mixed.trigger(act)
    rows = mixed.store.annotations.of_image(mixed.current)
    assert [type(row.geometry) for row in rows] == [WholeImage, Box, Box]


def test_a_class_of_objects_is_given_to_the_selected_objects_only(mixed):
    both_selected(mixed)
    mixed.press(Qt.Key.Key_2)
    rows = mixed.store.annotations.of_image(mixed.current)
    assert [mixed.page.image.look_of(row.class_id)[1] for row in rows] == ["sunny", "bus"]


def test_pasting_into_a_class_that_was_deleted_says_so(mixed, qtbot):
    both_selected(mixed)
    mixed.trigger(Act.COPY)
    mixed.session.do(lambda store: store.classes.delete(store.classes.rows()[0].id))
    with qtbot.waitSignal(mixed.session.failed) as heard:
        mixed.trigger(Act.PASTE)
    assert heard.args[0].code == "gone"
