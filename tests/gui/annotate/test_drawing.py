"""Drawing, editing, copying and deleting objects on the Annotate page."""

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from desktop.actions import Act
from desktop.canvas.tools.table import BOX, POLYGON, SELECT, SMART
from engine.geometry import masks
from engine.geometry.types import Box, Polygon
from engine.project.rows import ImageState
from engine.protocol.requests import MaskCandidate
from tests.helpers.canvas import click, drag
from tests.helpers.stores import make_store, new_box
from tests.helpers.window import open_bench


def geometries(bench):
    return [row.geometry for row in bench.store.annotations.of_image(bench.current)]


def test_the_first_image_is_shown(bench):
    assert bench.current == bench.store.images.ids()[0]


def test_a_drawn_box_is_saved_selected_and_said(bench, qtbot):
    bench.press(Qt.Key.Key_R)
    with qtbot.waitSignal(bench.session.changed):
        drag(bench.page.canvas, (20, 30), (80, 90))
    [row] = bench.store.annotations.of_image(bench.current)
    box = row.geometry
    assert (round(box.left), round(box.bottom)) == (20, 90)
    assert bench.page.canvas.selected() == (row.id,)
    assert bench.page.status.left().startswith("Saved")
    assert bench.store.images.get(bench.current).state is ImageState.IN_WORK


def test_undo_and_redo_by_key(bench):
    bench.page.drawing.add(Box(10, 10, 50, 50))
    bench.trigger(Act.UNDO)
    assert geometries(bench) == []
    bench.trigger(Act.REDO)
    assert geometries(bench) == [Box(10, 10, 50, 50)]


def test_a_digit_chooses_the_class_of_what_is_drawn_next(bench):
    bench.press(Qt.Key.Key_2)
    bench.page.drawing.add(Box(10, 10, 50, 50))
    [row] = bench.store.annotations.of_image(bench.current)
    assert bench.page.image.look_of(row.class_id)[1] == "bus"


def test_a_digit_changes_the_class_of_the_selection(bench):
    bench.page.drawing.add(Box(10, 10, 50, 50))
    bench.press(Qt.Key.Key_2)
    [row] = bench.store.annotations.of_image(bench.current)
    assert bench.page.image.look_of(row.class_id)[1] == "bus"


def class_names(bench):
    rows = bench.store.annotations.of_image(bench.current)
    return [bench.page.image.look_of(row.class_id)[1] for row in rows]


def test_after_drawing_a_digit_is_the_next_object_s_class(bench):
    bench.press(Qt.Key.Key_R)
    drag(bench.page.canvas, (20, 30), (60, 70))
    bench.press(Qt.Key.Key_2)
    assert class_names(bench) == ["tree"]
    drag(bench.page.canvas, (80, 30), (120, 70))
    assert class_names(bench) == ["tree", "bus"]


def test_a_drawn_object_that_is_clicked_gets_the_digit_s_class(bench):
    bench.press(Qt.Key.Key_R)
    drag(bench.page.canvas, (20, 30), (60, 70))
    click(bench.page.canvas, 40, 50)
    bench.press(Qt.Key.Key_2)
    assert class_names(bench) == ["bus"]


def test_with_the_select_tool_in_hand_what_is_selected_gets_the_digit_s_class(bench):
    bench.press(Qt.Key.Key_R)
    drag(bench.page.canvas, (20, 30), (60, 70))
    bench.page.tools.take(SELECT)
    bench.press(Qt.Key.Key_2)
    assert class_names(bench) == ["bus"]


def test_a_digit_is_the_class_of_an_unfinished_polygon_and_of_nothing_else(bench):
    canvas = bench.page.canvas
    bench.page.drawing.add(Box(100, 20, 140, 60))
    click(canvas, 120, 40)
    bench.page.tools.take(POLYGON)
    for x, y in ((20, 20), (60, 20), (60, 60)):
        click(canvas, x, y)
    assert canvas.has_draft()
    bench.press(Qt.Key.Key_2)
    assert canvas.has_draft()
    bench.press(Qt.Key.Key_Return)
    assert class_names(bench) == ["tree", "bus"]


def test_a_digit_is_the_class_of_sam_s_draft_whatever_masks_are_on_offer(bench):
    canvas = bench.page.canvas
    pixels = np.zeros((120, 160), dtype=bool)
    pixels[20:60, 20:60] = True
    found = masks.encode(pixels)
    answer = tuple(MaskCandidate(found, Box(20, 20, 60, 60), s) for s in (0.9, 0.8, 0.7, 0.6))
    bench.page.tools.take(SMART)
    click(canvas, 40, 40)
    canvas.show_candidates(answer, False)
    bench.press(Qt.Key.Key_2)
    bench.press(Qt.Key.Key_Return)
    assert class_names(bench) == ["bus"]


def test_a_digit_without_a_class_says_so(bench):
    bench.page.drawing.add(Box(10, 10, 50, 50))
    bench.press(Qt.Key.Key_7)
    assert class_names(bench) == ["tree"]
    assert "7" in bench.page.status.left()


def test_zero_finds_a_class_by_name(bench, qtbot):
    bench.press(Qt.Key.Key_0)
    search = bench.page.class_panel._search
    assert search.isVisible()
    qtbot.keyClicks(search, "bu")
    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert bench.page.class_panel.current().name == "bus"
    assert not search.isVisible()
    assert bench.page.canvas.hasFocus()


def test_a_class_is_added_and_named_in_its_place(bench, qtbot):
    panel = bench.page.class_panel
    panel.add_and_edit()
    editor = panel._view.findChild(QLineEdit)
    qtbot.keyClicks(editor, "lamp")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.current().name == "lamp")
    assert [row.name for row in bench.store.classes.rows()] == ["tree", "bus", "lamp"]
    qtbot.waitUntil(bench.page.canvas.hasFocus)


def test_escape_takes_a_class_away_that_is_being_named(bench, qtbot):
    panel = bench.page.class_panel
    bench.press(Qt.Key.Key_2)
    steps = bench.session.undo_stack.index()
    panel.add_and_edit()
    editor = panel._view.findChild(QLineEdit)
    qtbot.keyClicks(editor, "lam")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    qtbot.waitUntil(bench.page.canvas.hasFocus)
    assert [row.name for row in bench.store.classes.rows()] == ["tree", "bus"]
    assert panel.current().name == "bus"
    assert bench.session.undo_stack.index() == steps


def test_escape_leaves_what_was_done_while_a_class_was_being_named(bench, qtbot):
    panel, (tree, _) = bench.page.class_panel, bench.store.classes.rows()
    panel.add_and_edit()
    box = new_box(bench.current, tree.id)
    bench.session.do(lambda store: store.annotations.add([box]))
    qtbot.keyClick(panel._view.findChild(QLineEdit), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(bench.store.classes.rows()) == 2)
    assert len(geometries(bench)) == 1


def test_escape_leaves_a_class_its_name(bench, qtbot):
    panel = bench.page.class_panel
    bench.press(Qt.Key.Key_F2)
    editor = panel._view.findChild(QLineEdit)
    qtbot.keyClicks(editor, "oak")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    qtbot.waitUntil(bench.page.canvas.hasFocus)
    assert [row.name for row in bench.store.classes.rows()] == ["tree", "bus"]


def test_without_a_class_the_first_object_makes_one(qtbot, tmp_path):
    store = make_store(tmp_path)
    for row in store.classes.rows():
        store.classes.delete(row.id)
    bench = open_bench(qtbot, store, tmp_path)
    bench.page.drawing.add(Box(10, 10, 50, 50))
    assert [row.name for row in store.classes.rows()] == ["object"]
    assert len(geometries(bench)) == 1
    assert "object" in bench.page.status.left()
    bench.close()


def test_a_dragged_object_is_one_step(bench):
    bench.page.drawing.add(Box(10, 10, 50, 50))
    [row] = bench.store.annotations.of_image(bench.current)
    bench.page.canvas.geometries_edited.emit({row.id: Box(20, 20, 60, 60)})
    assert geometries(bench) == [Box(20, 20, 60, 60)]
    bench.trigger(Act.UNDO)
    assert geometries(bench) == [Box(10, 10, 50, 50)]


def test_delete_removes_the_selection(bench):
    bench.page.drawing.add(Box(10, 10, 50, 50))
    bench.press(Qt.Key.Key_Delete)
    assert geometries(bench) == []


def outlined(bench, *points):
    """One selected outline, as the select tool in hand shows it."""
    bench.page.drawing.add(Polygon(points))
    bench.press(Qt.Key.Key_V)
    return geometries(bench)


def test_delete_removes_the_vertex_that_was_clicked_and_no_object(bench):
    outlined(bench, (10, 10), (60, 10), (60, 60), (10, 60))
    click(bench.page.canvas, 60, 10)
    bench.press(Qt.Key.Key_Delete)
    assert geometries(bench) == [Polygon(((10, 10), (60, 60), (10, 60)))]
    # The next vertex is chosen, so that a key too many deletes nothing.
    bench.press(Qt.Key.Key_Delete)
    assert geometries(bench) == [Polygon(((10, 10), (60, 60), (10, 60)))]
    assert "three points" in bench.page.status.left()
    bench.trigger(Act.UNDO)
    assert geometries(bench) == [Polygon(((10, 10), (60, 10), (60, 60), (10, 60)))]


def test_delete_deletes_an_outline_none_of_whose_vertices_is_chosen(bench):
    outlined(bench, (10, 10), (60, 10), (60, 60), (10, 60))
    click(bench.page.canvas, 60, 10)
    click(bench.page.canvas, 30, 30)
    bench.press(Qt.Key.Key_Delete)
    assert geometries(bench) == []


def test_arrows_move_what_is_selected_in_one_step_of_undo(bench):
    bench.page.drawing.add(Box(10, 10, 50, 50))
    bench.press(Qt.Key.Key_V)
    first = bench.current
    bench.press(Qt.Key.Key_Right)
    bench.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert bench.current == first
    assert geometries(bench) == [Box(11, 20, 51, 60)]
    bench.trigger(Act.UNDO)
    assert geometries(bench) == [Box(11, 10, 51, 50)]


def test_what_is_moved_stays_marked_in_the_list(bench):
    bench.page.drawing.add(Box(10, 10, 50, 50))
    bench.press(Qt.Key.Key_V)
    marked = bench.page.object_panel._view.selectionModel()
    assert len(marked.selectedRows()) == 1
    bench.press(Qt.Key.Key_Right)
    assert len(marked.selectedRows()) == 1


def test_arrows_go_through_the_images_after_drawing_and_with_nothing_selected(bench):
    bench.press(Qt.Key.Key_R)
    drag(bench.page.canvas, (20, 30), (60, 70))
    bench.press(Qt.Key.Key_Right)
    assert bench.current == bench.store.images.ids()[1]
    bench.press(Qt.Key.Key_Left)
    assert bench.current == bench.store.images.ids()[0]


def test_a_box_is_drawn_by_two_clicks(bench):
    bench.press(Qt.Key.Key_R)
    click(bench.page.canvas, 20, 30)
    click(bench.page.canvas, 80, 90)
    [box] = geometries(bench)
    assert (round(box.left), round(box.bottom)) == (20, 90)


def test_all_objects_are_selected_by_key_and_those_hidden_are_not(bench):
    for left in (10, 60, 110):
        bench.page.drawing.add(Box(left, 10, left + 40, 50))
    keys = [row.id for row in bench.store.annotations.of_image(bench.current)]
    bench.page.canvas.set_hidden(keys[:1])
    bench.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert bench.page.canvas.selected() == tuple(keys[1:])


def test_what_is_pasted_is_cut_at_the_border(bench):
    bench.page.drawing.add(Box(120, 80, 160, 120))
    bench.trigger(Act.DUPLICATE)
    assert geometries(bench) == [Box(120, 80, 160, 120), Box(136, 96, 160, 120)]


def test_copy_and_paste_to_the_next_image(bench):
    bench.page.drawing.add(Box(10, 10, 50, 50))
    bench.trigger(Act.COPY)
    bench.press(Qt.Key.Key_D)
    bench.trigger(Act.PASTE)
    assert bench.current == bench.store.images.ids()[1]
    assert geometries(bench) == [Box(10, 10, 50, 50)]


def test_the_previous_image_s_annotations_are_repeated_in_one_step(bench):
    ids, (tree, bus) = bench.store.images.ids(), bench.store.classes.rows()
    bench.store.annotations.add([new_box(ids[0], tree.id), new_box(ids[0], bus.id, left=60)])
    bench.press(Qt.Key.Key_D)
    bench.trigger(Act.REPEAT_PREVIOUS)
    assert len(geometries(bench)) == 2
    bench.trigger(Act.UNDO)
    assert geometries(bench) == []


def test_the_table_and_the_canvas_select_the_same(bench):
    bench.page.drawing.add(Box(10, 10, 50, 50))
    bench.page.drawing.add(Box(60, 60, 90, 90))
    first, second = (row.id for row in bench.store.annotations.of_image(bench.current))
    view = bench.page.object_panel._view
    view.selectRow(0)
    assert bench.page.canvas.selected() == (first,)
    bench.page.canvas.select((second,))
    assert [index.row() for index in view.selectionModel().selectedRows()] == [1]


def test_tools_are_taken_by_key_and_shown_in_the_toolbar(bench):
    for key, kind, act in (
        (Qt.Key.Key_R, BOX, Act.BOX_TOOL),
        (Qt.Key.Key_P, POLYGON, Act.POLYGON_TOOL),
        (Qt.Key.Key_S, SMART, Act.SMART_TOOL),
        (Qt.Key.Key_V, SELECT, Act.SELECT_TOOL),
    ):
        bench.press(key)
        assert bench.page.canvas.tool() is kind
        assert bench.window.table[act].isChecked()


def test_a_renamed_class_is_renamed_on_the_canvas(bench):
    bench.page.drawing.add(Box(10, 10, 50, 50))
    model = bench.page.classes
    assert model.setData(model.index(0, 1), "oak")
    assert [shape.label for shape in bench.page.image.shapes()] == ["oak"]


def test_letters_typed_into_the_filter_do_not_take_tools(bench, qtbot):
    text = bench.page.image_panel.bar.text
    text.setFocus()
    qtbot.keyClicks(text, "photo 2")
    assert text.text() == "photo 2"
    assert bench.page.canvas.tool() is SELECT
    qtbot.waitUntil(lambda: bench.page.images.rowCount() == 1)
