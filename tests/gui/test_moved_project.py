"""The project file under the open window: renamed, deleted, replaced, locked."""

import shutil
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QThreadPool, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QProgressDialog

from desktop.app.startup import build
from engine.project.store import Store
from tests.helpers.stores import make_store, new_box
from tests.helpers.window import own_memory


@pytest.fixture
def program(qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr("desktop.app.open_project.AssistClient.start", lambda self: None)
    monkeypatch.setattr("desktop.paths.default_projects_folder", lambda: tmp_path / "documents")
    own_memory(tmp_path)
    made = build()
    qtbot.addWidget(made.window)
    made.window.show()
    yield made
    made.close_project()


@pytest.fixture
def path(program, tmp_path) -> Path:
    """The project that is open in the window, with twenty boxes drawn in it."""
    store = make_store(tmp_path / "folder", images=2)
    store.close()
    assert program.open_project(store.path)
    for i in range(20):
        draw(program, left=float(i))
    return store.path


def draw(program, left: float = 50.0):
    session = program.project.session
    class_id, image_id = session.store.classes.rows()[0].id, session.store.images.ids()[0]
    return session.do(lambda store: store.annotations.add([new_box(image_id, class_id, left)]))


def annotations_in(path: Path) -> int:
    with closing(Store.open(path)) as store:
        return store.info().annotations


def question(program) -> QMessageBox:
    (found,) = (q for q in program.window.findChildren(QMessageBox) if q.isVisible())
    return found


def press(box: QMessageBox, words: str) -> None:
    next(button for button in box.buttons() if button.text() == words).click()


def test_a_renamed_project_goes_on_under_its_new_name(program, path, qtbot) -> None:
    (path.with_suffix(".files") / "runs").mkdir(parents=True)
    renamed = path.rename(path.with_name("renamed.saegim"))
    assert draw(program) is None
    assert "renamed.saegim" in question(program).text()
    press(question(program), "Go on")
    qtbot.waitUntil(lambda: program.place().project == str(renamed))
    assert draw(program) is not None
    program.close_project()
    assert annotations_in(renamed) == 21
    assert sorted(p.name for p in renamed.parent.iterdir()) == [
        "pictures",
        "renamed.files",
        "renamed.saegim",
    ]


def test_a_deleted_project_is_written_again(program, path, qtbot) -> None:
    path.unlink()
    before = program.project
    before.session.look_at_file()
    press(question(program), "Write it again")
    qtbot.waitUntil(lambda: program.project is not before)
    assert draw(program) is not None
    program.close_project()
    assert annotations_in(path) == 21


def test_a_project_whose_folder_was_moved_is_found(program, path, qtbot, monkeypatch) -> None:
    folder = path.parent.rename(path.parent.with_name("moved folder"))
    before = program.project
    before.session.look_at_file()
    before.backups.look()
    assert QThreadPool.globalInstance().waitForDone(10_000)
    found = folder / path.name
    chosen = (str(found), "")
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getOpenFileName", lambda *_: chosen)
    press(question(program), "Find it…")
    qtbot.waitUntil(lambda: program.project is not before)
    store = program.project.session.store
    assert all(store.images.path(row).is_file() for row in store.images.rows(store.images.ids()))
    assert draw(program) is not None
    program.close_project()
    assert annotations_in(found) == 21
    assert not path.parent.exists()


def test_a_copy_is_not_taken_for_the_file_that_was_moved(
    program, path, qtbot, monkeypatch, tmp_path
) -> None:
    copy = Path(shutil.copy(path, tmp_path / "copy.saegim"))
    path.unlink()
    program.project.session.look_at_file()
    chosen = (str(copy), "")
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getOpenFileName", lambda *_: chosen)
    press(question(program), "Find it…")
    assert "is not the file that was open here" in program.window.messages.text()
    assert "was deleted or moved away" in question(program).text()


def test_a_deleted_project_can_be_saved_elsewhere(program, path, qtbot, monkeypatch) -> None:
    elsewhere = path.parent.parent / "elsewhere"
    chosen = (str(elsewhere / "new"), "")
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *_: chosen)
    path.unlink()
    program.project.session.look_at_file()
    press(question(program), "Save elsewhere…")
    saved = elsewhere / "new.saegim"
    qtbot.waitUntil(lambda: program.place().project == str(saved))
    store = program.project.session.store
    assert all(store.images.path(row).is_file() for row in store.images.rows(store.images.ids()))
    assert store.info().annotations == 20
    assert all(store.image_repair.may_read(row) for row in store.images.rows(store.images.ids()))


def test_a_deleted_project_is_let_go_if_that_is_wanted(program, path, qtbot) -> None:
    path.unlink()
    program.project.session.look_at_file()
    press(question(program), "Close without it")
    qtbot.waitUntil(lambda: program.project is None)
    assert not list(path.parent.glob("*.saegim"))


def test_closing_the_window_keeps_what_was_in_a_deleted_project(program, path) -> None:
    path.unlink()
    program.close_project()
    (kept,) = path.parent.glob("*.saegim")
    assert kept.name in program.window.messages.text()
    assert annotations_in(kept) == 20


def replace_by_another(path: Path) -> None:
    other = make_store(path.parent / "other", images=0)
    other.close()
    other.path.replace(path)


@pytest.mark.parametrize(("way", "here"), [("Go on with mine", 20), ("Open the other", 0)])
def test_of_two_versions_both_are_kept(program, path, qtbot, way: str, here: int) -> None:
    replace_by_another(path)
    before = program.project
    before.session.look_at_file()
    press(question(program), way)
    qtbot.waitUntil(lambda: program.project is not before)
    assert program.project.session.store.info().annotations == here
    program.close_project()
    (beside,) = (p for p in path.parent.glob("*.saegim") if p != path)
    assert (annotations_in(path), annotations_in(beside)) == (here, 20 - here)


def test_a_file_that_comes_back_needs_no_answer(program, path, qtbot) -> None:
    away = path.rename(path.with_name("away.saegim"))
    program.project.session.look_at_file()
    assert question(program)
    away.rename(path)
    program.project.session.look_at_file()
    assert not [q for q in program.window.findChildren(QMessageBox) if q.isVisible()]
    assert draw(program) is not None


class Lock:
    """Another program that keeps the project locked."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, check_same_thread=False)
        self._connection.execute("BEGIN IMMEDIATE")

    def let_go(self) -> None:
        self._connection.rollback()
        self._connection.close()


def waiting_dialogs() -> list[QProgressDialog]:
    dialogs = (w for w in QApplication.topLevelWidgets() if isinstance(w, QProgressDialog))
    return [dialog for dialog in dialogs if dialog.isVisible()]


def test_an_edit_waits_visibly_until_the_project_is_free(program, path) -> None:
    lock, seen = Lock(path), []

    def look() -> None:
        seen.extend(waiting_dialogs())
        lock.let_go()

    QTimer.singleShot(600, look)
    assert draw(program) is not None
    assert len(seen) == 1
    assert waiting_dialogs() == []


def test_waiting_can_be_given_up_and_changes_nothing(program, path) -> None:
    lock = Lock(path)

    def type_and_give_up() -> None:
        (dialog,) = waiting_dialogs()
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
            QTest.keyClick(dialog, key)
        assert dialog.isVisible()
        dialog.cancel()

    QTimer.singleShot(600, type_and_give_up)
    assert draw(program) is None
    assert "locked" in program.window.messages.text()
    lock.let_go()
    assert annotations_in(path) == 20


def test_what_went_wrong_is_not_said_any_more_once_an_edit_went_well(program, path) -> None:
    lock = Lock(path)
    QTimer.singleShot(600, lambda: waiting_dialogs()[0].cancel())
    assert draw(program) is None
    assert program.window.messages.text()
    lock.let_go()
    assert draw(program) is not None
    assert program.window.messages.text() == ""


def test_the_window_lives_on_while_it_waits(program, path) -> None:
    lock, ticks = Lock(path), []
    ticking = QTimer(interval=20)
    ticking.timeout.connect(lambda: ticks.append(threading.get_ident()))
    ticking.start()
    QTimer.singleShot(1000, lock.let_go)
    assert draw(program) is not None
    # Only its first, short wait holds the window.
    assert len(ticks) > 10
