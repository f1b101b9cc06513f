"""The panel of the history: what was done in words, and the way to any of it."""

import contextlib
import sqlite3

import numpy as np
import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtTest import QTest

from desktop.actions import Act
from desktop.models import history_list
from desktop.models.history_list import Column
from desktop.pages.annotate import history_folding, history_work
from desktop.pages.annotate.fold_dialog import FoldDialog
from desktop.theme import tokens
from engine.geometry.types import Box, Polygon
from engine.project.store import Store
from engine.project.undo import History
from tests.helpers.canvas import drag
from tests.helpers.stores import make_store, new_box, snapshot
from tests.helpers.window import open_bench


def add_box(bench, left=10.0, image=0):
    [tree, *_] = bench.store.classes.rows()
    box = new_box(bench.page.images.image_id(image), tree.id, left)
    (added,) = bench.session.do(lambda store: store.annotations.add([box])).added.annotations
    return added


def open_panel(bench):
    bench.trigger(Act.HISTORY)
    return bench.page.history.panel


def listed(panel):
    model = panel.view.model()
    return [model.index(row, Column.WORDS).data() for row in range(model.rowCount())]


def present(panel):
    model = panel.view.model()
    marked = [row for row in range(model.rowCount()) if model.index(row, Column.MARK).data()]
    assert [panel.view.currentIndex().row()] == marked
    return marked[0]


def greyed(panel):
    model, role = panel.view.model(), Qt.ItemDataRole.ForegroundRole
    colors = [model.index(row, Column.WORDS).data(role).name() for row in range(model.rowCount())]
    return [row for row, color in enumerate(colors) if color == tokens().disabled]


def click(panel, row, qtbot):
    view = panel.view
    index = view.model().index(row, Column.WORDS)
    view.scrollTo(index)
    center = view.visualRect(index).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=center)
    qtbot.waitUntil(lambda: present(panel) == row)


def boxes(bench):
    return [bench.store.annotations.counts(bench.store.images.ids())[i] for i in (1, 2)]


def test_steps_stand_in_words_and_the_last_one_is_marked(bench):
    add_box(bench)
    panel = open_panel(bench)
    assert listed(panel) == [
        "Beginning",
        "add pictures",
        "add class",
        "add class",
        "add objects · photo 0.jpg",
    ]
    assert (present(panel), greyed(panel)) == (4, [])
    [tree, *_] = bench.store.classes.rows()
    new = [new_box(bench.current, tree.id, left) for left in (40, 70)]
    bench.session.do(lambda store: store.annotations.add(new))
    assert listed(panel)[-1] == "add objects · 2 · photo 0.jpg"
    tip = panel.view.model().index(5, Column.WORDS).data(Qt.ItemDataRole.ToolTipRole)
    assert "pictures/photo 0.jpg" in tip
    assert panel.view.model().index(5, Column.WHEN).data()


def test_it_is_hidden_at_first_and_hidden_again(bench):
    panel = bench.page.history.panel
    assert not panel.isVisible()
    bench.trigger(Act.HISTORY)
    assert panel.isVisible()
    bench.trigger(Act.HISTORY)
    assert not panel.isVisible()
    add_box(bench)
    bench.trigger(Act.HISTORY)
    assert present(panel) == 4


def test_undo_and_redo_move_the_mark(bench):
    add_box(bench)
    panel = open_panel(bench)
    bench.trigger(Act.UNDO)
    bench.trigger(Act.UNDO)
    assert (present(panel), greyed(panel)) == (2, [3, 4])
    bench.trigger(Act.REDO)
    assert (present(panel), greyed(panel)) == (3, [4])


def test_a_click_goes_there_and_the_undo_stack_agrees(bench, qtbot):
    add_box(bench)
    add_box(bench, image=1)
    add_box(bench, left=40.0)
    panel = open_panel(bench)
    click(panel, 4, qtbot)
    assert boxes(bench) == [1, 0]
    stack = bench.session.undo_stack
    assert (stack.index(), stack.count()) == (4, 6)
    assert (stack.undoText(), stack.redoText()) == ("add objects", "add objects")
    bench.trigger(Act.REDO)
    assert boxes(bench) == [1, 1]
    click(panel, 0, qtbot)
    assert bench.store.images.ids() == []
    assert not stack.canUndo()
    click(panel, 6, qtbot)
    assert boxes(bench) == [2, 1]
    assert not stack.canRedo()


def test_enter_goes_to_the_step_that_the_arrows_chose(bench, qtbot):
    add_box(bench)
    add_box(bench, left=40.0)
    panel = open_panel(bench)
    assert panel.view.hasFocus()
    QTest.keyClick(panel.view, Qt.Key.Key_Up)
    assert boxes(bench) == [2, 0]
    QTest.keyClick(panel.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: present(panel) == 4)
    assert boxes(bench) == [1, 0]
    QTest.keyClick(panel.view, Qt.Key.Key_Escape)
    assert bench.page.canvas.hasFocus()


def test_a_new_edit_drops_what_was_undone(bench, qtbot):
    add_box(bench)
    add_box(bench, left=40.0)
    panel = open_panel(bench)
    click(panel, 3, qtbot)
    add_box(bench, left=90.0)
    assert listed(panel)[4:] == ["add objects · photo 0.jpg"]
    assert (present(panel), greyed(panel)) == (4, [])
    assert not bench.session.undo_stack.canRedo()


def test_what_another_program_wrote_is_listed(bench):
    panel = open_panel(bench)
    with contextlib.closing(Store.open(bench.store.path)) as other:
        other.classes.add("car", "box")
    bench.session.look_at_file()
    assert listed(panel)[4:] == ["add class"]
    assert present(panel) == 4


def test_only_what_is_looked_at_is_read(qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(history_list, "CHUNK", 5)
    store = make_store(tmp_path)
    image, tree = store.images.ids()[0], store.classes.rows()[0].id
    (box,) = store.annotations.add([new_box(image, tree)]).added.annotations
    for left in range(200):
        store.annotations.set_geometry(box, Box(left / 2, 0, left / 2 + 9, 9))
    read = []
    described = History.described
    monkeypatch.setattr(
        History, "described", lambda self, ids: read.append(len(ids)) or described(self, ids)
    )
    bench = open_bench(qtbot, store, tmp_path)
    panel = open_panel(bench)
    assert panel.view.model().rowCount() == 205
    qtbot.waitUntil(lambda: panel.view.viewport().height() > 50)
    panel.grab()
    assert 0 < sum(read) < 100
    assert set(read) == {4, 5}
    bench.close()


def test_while_something_is_drawn_nobody_goes_anywhere(bench, qtbot):
    add_box(bench)
    panel = open_panel(bench)
    bench.trigger(Act.POLYGON_TOOL)
    canvas = bench.page.canvas
    drag(canvas, (20, 20), (20, 20))
    assert canvas.has_draft()
    view = panel.view
    center = view.visualRect(view.model().index(3, Column.WORDS)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=center)
    assert "finish it or throw it away" in bench.page.status.left()
    assert boxes(bench) == [1, 0]


@pytest.fixture
def slow_jump(bench, monkeypatch):
    """Each jump waits until the bar is seen, and then for a click on Cancel."""
    monkeypatch.setattr(history_work, "SHOWN_AFTER", 0)
    go_to = History.go_to

    def slowly(self, step, report):
        def wait(done, total):
            while True:
                report(done, total)
                QTest.qSleep(5)

        return go_to(self, step, wait)

    monkeypatch.setattr(History, "go_to", slowly)
    return bench


def test_a_long_jump_can_be_cancelled_and_undo_waits_for_it(slow_jump, qtbot):
    bench = slow_jump
    add_box(bench)
    bench.page.history.work._late.setInterval(0)
    panel = open_panel(bench)
    view = panel.view
    center = view.visualRect(view.model().index(1, Column.WORDS)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=center)
    progress = bench.window.progress
    qtbot.waitUntil(progress.isVisible)
    assert "Going through the history" in progress.text()
    bench.trigger(Act.UNDO)
    QTest.mouseClick(progress._cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not progress.isVisible())
    assert boxes(bench) == [1, 0]
    qtbot.waitUntil(lambda: bench.session.undo_stack.index() == 4)
    bench.trigger(Act.UNDO)
    assert boxes(bench) == [0, 0]


def forget(bench, qtbot, keep):
    """Click the button, type how many steps are kept, and click Forget; what was said before."""
    panel = open_panel(bench)
    # The panel gets its place when the window has been laid out.
    qtbot.waitUntil(lambda: panel.view.viewport().height() > 50)
    QTest.mouseClick(panel.forget, Qt.MouseButton.LeftButton)
    dialog = bench.window.findChild(FoldDialog)
    usual = dialog.said.text()
    dialog.kept.selectAll()
    QTest.keyClicks(dialog.kept, str(keep))
    before = dialog.said.text()
    QTest.mouseClick(dialog.forget, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Steps forgotten" in bench.page.status.left())
    return usual, before


def draw_much(bench, steps=40):
    """Change an outline of many points again and again; returns the size of the file."""
    box = add_box(bench)
    chance = np.random.default_rng(0)
    turns = np.linspace(0, 2 * np.pi, 2000, endpoint=False)
    for _ in range(steps):
        radii = 20 + chance.random(2000)
        points = np.stack([60 + radii * np.cos(turns), 50 + radii * np.sin(turns)], 1).tolist()
        outline = Polygon(tuple((x, y) for x, y in points))
        bench.session.do(lambda store: store.annotations.set_geometry(box, outline))  # noqa: B023
    bench.store.database.settle()
    return bench.store.path.stat().st_size


def test_old_steps_are_forgotten_and_the_file_shrinks(bench, qtbot):
    size = draw_much(bench)
    before = snapshot(bench.store)
    usual, said = forget(bench, qtbot, 5)
    assert "nothing is forgotten" in usual
    assert said.startswith("Steps forgotten: 39 · about ")
    assert "the file is" in bench.page.status.left()
    assert bench.store.path.stat().st_size < size / 2
    panel = bench.page.history.panel
    assert [text.partition(" · ")[0] for text in listed(panel)[1:]] == ["change outline"] * 5
    assert present(panel) == 5
    assert snapshot(bench.store) == before
    stack = bench.session.undo_stack
    assert (stack.count(), stack.index()) == (5, 5)
    click(panel, 0, qtbot)
    assert not stack.canUndo()


def test_a_file_that_somebody_reads_stays_as_large_and_that_is_said(bench, qtbot):
    size, path = draw_much(bench), bench.store.path
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM project").fetchone()
        forget(bench, qtbot, 5)
        assert "shrinks after the project is opened again" in bench.page.status.left()
        assert path.stat().st_size == size
        other.execute("ROLLBACK")
    assert len(listed(bench.page.history.panel)) == 6


def test_a_file_with_much_room_shrinks_after_it_was_opened(qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(history_folding, "SOON", 0)
    store = make_store(tmp_path)
    image, tree = store.images.ids()[0], store.classes.rows()[0].id
    store.annotations.add([new_box(image, tree, left / 300) for left in range(20_000)])
    store.annotations.delete([row.id for row in store.annotations.of_image(image)])
    store.history.fold(0)
    store.database.settle()
    size, before = store.path.stat().st_size, snapshot(store)
    bench = open_bench(qtbot, store, tmp_path)
    qtbot.waitUntil(lambda: store.path.stat().st_size < size / 2)
    assert snapshot(store) == before
    QThreadPool.globalInstance().waitForDone()
    bench.close()
