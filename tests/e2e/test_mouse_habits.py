"""Labelling with the habits of other programs, from the first click to the export."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.actions import Act
from desktop.app.startup import build
from engine.geometry.types import Box, Polygon
from tests.helpers.canvas import at, click
from tests.helpers.context_menus import choose, entries, right_click
from tests.helpers.stores import make_store
from tests.helpers.window import own_memory

pytestmark = pytest.mark.slow


@pytest.fixture
def program(qtbot, tmp_path):
    """The program with three new pictures of 160x120 and the classes tree and bus (boxes)."""
    own_memory(tmp_path)
    made = build()
    qtbot.addWidget(made.window)
    store = make_store(tmp_path, images=3)
    store.close()
    with qtbot.waitActive(made.window):
        made.window.show()
        made.window.activateWindow()
    assert made.open_project(store.path)
    qtbot.waitUntil(lambda: made.project.annotate.canvas.zoom() > 0)
    yield made
    made.close_project()


def key(program, pressed, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(program.project.annotate.canvas, pressed, modifiers)


def objects(program):
    page = program.project.annotate
    rows = program.project.session.store.annotations.of_image(page.image.row.id)
    return [(page.image.look_of(row.class_id)[1], row.geometry) for row in rows]


def rounded(box):
    return Box(*(float(round(value)) for value in (box.left, box.top, box.right, box.bottom)))


def menu_at(program, x, y):
    canvas = program.project.annotate.canvas
    return right_click(canvas.viewport(), at(canvas, x, y))


def test_boxes_by_clicks_menus_arrows_and_what_an_export_leaves_out(program, qtbot):
    canvas, store = program.project.annotate.canvas, program.project.session.store
    key(program, Qt.Key.Key_R)
    click(canvas, 20, 20)
    click(canvas, 60, 60)
    # The arrows still go through the pictures: nobody has chosen what was just drawn.
    key(program, Qt.Key.Key_Right)
    key(program, Qt.Key.Key_Left)
    choose(entries(menu_at(program, 40, 40))["Class"].menu(), "bus")
    QApplication.activePopupWidget().close()
    key(program, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    [(name, box)] = objects(program)
    assert (name, rounded(box)) == ("bus", Box(30, 20, 70, 60))

    key(program, Qt.Key.Key_P)
    for x, y in ((90, 20), (130, 20), (130, 60), (90, 60)):
        click(canvas, x, y)
    key(program, Qt.Key.Key_Return)
    key(program, Qt.Key.Key_V)
    click(canvas, 130, 20)
    key(program, Qt.Key.Key_Delete)
    assert isinstance(objects(program)[1][1], Polygon)
    assert len(objects(program)[1][1].points) == 3

    choose(menu_at(program, 50, 40), "Duplicate")
    assert len(objects(program)) == 3
    program.window.table[Act.UNDO].trigger()
    program.window.table[Act.ACCEPT_IMAGE].trigger()

    deploy = program.project.pages["deploy"]
    program.window.show_page(deploy)
    deploy.annotations.formats["yolo"].setChecked(True)
    qtbot.waitUntil(lambda: "outlines (1)" in deploy.annotations.losses.text())
    train = program.project.train
    program.window.show_page(train)
    qtbot.waitUntil(lambda: "outlines (1)" in train.plan_panel._losses.text(), timeout=10_000)
    assert store.info().annotations == 2
