"""Backups in the window: made by themselves, and the way back to one."""

import os
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from desktop.actions import Act
from desktop.app.startup import build
from desktop.pages.backups.dialog import BackupsDialog
from engine.project.backups import back_up, backups_of, content_of
from engine.project.store import Store
from tests.helpers.stores import make_store, new_box
from tests.helpers.window import own_memory


@pytest.fixture
def program(qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr("desktop.app.open_project.AssistClient.start", lambda self: None)
    own_memory(tmp_path)
    made = build()
    qtbot.addWidget(made.window)
    made.window.show()
    yield made
    made.close_project()


@pytest.fixture
def path(tmp_path) -> Path:
    """A project with one box, and a backup from before that."""
    store = make_store(tmp_path / "folder", images=2)
    back_up(store)
    store.annotations.add([new_box(store.images.ids()[0], store.classes.rows()[0].id)])
    store.close()
    return store.path


def shown(program) -> BackupsDialog:
    (dialog,) = (d for d in program.window.findChildren(BackupsDialog) if d.isVisible())
    return dialog


def annotations_in(path: Path) -> int:
    with closing(Store.open(path)) as store:
        return store.info().annotations


def test_going_back_to_a_backup_keeps_what_was_there(program, path, qtbot) -> None:
    program.open_project(path)
    program.window.table[Act.RESTORE].trigger()
    dialog = shown(program)
    cells = [dialog.table.item(0, column).text() for column in (1, 2)]
    assert cells == ["2", "0"]
    dialog.restore_button.click()
    qtbot.waitUntil(lambda: "kept in" in program.window.messages.text())
    assert program.project.session.store.info().annotations == 0
    program.close_project()
    (before,) = (p for p in path.parent.glob("*.saegim") if p != path)
    assert annotations_in(before) == 1


def test_a_damaged_project_offers_its_backups(program, path, qtbot) -> None:
    path.write_bytes(b"SQLite format 3\x00" + os.urandom(4000))
    assert not program.open_project(path)
    (button,) = (b for b in program.window.messages.findChildren(QPushButton) if b.isVisible())
    button.click()
    shown(program).restore_button.click()
    qtbot.waitUntil(lambda: program.project is not None)
    assert program.project.session.store.info().images == 2


def test_a_damaged_backup_cannot_be_chosen(program, path) -> None:
    backups_of(path)[0].path.write_bytes(b"nothing")
    program.open_project(path)
    program.window.table[Act.RESTORE].trigger()
    assert not shown(program).restore_button.isEnabled()


def test_without_a_backup_the_dialog_says_when_there_will_be_one(program, tmp_path) -> None:
    store = make_store(tmp_path / "new", images=0)
    store.close()
    program.open_project(store.path)
    program.window.table[Act.RESTORE].trigger()
    assert not shown(program).table.isVisible()
    assert not shown(program).restore_button.isEnabled()


def test_one_is_made_when_it_is_due_and_before_a_class_is_deleted(program, path, qtbot) -> None:
    for backup in backups_of(path):
        backup.path.unlink()
    program.open_project(path)
    program.project.backups.look()
    qtbot.waitUntil(lambda: len(backups_of(path)) == 1)
    session = program.project.session
    first = session.store.classes.rows()[0].id
    # The name of a backup has whole seconds.
    qtbot.wait(1100)
    session.store.annotations.add([new_box(session.store.images.ids()[1], first)])
    session.do(lambda store: store.classes.delete(first), is_large=True)
    newest = content_of(backups_of(path)[0])
    assert newest is not None
    assert (len(backups_of(path)), newest.annotations) == (2, 2)
