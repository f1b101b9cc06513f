"""Going through the images: states, suggestions, the score slider."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.actions import Act
from engine.geometry.types import Box
from engine.project.rows import ImageState, NewAnnotation, NewSuggestion
from engine.protocol.requests import Prompt
from tests.helpers.stores import add_model, draw_images, make_store, review
from tests.helpers.window import open_bench


@pytest.fixture
def suggested(qtbot, tmp_path):
    """Image 1 is reviewed; 2 and 3 have two suggestions each (0.9 and 0.3); 4 has none."""
    store = make_store(tmp_path)
    ids, tree = store.images.ids(), store.classes.rows()[0].id
    review(store, ids[:1], tree)
    store.splits.assign()
    model = add_model(store)
    found = [
        NewSuggestion(image_id, tree, Box(left, 10, left + 30, 40), score)
        for image_id in ids[1:3]
        for left, score in ((10.0, 0.9), (80.0, 0.3))
    ]
    store.suggestions.add(model, found, ids[1:])
    bench = open_bench(qtbot, store, tmp_path)
    yield bench
    bench.close()


def state(bench, image_id):
    return bench.store.images.get(image_id).state


def test_next_and_previous_stop_at_the_ends(bench):
    ids = bench.store.images.ids()
    bench.press(Qt.Key.Key_A)
    assert bench.current == ids[0]
    for _ in range(9):
        bench.press(Qt.Key.Key_Right)
    assert bench.current == ids[-1]


def test_the_list_shows_the_image_in_hand(bench):
    bench.press(Qt.Key.Key_D)
    assert bench.page.image_panel._view.currentIndex().row() == 1


def test_a_click_in_the_list_takes_an_image(bench):
    view = bench.page.image_panel._view
    rect = view.visualRect(bench.page.images.index(2))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert bench.current == bench.store.images.ids()[2]


def test_space_makes_an_annotated_image_reviewed_and_goes_on(bench):
    first, second = bench.store.images.ids()[:2]
    bench.page.drawing.add(Box(10, 10, 50, 50))
    bench.press(Qt.Key.Key_Space)
    assert state(bench, first) is ImageState.REVIEWED
    assert bench.current == second


def test_space_on_an_empty_image_says_what_would_verify_it(bench):
    first = bench.current
    bench.press(Qt.Key.Key_Space)
    assert state(bench, first) is ImageState.NEW
    assert bench.current != first
    assert "Shift+Space" in bench.page.status.left()


def test_shift_space_verifies_that_there_is_nothing(bench):
    first = bench.current
    bench.press(Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert state(bench, first) is ImageState.VERIFIED_EMPTY
    assert bench.current != first


def test_an_annotated_image_cannot_be_verified_empty(bench):
    bench.page.drawing.add(Box(10, 10, 50, 50))
    bench.press(Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert state(bench, bench.current) is ImageState.IN_WORK


def test_u_goes_to_the_next_that_needs_a_look(suggested):
    ids = suggested.store.images.ids()
    suggested.press(Qt.Key.Key_U)
    assert suggested.current == ids[1]
    for _ in range(3):
        suggested.press(Qt.Key.Key_U)
    assert suggested.current == ids[1]


def test_the_slider_starts_at_the_model_s_own_threshold(suggested):
    assert suggested.page.image.lowest_score == pytest.approx(0.4)


def test_the_slider_hides_what_is_below_without_a_new_run(suggested):
    suggested.press(Qt.Key.Key_U)
    assert [shape.score for shape in suggested.page.image.shapes()] == [0.9]
    suggested.page.object_panel.set_lowest_score(0.2)
    assert [shape.score for shape in suggested.page.image.shapes()] == [0.9, 0.3]
    assert all(shape.dashed for shape in suggested.page.image.shapes())


def test_space_accepts_from_the_slider_on_drops_the_rest_and_goes_on(suggested):
    second, third = suggested.store.images.ids()[1:3]
    suggested.press(Qt.Key.Key_U)
    suggested.press(Qt.Key.Key_Space)
    assert [row.score for row in suggested.store.annotations.of_image(second)] == [0.9]
    assert suggested.store.suggestions.of_image(second) == []
    assert state(suggested, second) is ImageState.REVIEWED
    assert suggested.current == third
    suggested.trigger(Act.UNDO)
    assert len(suggested.store.suggestions.of_image(second)) == 2


def test_undo_shows_the_image_it_changed(bench):
    first = bench.current
    bench.page.drawing.add(Box(10, 10, 50, 50))
    bench.press(Qt.Key.Key_D)
    bench.trigger(Act.UNDO)
    assert bench.current == first


def test_enter_accepts_the_selected_suggestion(suggested):
    suggested.press(Qt.Key.Key_U)
    [suggestion] = suggested.page.image.shown_suggestions()
    suggested.page.canvas.select((-suggestion.id,))
    suggested.press(Qt.Key.Key_Return)
    [row] = suggested.store.annotations.of_image(suggested.current)
    assert row.author == "model"
    assert suggested.page.canvas.selected() == (row.id,)


def test_delete_rejects_the_selected_suggestion(suggested):
    suggested.press(Qt.Key.Key_U)
    [suggestion] = suggested.page.image.shown_suggestions()
    suggested.page.canvas.select((-suggestion.id,))
    suggested.press(Qt.Key.Key_Delete)
    assert [row.score for row in suggested.store.suggestions.of_image(suggested.current)] == [0.3]
    assert suggested.store.annotations.of_image(suggested.current) == []


def test_editing_a_suggestion_accepts_it(suggested):
    suggested.press(Qt.Key.Key_U)
    [suggestion] = suggested.page.image.shown_suggestions()
    suggested.page.canvas.geometries_edited.emit({-suggestion.id: Box(1, 2, 30, 40)})
    [row] = suggested.store.annotations.of_image(suggested.current)
    assert row.geometry == Box(1, 2, 30, 40)


def test_all_above_the_score_are_accepted_in_one_step(suggested):
    suggested.trigger(Act.ACCEPT_ABOVE)
    ids = suggested.store.images.ids()
    assert [len(suggested.store.annotations.of_image(image_id)) for image_id in ids] == [1, 1, 1, 0]
    suggested.trigger(Act.UNDO)
    assert [len(suggested.store.suggestions.of_image(image_id)) for image_id in ids] == [0, 2, 2, 0]


def test_what_the_command_line_wrote_appears(bench):
    tree = bench.store.classes.rows()[0].id
    other = type(bench.store).open(bench.store.path)
    review(other, [bench.current], tree)
    other.close()
    bench.session.look_at_file()
    assert len(bench.page.image.shapes()) == 1
    assert "reviewed" in bench.page.toolbar._title.whole()


def test_the_filter_by_state_counts_and_keeps_the_image_in_hand(suggested):
    panel = suggested.page.image_panel
    before = suggested.current
    panel.bar.state.setCurrentText("Suggested")
    assert panel.bar.number.text().endswith("/ 2")
    assert suggested.current == before
    suggested.press(Qt.Key.Key_U)
    assert suggested.current in suggested.store.images.ids()[1:3]


def test_a_long_name_is_shortened_in_a_small_window(bench, qtbot):
    title = bench.page.toolbar._title
    bench.page.toolbar.set_title(f"{'a long name ' * 30} · reviewed")
    qtbot.waitUntil(lambda: "…" in title.text() and title.text().endswith("ed"))
    assert bench.page.toolbar.minimumSizeHint().width() < 400


def test_who_made_an_object_is_said_in_words_that_are_no_class(suggested):
    def origins():
        model = suggested.page.object_panel._model
        return [model.index(row, 1).data().strip() for row in range(model.rowCount())]

    assert origins() == ["by hand"]
    suggested.press(Qt.Key.Key_U)
    assert origins() == ["0.90"]
    model = suggested.page.object_panel._model
    tip = model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "tree: suggested by model a run, score 0.90"
    suggested.page.canvas.select([next(iter(suggested.page.image.shapes())).key])
    suggested.trigger(Act.FINISH)
    assert origins() == ["model 0.90"]
    assert model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == "tree: model a run 0.90"


def test_what_sam_outlined_is_said_to_be_with_sam(bench):
    tree = bench.store.classes.rows()[0]
    made = NewAnnotation(bench.current, tree.id, Box(10, 10, 40, 40), prompt=Prompt())
    bench.session.do(lambda store: store.annotations.add([made]))
    model = bench.page.object_panel._model
    assert model.index(0, 1).data().strip() == "with SAM"


def test_without_suggestions_there_is_no_slider(suggested):
    first, second = suggested.store.images.ids()[:2]
    panel = suggested.page.object_panel
    suggested.page.image.show(first)
    assert panel._foot.isHidden()
    suggested.page.image.show(second)
    assert not panel._foot.isHidden()


def test_what_the_score_hides_is_counted(suggested):
    second = suggested.store.images.ids()[1]
    suggested.page.image.show(second)
    assert "1 more below 0.40" in suggested.page.object_panel._score.text()
    assert suggested.page.missed.badge.isHidden()
    suggested.page.object_panel.set_lowest_score(0.2)
    assert "more below" not in suggested.page.object_panel._score.text()


def test_a_picture_on_which_all_is_hidden_says_so_and_a_click_shows_it(suggested):
    suggested.page.image.show(suggested.store.images.ids()[1])
    suggested.page.object_panel.set_lowest_score(0.95)
    badge = suggested.page.missed.badge
    assert badge.isVisible()
    assert "2" in badge.text()
    QTest.mouseClick(badge, Qt.MouseButton.LeftButton)
    assert len(suggested.page.image.shown_suggestions()) == 2
    assert badge.isHidden()


def test_a_row_of_the_list_says_its_marks_in_words(suggested):
    images = suggested.page.images
    images.set_readiness(suggested.store.images.rows(suggested.store.images.ids())[1].key, "ready")
    reviewed, waiting = (images.index(row).data(Qt.ItemDataRole.ToolTipRole) for row in (0, 1))
    assert "reviewed: done" in reviewed
    assert "Objects: 1" in reviewed
    assert "suggested: marked by a model" in waiting
    assert "(+): 2" in waiting
    assert "smart tool is ready" in waiting


def test_every_cell_of_the_class_list_says_what_it_means(suggested):
    classes = suggested.page.classes
    tips = [classes.index(0, column).data(Qt.ItemDataRole.ToolTipRole) for column in range(3)]
    assert all(tips)
    assert len(set(tips)) == 3
    assert "1" in tips[0]


def test_the_image_in_hand_stays_in_sight_when_others_come_before_it(bench, tmp_path, qtbot):
    view = bench.page.image_panel._view
    bench.page.image.show(bench.store.images.ids()[2])
    added = bench.store.images.add(draw_images(tmp_path / "a folder before", 30, first_seed=50))
    bench.session.adopt(added.changes)
    row = bench.page.images.row_of(bench.current)
    assert row == 32
    index = bench.page.images.index(row)
    qtbot.waitUntil(lambda: view.viewport().rect().contains(view.visualRect(index)))
