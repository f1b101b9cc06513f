"""Key points: a skeleton made by mouse, objects placed point by point or all at once, edited."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox

from desktop.actions import Act
from desktop.pages.annotate.skeleton_scene import SIDE
from engine.geometry.skeleton import Skeleton
from engine.geometry.types import Keypoint, Keypoints
from engine.project.rows import NewAnnotation
from tests.helpers.canvas import click, drag, move

FISH = Skeleton(
    ("mouth", "fin", "tail"),
    edges=((0, 1), (1, 2)),
    places=((0.0, 0.5), (0.5, 0.0), (1.0, 0.5)),
)
LEFT, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier
NOTHING = Qt.KeyboardModifier.NoModifier


def current_class(bench):
    return bench.page.class_panel.for_objects()


@pytest.fixture
def fishing(bench):
    """A class of fish is chosen, and the tool is in hand."""
    row = current_class(bench)
    bench.session.do(lambda store: store.classes.set_skeleton(row.id, FISH, (None,) * 3))
    bench.trigger(Act.KEYPOINTS_TOOL)
    return bench


def objects(bench):
    return [row.geometry for row in bench.page.image.annotations.values()]


def test_points_are_placed_in_order(fishing):
    canvas = fishing.page.canvas
    click(canvas, 20, 30)
    click(canvas, 40, 20, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert objects(fishing) == []
    click(canvas, 60, 30)
    [fish] = objects(fishing)
    assert [point.x for point in fish.points] == pytest.approx([20, 40, 60], abs=1)
    assert [point.visibility for point in fish.points] == [2, 1, 2]


def test_a_point_is_left_out_and_the_rest_is_absent(fishing):
    canvas = fishing.page.canvas
    click(canvas, 20, 30)
    QTest.keyClick(canvas, Qt.Key.Key_Tab)
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    [fish] = objects(fishing)
    assert [point.visibility for point in fish.points] == [2, 0, 0]


def test_backspace_takes_the_last_point_back(fishing):
    canvas = fishing.page.canvas
    click(canvas, 20, 30)
    click(canvas, 90, 90)
    QTest.keyClick(canvas, Qt.Key.Key_Backspace)
    click(canvas, 40, 20)
    click(canvas, 60, 30)
    assert [p.x for p in objects(fishing)[0].points] == pytest.approx([20, 40, 60], abs=1)


def test_a_drag_places_all_points_in_the_box(fishing):
    drag(fishing.page.canvas, (20, 20), (100, 60))
    [fish] = objects(fishing)
    assert [(round(p.x), round(p.y)) for p in fish.points] == [(20, 40), (60, 20), (100, 40)]


def test_the_mean_of_the_objects_that_are_there_is_the_pose(fishing):
    row = current_class(fishing)
    fish = Keypoints((Keypoint(0, 0, 2), Keypoint(10, 30, 2), Keypoint(100, 40, 2)))
    fishing.page.drawing.add_many([NewAnnotation(1, row.id, fish)])
    fishing.page.canvas.select(())
    drag(fishing.page.canvas, (20, 20), (120, 60))
    placed = objects(fishing)[-1]
    assert [round(p.x) for p in placed.points] == [20, 30, 120]


def test_a_point_is_moved_hidden_and_taken_away(fishing):
    canvas = fishing.page.canvas
    drag(canvas, (20, 20), (100, 60))
    fishing.trigger(Act.SELECT_TOOL)
    canvas.select(canvas.selected())
    drag(canvas, (60, 20), (70, 90))
    assert round(objects(fishing)[0].points[1].y) == 90
    click(canvas, 70, 90, modifiers=Qt.KeyboardModifier.AltModifier)
    assert objects(fishing)[0].points[1].visibility == 1
    click(canvas, 70, 90)
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert [p.visibility for p in objects(fishing)[0].points] == [2, 0, 2]
    fishing.trigger(Act.UNDO)
    assert [p.visibility for p in objects(fishing)[0].points] == [2, 1, 2]
    fishing.page.canvas.stage.choose_vertices(())
    fishing.trigger(Act.POINTS_VISIBLE)
    assert [p.visibility for p in objects(fishing)[0].points] == [2, 2, 2]


def test_the_name_of_the_next_point_is_at_the_pointer(fishing):
    canvas = fishing.page.canvas
    before = canvas.grab().toImage()
    move(canvas, 50, 50)
    assert canvas.grab().toImage() != before


def test_without_a_skeleton_the_editor_opens_and_one_is_made_by_mouse(bench, qtbot):
    bench.trigger(Act.KEYPOINTS_TOOL)
    click(bench.page.canvas, 20, 30)
    assert objects(bench) == []
    dialog = bench.page.skeleton.edit()
    viewport = dialog.view.viewport()

    def place(x, y):
        return dialog.view.mapFromScene(x * SIDE, y * SIDE)

    ok = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
    assert not ok.isEnabled()
    for x, y in ((0.2, 0.5), (0.8, 0.5)):
        QTest.mouseClick(viewport, LEFT, NOTHING, place(x, y))
    QTest.mousePress(viewport, LEFT, SHIFT, place(0.2, 0.5))
    QTest.mouseMove(viewport, place(0.5, 0.5))
    QTest.mouseMove(viewport, place(0.8, 0.5))
    QTest.mouseRelease(viewport, LEFT, SHIFT, place(0.8, 0.5))
    dialog.table.item(0, 0).setText("mouth")
    dialog.table.item(1, 0).setText("mouth")
    assert not ok.isEnabled()
    dialog.table.item(1, 0).setText("tail")
    dialog.draft.pair(0, 1)
    QTest.mouseClick(ok, LEFT)
    skeleton = current_class(bench).skeleton
    assert skeleton.names == ("mouth", "tail")
    assert skeleton.edges == ((0, 1),)
    assert skeleton.mirrored == ((0, 1),)
    assert skeleton.places[0] == pytest.approx((0.2, 0.5), abs=0.01)


def test_points_that_change_places_take_the_objects_points_along(fishing):
    drag(fishing.page.canvas, (20, 20), (100, 60))
    [before] = objects(fishing)
    dialog = fishing.page.skeleton.edit()
    dialog.table.setCurrentCell(2, 0)
    QTest.mouseClick(dialog.earlier, LEFT)
    QTest.mouseClick(dialog.earlier, LEFT)
    dialog.accept()
    assert current_class(fishing).skeleton.names == ("tail", "mouth", "fin")
    assert objects(fishing)[0].points == (before.points[2], before.points[0], before.points[1])
    fishing.trigger(Act.UNDO)
    assert objects(fishing) == [before]
    assert current_class(fishing).skeleton == FISH


def test_a_point_dragged_in_the_editor_moves(fishing):
    dialog = fishing.page.skeleton.edit()
    viewport = dialog.view.viewport()
    start = dialog.view.mapFromScene(0.5 * SIDE, 0.0)
    end = start + QPoint(40, 80)
    QTest.mousePress(viewport, LEFT, NOTHING, start)
    QTest.mouseMove(viewport, start + QPoint(20, 40))
    QTest.mouseMove(viewport, end)
    QTest.mouseRelease(viewport, LEFT, NOTHING, end)
    assert dialog.draft.points[1].place == pytest.approx((0.6, 0.2), abs=0.01)
    QTest.mouseClick(dialog.person, LEFT)
    assert len(dialog.draft.points) == 17
    dialog.reject()
    assert current_class(fishing).skeleton == FISH
