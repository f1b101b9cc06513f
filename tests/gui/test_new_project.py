"""A new project: asked for by the button or by dropping pictures, and where its file goes."""

import os
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from desktop.app.startup import build
from desktop.pages.start.new_project_dialog import NewProject, NewProjectDialog
from engine.project.images import Images
from engine.tasks.classify import CLASSIFY
from tests.helpers.stores import draw_images, make_store
from tests.helpers.window import own_memory


@pytest.fixture
def cats(tmp_path):
    """A folder of pictures."""
    draw_images(tmp_path / "cats", 2)
    return tmp_path / "cats"


@pytest.fixture
def dialog(qtbot, tmp_path):
    made = NewProjectDialog(tmp_path)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def program(qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr("desktop.app.open_project.AssistClient.start", lambda self: None)
    own_memory(tmp_path)
    made = build()
    qtbot.addWidget(made.window)
    with qtbot.waitActive(made.window):
        made.window.show()
        made.window.activateWindow()
    yield made
    made.close_project()


def fill(field, text):
    """Type into a field in place of what is there."""
    field.selectAll()
    QTest.keyClicks(field, text)


def drop(window, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    common = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0))
    entering = QDragEnterEvent(QPoint(300, 300), *common)
    QApplication.sendEvent(window, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPoint(300, 300), *common))


def test_a_project_is_proposed_beside_its_pictures_and_not_among_them(dialog, cats):
    assert not dialog._create.isEnabled()
    dialog.choose_folder(cats)
    dialog.choose_task(CLASSIFY)
    assert dialog.place.name.text() == "cats"
    assert dialog.place.folder.text() == str(cats.parent)
    assert dialog.answer() == NewProject(cats.parent / "cats.saegim", CLASSIFY, cats)


@pytest.mark.skipif(sys.platform == "win32", reason="the home folder has no short name there")
def test_the_home_folder_may_be_written_as_people_do(dialog, cats, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    dialog.choose_folder(Path("~/cats"))
    assert dialog._create.isEnabled()
    assert dialog.answer().folder == cats


def test_a_name_that_is_taken_is_passed_over(dialog, cats):
    cats.with_suffix(".saegim").touch()
    dialog.choose_folder(cats)
    assert dialog.answer().path == cats.parent / "cats-2.saegim"


def test_name_and_place_can_be_chosen(dialog, cats, tmp_path, monkeypatch):
    place = tmp_path / "my projects"
    place.mkdir()
    dialog.choose_folder(cats)
    fill(dialog.place.name, "Spring litter")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(place))
    dialog.place.choose.click()
    assert dialog.answer().path == place / "Spring litter.saegim"


def test_what_was_chosen_stays_when_other_pictures_are_taken(dialog, cats, tmp_path):
    draw_images(tmp_path / "dogs", 1)
    dialog.choose_folder(cats)
    fill(dialog.place.name, "Pets")
    dialog.choose_folder(tmp_path / "dogs")
    assert dialog.answer().path == tmp_path / "Pets.saegim"


@pytest.mark.parametrize(
    "name",
    ["", "a/b", "what?", ".hidden", " . ", "CON", "nul.txt", "com1 .a", "새김" * 40],
)
def test_what_cannot_be_a_file_s_name_is_refused_at_once(dialog, cats, name):
    dialog.choose_folder(cats)
    dialog.place.name.setText(name)
    assert "never written" not in dialog._note.text()
    assert not dialog._create.isEnabled()


@pytest.mark.parametrize("folder", ["/" + "a" * 300, "새김" * 3000, "\0", "~nobody", "/dev/null/x"])
def test_no_folder_that_is_typed_is_too_strange(dialog, cats, folder):
    dialog.choose_folder(cats)
    dialog.place.folder.setText(folder)
    assert dialog._note.text() == "There is no such folder."
    dialog.choose_folder(Path(folder))
    assert dialog._note.text() == "There is no such folder of pictures."


def test_a_project_is_never_overwritten(dialog, cats):
    (cats.parent / "Pets.saegim").touch()
    dialog.choose_folder(cats)
    fill(dialog.place.name, "Pets")
    assert dialog._note.text() == "There is a project of this name already."
    assert not dialog._create.isEnabled()


@pytest.mark.skipif(
    sys.platform == "win32" or (hasattr(os, "geteuid") and os.geteuid() == 0),
    reason="nothing keeps this user from writing there",
)
def test_where_nothing_can_be_written_another_place_is_proposed(dialog, cats):
    cats.parent.chmod(0o500)
    try:
        dialog.choose_folder(cats)
        assert dialog.answer().path.parent != cats.parent
    finally:
        cats.parent.chmod(0o700)


def test_a_disk_of_images_without_a_folder_for_documents_leads_home(dialog, tmp_path, monkeypatch):
    monkeypatch.setattr("desktop.paths.default_projects_folder", lambda: tmp_path / "Documents")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    dialog.choose_folder(Path(tmp_path.anchor))
    assert dialog.answer().path == tmp_path / "project.saegim"
    assert dialog._create.isEnabled()


def test_what_is_no_file_cannot_be_dropped(program):
    for address in ("file://", "https://example.org/cat.jpg"):
        data = QMimeData()
        data.setUrls([QUrl(address)])
        entering = QDragEnterEvent(
            QPoint(300, 300),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(program.window, entering)
        assert not entering.isAccepted()


def test_a_folder_dropped_on_the_start_page_becomes_a_project(program, cats, qtbot, monkeypatch):
    asked = []

    def answer(dialog):
        asked.append(dialog.answer())
        return True

    monkeypatch.setattr(NewProjectDialog, "exec", answer)
    drop(program.window, cats)
    qtbot.waitUntil(lambda: program.project is not None)
    assert [wanted.folder for wanted in asked] == [cats]
    qtbot.waitUntil(lambda: program.project.annotate.images.rowCount() == 2)
    assert program.project.session.store.path == cats.parent / "cats.saegim"
    assert sorted(path.suffix for path in cats.iterdir()) == [".jpg", ".jpg"]


def test_pictures_dropped_on_an_open_project_are_added(program, cats, tmp_path, qtbot):
    store = make_store(tmp_path / "p", images=1)
    store.close()
    program.open_project(store.path)
    drop(program.window, cats / "photo 0.jpg", cats / "photo 1.jpg")
    qtbot.waitUntil(lambda: program.project.annotate.images.rowCount() == 3)


def test_a_project_dropped_on_the_window_is_opened(program, tmp_path, qtbot):
    store = make_store(tmp_path / "p", images=1)
    store.close()
    drop(program.window, store.path)
    qtbot.waitUntil(lambda: program.project is not None)


def test_the_dialog_fits_on_the_smallest_screen(dialog, cats, qtbot):
    dialog.choose_folder(cats)
    with qtbot.waitExposed(dialog):
        dialog.show()
    assert dialog.width() <= 720 - 16
    assert dialog.height() <= 450 - 40


def test_nobody_says_that_there_are_no_pictures_while_they_are_added(
    program, cats, qtbot, monkeypatch
):
    said = []
    say = program.window.messages.say
    monkeypatch.setattr(
        program.window.messages, "say", lambda text, *more: (said.append(text), say(text, *more))
    )
    program.make_project(NewProject(cats.parent / "cats.saegim", CLASSIFY, cats))
    qtbot.waitUntil(lambda: program.project is not None)
    qtbot.waitUntil(lambda: program.project.annotate.images.rowCount() == 2)
    qtbot.waitUntil(lambda: not program.window.progress.isVisible())
    assert said == []


def test_when_adding_is_cancelled_it_is_said_that_there_are_none(program, cats, qtbot, monkeypatch):
    begun, cancelled, add = threading.Event(), threading.Event(), Images.add

    def held(images, *given, **options):
        begun.set()
        cancelled.wait(10)
        return add(images, *given, **options)

    monkeypatch.setattr(Images, "add", held)
    program.make_project(NewProject(cats.parent / "cats.saegim", CLASSIFY, cats))
    qtbot.waitUntil(begun.is_set)
    program.adding.cancel()
    cancelled.set()
    qtbot.waitUntil(lambda: "no pictures yet" in program.window.messages.text())
    assert program.project.session.store.images.count() == 0
    assert not program.window.progress.isVisible()
