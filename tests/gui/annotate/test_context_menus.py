"""What a right click offers on objects, images and classes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop.actions import Act, KeyMap
from desktop.canvas.tools.table import BOX, SMART
from engine.geometry.types import Box
from engine.project.rows import ImageState, NewSuggestion
from tests.helpers.canvas import at, click, drag
from tests.helpers.context_menus import choose, enabled, entries, right_click
from tests.helpers.stores import add_model, make_store, new_box, review
from tests.helpers.window import open_bench


@pytest.fixture(autouse=True)
def menus_closed():
    """No menu stays open: the next test would type into it."""
    yield
    while (menu := QApplication.activePopupWidget()) is not None:
        menu.close()


@pytest.fixture
def boxes(bench):
    """Two boxes on the image in hand, of which none is selected."""
    for left in (10, 100):
        bench.page.drawing.add(Box(left, 10, left + 40, 50))
    bench.page.canvas.select(())
    return [row.id for row in bench.store.annotations.of_image(bench.current)]


def on_canvas(bench, x, y):
    canvas = bench.page.canvas
    return right_click(canvas.viewport(), at(canvas, x, y))


def in_list(view, row):
    return right_click(view.viewport(), view.visualRect(view.model().index(row, 0)).center())


def names(bench):
    rows = bench.store.annotations.of_image(bench.current)
    return [bench.page.image.look_of(row.class_id)[1] for row in rows]


def test_a_right_click_selects_the_object_it_is_on_and_offers_what_can_be_done(bench, boxes):
    menu = on_canvas(bench, 30, 30)
    assert bench.page.canvas.selected() == (boxes[0],)
    own = {"Class", "Copy", "Duplicate", "Select all", "Delete", "Hide"}
    assert enabled(menu) == own | {"Convert to", "Order", "Attributes and tags"}
    choose(menu, "Delete")
    assert [row.id for row in bench.store.annotations.of_image(bench.current)] == boxes[1:]


def test_a_right_click_on_a_selected_object_keeps_the_whole_selection(bench, boxes):
    bench.page.canvas.select(boxes)
    choose(on_canvas(bench, 30, 30), "Delete")
    assert names(bench) == []


def test_where_nothing_is_only_what_needs_no_object_is_offered(bench, boxes):
    bench.page.canvas.select(boxes)
    assert enabled(on_canvas(bench, 80, 100)) == {"Select all"}
    assert bench.page.canvas.selected() == ()


def test_keys_are_shown_as_they_are_set(bench, boxes):
    menu = on_canvas(bench, 30, 30)
    assert entries(menu)["Copy"].text() == "Copy\tCtrl+C"
    menu.close()
    bench.window.table.use(KeyMap().with_keys(Act.COPY, ["Ctrl+K"]))
    assert entries(on_canvas(bench, 30, 30))["Copy"].text() == "Copy\tCtrl+K"


def test_the_class_of_an_object_is_changed_in_its_menu(bench, boxes):
    offered = entries(on_canvas(bench, 30, 30))["Class"].menu()
    assert [action.text() for action in offered.actions()] == ["tree\t1", "bus\t2"]
    choose(offered, "bus")
    assert names(bench) == ["bus", "tree"]


def test_what_was_just_drawn_is_chosen_by_a_right_click(bench):
    bench.press(Qt.Key.Key_R)
    drag(bench.page.canvas, (20, 30), (60, 70))
    on_canvas(bench, 40, 50).close()
    bench.press(Qt.Key.Key_2)
    assert names(bench) == ["bus"]


def test_a_suggestion_is_accepted_in_its_menu(qtbot, tmp_path):
    store = make_store(tmp_path)
    first, tree = store.images.ids()[0], store.classes.rows()[0].id
    review(store, store.images.ids()[1:2], tree)
    store.splits.assign()
    proposed = NewSuggestion(first, tree, Box(60, 60, 90, 90), 0.9)
    store.suggestions.add(add_model(store), [proposed], [first])
    bench = open_bench(qtbot, store, tmp_path)
    menu = on_canvas(bench, 70, 70)
    assert enabled(menu) == {"Class", "Select all", "Delete", "Accept", "Hide"}
    choose(menu, "Accept")
    assert names(bench) == ["tree"]
    assert "Accept" not in enabled(on_canvas(bench, 70, 70))
    bench.close()


def test_the_list_of_objects_has_the_same_menu(bench, boxes):
    menu = in_list(bench.page.object_panel._view, 1)
    assert bench.page.canvas.selected() == (boxes[1],)
    choose(menu, "Delete")
    assert [row.id for row in bench.store.annotations.of_image(bench.current)] == boxes[:1]


def test_while_something_is_drawn_there_is_no_menu(bench, boxes):
    bench.page.tools.take(BOX)
    click(bench.page.canvas, 70, 70)
    assert on_canvas(bench, 30, 30) is None
    assert bench.page.canvas.has_draft()


def test_with_sam_in_hand_the_right_button_excludes_once_an_object_was_begun(bench, boxes):
    canvas = bench.page.canvas
    asked = []
    canvas.prompt_changed.connect(lambda prompt, hover: asked.append(prompt))
    bench.page.tools.take(SMART)
    on_canvas(bench, 30, 30).close()
    assert asked == []
    click(canvas, 70, 70)
    assert on_canvas(bench, 90, 90) is None
    assert [point.include for point in asked[-1].points] == [True, False]


def test_an_image_is_taken_in_hand_by_a_right_click_and_removed_in_its_menu(bench):
    second = bench.store.images.ids()[1]
    menu = in_list(bench.page.image_panel._view, 1)
    assert bench.current == second
    assert "Nothing to mark: verified empty" in enabled(menu)
    choose(menu, "Remove from the project…")
    assert second not in bench.store.images.ids()


def test_several_images_are_only_removed_together(bench):
    view = bench.page.image_panel._view
    view.selectAll()
    menu = in_list(view, 2)
    assert enabled(menu) == {"Remove from the project…"}
    assert len(bench.page.image_panel.selected_ids()) == 4


def test_an_image_with_objects_is_not_offered_as_empty(bench):
    ids, tree = bench.store.images.ids(), bench.store.classes.rows()[0]
    bench.session.do(lambda store: store.annotations.add([new_box(ids[0], tree.id)]))
    menu = in_list(bench.page.image_panel._view, 0)
    assert "Nothing to mark: verified empty" not in enabled(menu)
    choose(menu, "Accept everything on the image and go on")
    assert bench.store.images.get(ids[0]).state is ImageState.REVIEWED


def test_a_class_is_chosen_by_a_right_click_and_renamed_in_its_menu(bench, qtbot):
    panel = bench.page.class_panel
    menu = in_list(panel._view, 1)
    assert panel.current().name == "bus"
    assert entries(menu)["Rename the class"].text() == "Rename the class\tF2"
    choose(menu, "Rename the class")
    editor = panel._view.findChild(QLineEdit)
    qtbot.keyClicks(editor, "lorry")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [row.name for row in bench.store.classes.rows()] == ["tree", "lorry"])


def test_a_class_is_renamed_by_its_key(bench, qtbot):
    bench.press(Qt.Key.Key_F2)
    editor = bench.page.class_panel._view.findChild(QLineEdit)
    qtbot.keyClicks(editor, "oak")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bench.store.classes.rows()[0].name == "oak")
