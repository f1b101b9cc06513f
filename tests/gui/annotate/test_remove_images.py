"""Images are removed by menu and key, after a question where labels would go."""

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QMessageBox

from desktop.actions import Act
from tests.helpers.stores import review


def select(bench, *rows):
    view = bench.page.image_panel._view
    for row in rows:
        view.selectionModel().select(
            bench.page.images.index(row),
            QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows,
        )


def test_an_image_without_labels_goes_at_once_and_the_next_one_is_shown(bench):
    first, second, *_others = bench.store.images.ids()
    bench.page.image.show(first)
    bench.trigger(Act.REMOVE_IMAGES)
    assert first not in bench.store.images.ids()
    assert bench.page.image.row.id == second
    bench.session.undo_stack.undo()
    assert first in bench.store.images.ids()


def test_the_labels_that_would_go_are_counted_first(bench):
    ids = bench.store.images.ids()
    review(bench.store, ids[:2], bench.store.classes.rows()[0].id)
    bench.page.image.show(ids[0])
    select(bench, 1, 2)
    bench.trigger(Act.REMOVE_IMAGES)
    (question,) = bench.page.findChildren(QMessageBox) or bench.page.window().findChildren(
        QMessageBox
    )
    assert "Images: 3, labels on them: 2." in question.text()
    assert question.defaultButton() is question.button(QMessageBox.StandardButton.Cancel)
    assert len(bench.store.images.ids()) == 4
    question.buttons()[0].click()
    assert bench.store.images.ids() == ids[3:]
    assert bench.page.image.row.id == ids[3]


def test_an_image_whose_removal_is_done_again_is_not_looked_for(bench):
    ids = bench.store.images.ids()
    review(bench.store, ids[:1], bench.store.classes.rows()[0].id)
    bench.session.do(lambda store: store.images.remove(ids[:1]))
    bench.session.undo_stack.undo()
    assert bench.page.image.row.id == ids[0]
    bench.session.undo_stack.redo()
    assert bench.store.images.ids() == ids[1:]
    assert bench.page.image.row.id == ids[1]
