"""The session: saved at once, undone after a restart, refreshed when others write."""

import sqlite3

import pytest

from desktop.project_session import ProjectSession
from engine.geometry.types import Box
from engine.project.store import Store
from engine.protocol.errors import SaegimError
from tests.helpers.stores import make_store, new_box


@pytest.fixture
def store(tmp_path):
    return make_store(tmp_path)


@pytest.fixture
def session(qapp, store):
    made = ProjectSession(store)
    yield made
    made.close()


def first_image(store):
    return store.images.ids()[0]


def add_box(session, left=10.0):
    class_id = session.store.classes.rows()[0].id
    box = new_box(first_image(session.store), class_id, left)
    (added,) = session.do(lambda store: store.annotations.add([box])).added.annotations
    return added


def test_a_command_is_in_the_file_when_push_returns(session):
    added = add_box(session)
    other = Store.open(session.store.path)
    assert [row.id for row in other.annotations.of_image(first_image(other))] == [added]
    other.close()


def test_everybody_hears_what_changed(session, qtbot):
    with qtbot.waitSignal(session.changed) as heard:
        added = add_box(session)
    assert heard.args[0].added.annotations == {added}


def test_undo_and_redo_move_the_store(session):
    add_box(session)
    session.undo_stack.undo()
    assert session.store.annotations.of_image(first_image(session.store)) == []
    session.undo_stack.redo()
    assert len(session.store.annotations.of_image(first_image(session.store))) == 1


def test_undo_survives_a_restart(qapp, store):
    before = ProjectSession(store)
    added = add_box(before)
    before.do(lambda store: store.annotations.set_geometry(added, Box(0, 0, 5, 5)))
    before.undo_stack.undo()
    before.close()
    after = ProjectSession(Store.open(store.path))
    assert after.undo_stack.canRedo()
    after.undo_stack.redo()
    assert after.store.annotations.of_image(first_image(after.store))[0].geometry == Box(0, 0, 5, 5)
    after.undo_stack.undo()
    after.undo_stack.undo()
    assert after.store.annotations.of_image(first_image(after.store)) == []
    after.close()


def test_a_new_step_after_a_restart_drops_what_was_undone(qapp, store):
    before = ProjectSession(store)
    add_box(before)
    before.undo_stack.undo()
    before.close()
    after = ProjectSession(Store.open(store.path))
    add_box(after, left=30.0)
    assert not after.undo_stack.canRedo()
    after.undo_stack.undo()
    assert after.store.annotations.of_image(first_image(after.store)) == []
    after.close()


def test_a_failed_command_changes_nothing_and_says_why(session, qtbot):
    steps = session.undo_stack.count()
    with qtbot.waitSignal(session.failed) as heard:
        assert session.do(lambda store: store.classes.add("tree", "box")) is None
    assert isinstance(heard.args[0], SaegimError)
    assert session.undo_stack.count() == steps


def test_what_another_process_wrote_is_noticed_and_can_be_undone(session, qtbot):
    other = Store.open(session.store.path)
    class_id = other.classes.rows()[0].id
    other.annotations.add([new_box(first_image(other), class_id)])
    other.close()
    with qtbot.waitSignal(session.refreshed):
        session.look_at_file()
    session.undo_stack.undo()
    assert session.store.annotations.of_image(first_image(session.store)) == []


def test_its_own_writes_are_not_foreign(session, qtbot):
    add_box(session)
    with qtbot.assertNotEmitted(session.refreshed):
        session.look_at_file()


def test_a_step_that_others_built_upon_is_let_go(session, qtbot):
    added = add_box(session)
    other = Store.open(session.store.path)
    other.annotations.set_geometry(added, Box(1, 1, 9, 9))
    other.close()
    below = session.undo_stack.count() - 1
    with qtbot.waitSignal(session.failed) as heard:
        session.undo_stack.undo()
    assert heard.args[0].code == "history_conflict"
    assert session.undo_stack.count() == below
    assert session.store.annotations.of_image(first_image(session.store))[0].geometry == Box(
        1, 1, 9, 9
    )


def test_the_undo_stack_stands_still_while_an_undo_waits_for_a_lock(qapp, store, qtbot):
    other = Store.open(store.path)
    lock = sqlite3.connect(store.path, isolation_level=None)

    def wait(attempt):
        # What the timer and a thread bring up meanwhile would take the step away that is undone.
        lock.execute("COMMIT")
        added = other.annotations.add([new_box(first_image(other), other.classes.rows()[0].id)])
        session.look_at_file()
        session.adopt(added)
        return attempt()

    session = ProjectSession(store, waiting=wait)
    add_box(session)
    steps = session.undo_stack.count()
    lock.execute("BEGIN IMMEDIATE")
    session.undo_stack.undo()
    assert (session.undo_stack.count(), session.undo_stack.index()) == (steps, steps - 1)
    assert len(store.annotations.of_image(first_image(store))) == 1
    qtbot.waitUntil(lambda: session.undo_stack.count() > steps)
    session.close()
    other.close()
    lock.close()


def test_undo_reaches_back_past_what_is_loaded_at_once(qapp, store, qtbot, monkeypatch):
    monkeypatch.setattr("desktop.project_session.STEPS_AT_ONCE", 3)
    before = ProjectSession(store)
    for i in range(10):
        add_box(before, left=float(i))
    before.close()
    after = ProjectSession(Store.open(store.path))
    image_id = first_image(after.store)
    for left in range(9, -1, -1):
        qtbot.waitUntil(after.undo_stack.canUndo)
        after.undo_stack.undo()
        assert len(after.store.annotations.of_image(image_id)) == left
    for _ in range(10):
        qtbot.waitUntil(after.undo_stack.canRedo)
        after.undo_stack.redo()
    assert len(after.store.annotations.of_image(image_id)) == 10
    after.close()
