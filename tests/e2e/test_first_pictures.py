"""Somebody's first pictures: the whole program, a mouse, and what it says by itself."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from desktop.actions import Act
from desktop.app.startup import build
from desktop.widgets.shortcut_sheet import ShortcutSheet
from engine.project.rows import ImageState
from tests.helpers.canvas import drag
from tests.helpers.stores import make_store
from tests.helpers.window import own_memory

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def opened(qtbot, tmp_path, monkeypatch):
    """The program with a new project, as often as it is asked for."""
    # The assist process has tests of its own; here it would only load torch.
    monkeypatch.setattr("desktop.app.open_project.AssistClient.start", lambda self: None)
    path = (store := make_store(tmp_path, images=4)).path
    store.close()
    own_memory(tmp_path)
    programs = []

    def start():
        made = build()
        qtbot.addWidget(made.window)
        with qtbot.waitActive(made.window):
            made.window.show()
            made.window.activateWindow()
        assert made.open_project(path)
        qtbot.waitUntil(lambda: made.project.annotate.canvas.zoom() > 0)
        programs.append(made)
        return made

    yield start
    programs[-1].close_project()


def test_a_picture_is_marked_by_mouse_alone_and_said_to_be_done(opened, qtbot):
    program = opened()
    page, messages = program.project.annotate, program.window.messages
    qtbot.waitUntil(lambda: "Mark every object" in messages.text())
    QTest.mouseClick(messages._button, LEFT)
    assert page.image_panel.work.text() == "0 done, 4 new"

    program.window.table[Act.BOX_TOOL].trigger()
    assert "draw a box" in page.foot.hint.whole()
    QTest.keyClick(page.canvas, Qt.Key.Key_H)
    assert page.hiding.badge.isVisible()
    drag(page.canvas, (20, 20), (90, 90))
    [drawn] = page.image.annotations
    assert not page.canvas.stage.is_hidden(drawn)

    QTest.mouseClick(page.foot.done, LEFT)
    assert page.image_panel.work.text() == "1 done, 3 new"
    store = program.project.session.store
    assert store.images.get(store.images.ids()[0]).state is ImageState.REVIEWED
    assert page.hiding.badge.isVisible()
    QTest.mouseClick(page.hiding.badge, LEFT)
    assert page.hiding.badge.isHidden()


def test_the_first_sentence_is_not_said_again_after_a_restart(opened, qtbot):
    program = opened()
    messages = program.window.messages
    qtbot.waitUntil(lambda: "Mark every object" in messages.text())
    QTest.mouseClick(messages._button, LEFT)
    program.close_project()
    again = opened()
    qtbot.wait(50)
    assert "Mark every object" not in again.window.messages.text()


def test_the_sheet_of_keys_has_a_section_for_every_tool(opened):
    program = opened()
    program.window.table[Act.SHORTCUTS].trigger()
    [sheet] = program.window.findChildren(ShortcutSheet)
    shown = {label.text() for label in sheet.findChildren(QLabel)}
    assert {"Mouse: Box", "Mouse: Polygon", "Mouse: Smart tool"} <= shown
    sheet.close()
