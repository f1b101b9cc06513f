"""The window on a small screen at a large scale: nothing is cut off, everything can be reached."""

import itertools
import os

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QComboBox, QDialog, QPushButton, QScrollArea

from desktop.actions import Act
from desktop.app.startup import build
from desktop.pages.train.advanced_panel import AdvancedPanel
from desktop.widgets.shortcut_sheet import ShortcutSheet
from engine.protocol.run_folder import RunStatus, process_of
from tests.helpers.cut_off import cut_off
from tests.helpers.stores import add_model, make_store, review
from tests.helpers.training_project import add_run
from tests.helpers.window import own_memory

ROOM = (720, 450)
PAGES = ("annotate", "dataset", "train", "evaluate", "deploy")


@pytest.fixture
def program(qtbot, tmp_path, monkeypatch):
    """A small window with a project of twelve images, of which nine are reviewed, and a model."""
    monkeypatch.setattr("desktop.app.open_project.AssistClient.start", lambda self: None)
    own_memory(tmp_path)
    made = build()
    qtbot.addWidget(made.window)
    made.window.resize(*ROOM)
    store = make_store(tmp_path, images=12)
    review(store, store.images.ids()[:9], store.classes.rows()[0].id)
    add_model(store)
    store.close()
    with qtbot.waitExposed(made.window):
        made.window.show()
    assert made.open_project(store.path)
    yield made
    made.close_project()


@pytest.mark.parametrize("name", PAGES)
def test_no_word_is_cut_off(program, qtbot, name):
    program.window.show_page(program.project.pages[name])
    qtbot.wait(50)
    assert (program.window.width(), program.window.height()) == ROOM
    # A picture's name is shortened with dots, and told in full by its tip.
    shortened = {program.project.annotate.toolbar._title.text(), program.window.status_left.text()}
    qtbot.waitUntil(lambda: set(cut_off(program.window)) <= shortened)


@pytest.mark.parametrize("name", PAGES)
def test_every_button_can_be_reached(program, qtbot, name):
    page = program.project.pages[name]
    program.window.show_page(page)
    qtbot.wait(50)
    for button in page.findChildren(QAbstractButton):
        if not button.isVisible():
            continue
        for area in areas_around(button):
            area.ensureWidgetVisible(button)
        corner = button.mapTo(program.window, button.rect().center())
        assert program.window.rect().contains(corner), button.text() or button.toolTip()


def areas_around(widget):
    """The areas that a widget is scrolled in, the inner one first."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            yield parent
        parent = parent.parentWidget()


def test_the_pages_need_no_sideways_scrolling(program, qtbot):
    for page in program.project.pages.values():
        program.window.show_page(page)
        qtbot.wait(20)
        assert page.width() <= program.window._stack.width(), page


@pytest.mark.parametrize("status", [RunStatus.RUNNING, RunStatus.DONE])
def test_a_run_needs_no_sideways_scrolling(program, qtbot, status):
    train, me = program.project.train, process_of(os.getpid())
    run = add_run(program.project.session.store, "A longer name", status=status, process=me)
    train.control.list_runs()
    train.control.show_run(run.id)
    program.window.show_page(train)
    header = train.panel.header
    qtbot.waitUntil(lambda: header.isVisible() and header.figures.values()[0] != "-")
    qtbot.wait(50)
    area = next(areas_around(train.panel))
    assert area.horizontalScrollBar().maximum() == 0
    # The name is shortened with dots, and as wide as it likes in a larger window.
    assert set(cut_off(train.panel)) <= {header._name.text()}
    shown = [button.geometry() for button in header.findChildren(QPushButton) if button.isVisible()]
    assert all(not a.intersects(b) for a, b in itertools.combinations(shown, 2))


def test_the_device_is_named_in_full(program, qtbot):
    train = program.project.train
    program.window.show_page(train)
    panel = train.findChild(AdvancedPanel)
    panel.parentWidget().show()
    panel.show()
    qtbot.wait(50)
    for box in panel.findChildren(QComboBox):
        assert box.width() >= box.sizeHint().width()


@pytest.mark.parametrize("act", [Act.SETTINGS, Act.ABOUT, Act.DOCTOR])
def test_a_dialog_is_not_larger_than_the_screen(program, qtbot, act):
    program.window.table[act].trigger()
    qtbot.waitUntil(lambda: any(d.isVisible() for d in program.window.findChildren(QDialog)))
    [dialog] = [d for d in program.window.findChildren(QDialog) if d.isVisible()]
    qtbot.wait(50)
    least = dialog.minimumSizeHint().expandedTo(dialog.minimumSize())
    assert least.width() <= ROOM[0]
    assert least.height() <= ROOM[1]
    dialog.close()


def test_the_sheet_of_keys_is_not_wider_than_the_window(program, qtbot):
    program.window.table[Act.SHORTCUTS].trigger()
    sheet = program.window.findChild(ShortcutSheet)
    qtbot.wait(50)
    assert sheet._content.width() <= sheet.width()


def test_the_start_page_can_be_scrolled(program, qtbot):
    program.close_project()
    qtbot.wait(50)
    assert program.start.width() <= program.window._stack.width()
    for button in program.start.findChildren(QAbstractButton):
        for area in areas_around(button):
            area.ensureWidgetVisible(button)
        place = button.mapTo(program.window, QPoint(4, 4))
        assert not button.isVisible() or program.window.rect().contains(place)
