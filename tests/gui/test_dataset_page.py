"""The Dataset page on a real project."""

import pytest

from desktop.pages.dataset.page import DatasetPage
from desktop.pages.dataset.summary import summarise
from desktop.pages.dataset.words import training_words
from desktop.project_session import ProjectSession
from engine.project.rows import FINISHED, ImageFilter, ImageState
from tests.helpers.training_project import make_project
from tests.helpers.window import close_page


@pytest.fixture
def session(qtbot, tmp_path):
    made = ProjectSession(make_project(tmp_path))
    yield made
    made.close()


@pytest.fixture
def page(session, qtbot):
    made = DatasetPage(session)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: not made.reading.is_busy)
    return made


def table_text(page):
    model = page.classes
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_images_are_counted_by_state(page):
    assert page.states.values() == ["1", "0", "0", "10", "0"]


def test_classes_are_counted_on_reviewed_images(page):
    assert [row[:2] for row in table_text(page)] == [["tree", "40"], ["cracked branch", "3"]]


def test_warnings_name_the_class(page):
    assert "cracked branch" in page.warnings.text()


def test_assigning_parts_is_one_undoable_step(page, session, qtbot):
    assert page.splits.values() == ["0", "0", "0", "10"]
    page.assign_button.click()
    qtbot.waitUntil(lambda: page.splits.values()[3] == "0")
    assert not page.assign_button.isEnabled()
    session.undo_stack.undo()
    qtbot.waitUntil(lambda: page.splits.values() == ["0", "0", "0", "10"])


def test_selected_images_move_to_a_part(page, session, qtbot):
    page.image_table.selectRow(2)
    moved = page.split_list.image_id(2)
    page.move_buttons["test"].click()
    assert session.store.images.get(moved).split == "test"
    qtbot.waitUntil(lambda: page.splits.values() == ["0", "0", "1", "9"])


def test_without_a_selection_nothing_can_be_moved(page):
    assert not page.move_buttons["train"].isEnabled()


def test_without_reviewed_images_the_page_leads_to_annotating(qtbot, tmp_path):
    session = ProjectSession(make_project(tmp_path, images=0))
    page = DatasetPage(session)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(page.annotate_button.isVisible)
    with qtbot.waitSignal(page.annotate_requested):
        page.annotate_button.click()
    close_page(page, session)


def test_the_list_holds_finished_images_only(page, session):
    assert page.split_list.rowCount() == len(session.store.images.ids(ImageFilter(states=FINISHED)))


def test_the_numbers_are_those_of_the_train_page(page, session):
    summary = summarise(session.store, session.store.tasks()[0])
    said = training_words(summary.figures(), summary.splits[None])
    assert said == (
        "8 to train on, 2 to validate, 0 kept for the test. "
        "10 of them get their part when you train."
    )
    assert said in page.planned.text()
    assert "Only 2 validation images" in page.warnings.text()


def test_labelled_images_are_offered_while_little_is_reviewed(page, session, qtbot):
    assert not page.offer.isVisible()
    session.do(lambda store: store.images.set_state(store.images.ids()[:4], ImageState.IN_WORK))
    qtbot.waitUntil(page.offer.isVisible)
    page.offer.button.click()
    qtbot.waitUntil(lambda: page.states.values() == ["1", "0", "0", "10", "0"])
    assert not page.offer.isVisible()
