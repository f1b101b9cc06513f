"""What the first picture says, and how much of the project is done."""

from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from desktop.actions import Act, Scope
from engine.geometry.types import Box
from engine.project.rows import ImageState
from tests.helpers.stores import make_store, review
from tests.helpers.window import open_bench


def said(bench):
    for _ in range(3):
        QApplication.processEvents()
    return bench.window.messages.text()


def test_the_first_picture_says_that_every_object_has_to_be_marked(bench):
    assert "every object" in said(bench)
    bench.window.messages.hide()
    assert bench.remembered.told_every_object


def test_it_is_said_once(bench):
    assert "every object" in said(bench)
    bench.page.review.step(1)
    assert said(bench) == ""
    bench.page.review.step(-1)
    assert said(bench) == ""


def test_it_waits_until_what_else_is_said_is_closed(bench):
    bench.window.messages.say("Something else.", "warning")
    assert said(bench) == "Something else."
    bench.window.messages.hide()
    assert "every object" in said(bench)


def test_it_is_said_on_its_page_only(bench):
    other = QWidget()
    bench.window.add_page(other, "Other", "images", frozenset({Scope.PROJECT}))
    assert "every object" in said(bench)
    bench.window.show_page(other)
    assert said(bench) == ""
    bench.window.show_page(bench.page)
    assert "every object" in said(bench)


def test_it_is_not_said_where_whole_images_are_labelled(labelling):
    assert said(labelling) == ""


def test_it_is_not_said_where_pictures_are_done_already(qtbot, tmp_path):
    store = make_store(tmp_path)
    review(store, store.images.ids()[:1], store.classes.rows()[0].id)
    bench = open_bench(qtbot, store, tmp_path)
    assert said(bench) == ""
    bench.close()


def test_the_line_above_the_list_counts_at_once(bench):
    line = bench.page.image_panel.work
    assert line.text() == "0 done, 4 new"
    bench.page.drawing.add(Box(10, 10, 50, 50))
    assert line.text() == "0 done, 1 in work, 3 new"
    bench.trigger(Act.ACCEPT_IMAGE)
    bench.page.review.verify_empty()
    assert line.text() == "2 done, 2 new"
    bench.trigger(Act.UNDO)
    assert line.text() == "1 done, 3 new"


def test_it_counts_what_a_filter_hides_and_what_others_write(bench):
    line = bench.page.image_panel.work
    bench.page.image_panel.bar.text.setText("no such name")
    ids = bench.store.images.ids()
    bench.store.images.set_state(ids[:3], ImageState.VERIFIED_EMPTY)
    bench.session.refreshed.emit()
    assert line.text() == "3 done, 1 new"


def test_after_the_last_image_a_training_is_proposed(bench):
    ids = bench.store.images.ids()
    bench.page.image.show(ids[-1])
    bench.page.review.verify_empty()
    assert "All images are done" not in said(bench)
    for _ in ids[1:]:
        bench.page.review.verify_empty()
    assert said(bench) == "All images are done: a model can learn from them."
    asked = []
    bench.window.table.on(Act.TRAIN, lambda: asked.append(True), bench.page)
    bench.window.messages.findChild(QPushButton).click()
    assert asked == [True]
