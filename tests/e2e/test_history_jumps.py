"""Back to an earlier state by a click, forth again after the project was closed and opened."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.actions import Act
from desktop.app.startup import build
from desktop.models.history_list import MARK, Column
from tests.helpers.canvas import drag
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
    open_project(made, store.path, qtbot)
    yield made
    made.close_project()


def open_project(program, path, qtbot):
    assert program.open_project(path)
    qtbot.waitUntil(lambda: program.project.annotate.canvas.zoom() > 0)


def open_panel(program, qtbot):
    program.window.table[Act.HISTORY].trigger()
    panel = program.project.annotate.history.panel
    qtbot.waitUntil(lambda: panel.view.viewport().height() > 50)
    return panel


def click(panel, row, qtbot):
    view, model = panel.view, panel.view.model()
    index = model.index(row, Column.WORDS)
    view.scrollTo(index)
    center = view.visualRect(index).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=center)
    qtbot.waitUntil(lambda: model.index(row, Column.MARK).data() == MARK)


def lefts(program):
    """Where the boxes of the image in hand begin, as the canvas and the project know them."""
    image = program.project.annotate.image
    drawn = sorted(round(shape.geometry.left) for shape in image.shapes())
    rows = program.project.session.store.annotations.of_image(image.row.id)
    assert drawn == sorted(round(row.geometry.left) for row in rows)
    return drawn


def test_back_to_the_first_of_three_boxes_and_forth_after_a_restart(program, qtbot):
    canvas = program.project.annotate.canvas
    path, image = program.project.session.store.path, program.project.annotate.image.row.id
    for left in (10, 50, 90):
        QTest.keyClick(canvas, Qt.Key.Key_R)
        drag(canvas, (left, 20), (left + 30, 60))
    assert lefts(program) == [10, 50, 90]
    panel = open_panel(program, qtbot)
    last = panel.view.model().rowCount() - 1
    click(panel, last - 2, qtbot)
    assert lefts(program) == [10]
    program.close_project()

    open_project(program, path, qtbot)
    assert program.project.annotate.image.row.id == image
    assert lefts(program) == [10]
    assert program.project.session.undo_stack.canRedo()
    panel = open_panel(program, qtbot)
    click(panel, last, qtbot)
    assert lefts(program) == [10, 50, 90]
    QTest.keyClick(
        program.project.annotate.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier
    )
    assert lefts(program) == [10, 50]
