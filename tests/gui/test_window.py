"""The window as a whole: projects are made, opened and closed in it."""

import dataclasses
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton

from desktop.actions import TABLE, Act
from desktop.app.startup import build
from desktop.pages.start.new_project_dialog import NewProject
from desktop.widgets.shortcut_sheet import ShortcutSheet
from engine.geometry.types import Box
from engine.project.store import Store
from engine.tasks.classify import CLASSIFY
from engine.tasks.detect import DETECT
from tests.helpers.stores import draw_images, draw_picture, make_store
from tests.helpers.window import own_memory


@pytest.fixture
def program(qtbot, tmp_path, monkeypatch):
    # The assist process has tests of its own; here it would only load torch.
    monkeypatch.setattr("desktop.app.open_project.AssistClient.start", lambda self: None)
    own_memory(tmp_path)
    made = build()
    qtbot.addWidget(made.window)
    with qtbot.waitActive(made.window):
        made.window.show()
        made.window.activateWindow()
    yield made
    made.close_project()


@pytest.fixture
def project(tmp_path):
    """Path of a project with four pictures."""
    store = make_store(tmp_path)
    store.close()
    return store.path


def rail_words(program):
    return [button.text() for button in program.window.rail._buttons.values()]


def test_without_a_project_there_is_the_start_page_and_no_rail(program):
    assert program.start.isVisible()
    assert not program.window.rail.isVisible()
    assert not program.window.table[Act.ADD_IMAGES].isEnabled()


def test_an_open_project_shows_its_pages(program, project):
    assert program.open_project(project)
    assert rail_words(program) == ["Annotate", "Dataset", "Train", "Evaluate", "Deploy"]
    assert program.project.annotate.isVisible()
    assert program.window.windowTitle().startswith("project")


def test_every_page_can_be_seen(program, project, qtbot):
    program.open_project(project)
    for page, button in program.window.rail._buttons.items():
        button.click()
        assert page.isVisible()
        assert button.isChecked()
    assert not program.window.table[Act.NEXT_IMAGE].isEnabled()


def test_ctrl_t_goes_to_train(program, project, qtbot):
    program.open_project(project)
    program.window.table[Act.TRAIN].trigger()
    assert program.project.train.isVisible()


def test_a_new_project_adds_its_pictures_in_the_background(program, tmp_path, qtbot):
    draw_images(tmp_path / "photos", 5)
    wanted = NewProject(tmp_path / "photos" / "photos.saegim", DETECT, tmp_path / "photos")
    program.make_project(wanted)
    qtbot.waitUntil(lambda: program.project is not None)
    images = program.project.annotate.images
    qtbot.waitUntil(lambda: images.rowCount() == 5)
    assert program.project.annotate.image.row is not None
    qtbot.waitUntil(lambda: not program.window.progress.isVisible())
    qtbot.waitUntil(lambda: "Mark every object" in program.window.messages.text())


def test_the_pictures_stay_byte_for_byte_what_they_were(program, tmp_path, qtbot):
    paths = draw_images(tmp_path / "photos", 2)
    before = [path.read_bytes() for path in paths]
    wanted = NewProject(tmp_path / "photos" / "p.saegim", CLASSIFY, tmp_path / "photos")
    program.make_project(wanted)
    qtbot.waitUntil(lambda: program.project is not None)
    qtbot.waitUntil(lambda: program.project.annotate.images.rowCount() == 2)
    assert [path.read_bytes() for path in paths] == before


def test_files_that_are_no_pictures_are_named(program, tmp_path, qtbot):
    draw_images(tmp_path / "photos", 2)
    (tmp_path / "photos" / "letter.jpg").write_text("not a picture")
    wanted = NewProject(tmp_path / "photos" / "p.saegim", DETECT, tmp_path / "photos")
    program.make_project(wanted)
    qtbot.waitUntil(lambda: "letter.jpg" in program.window.messages.text())
    assert program.project.annotate.images.rowCount() == 2


def test_what_is_passed_over_is_told_by_its_ending(program, qtbot, tmp_path):
    draw_images(tmp_path / "photos", 2)
    for name in ("a.xml", "b.XML", "LICENCE"):
        (tmp_path / "photos" / name).touch()
    program.make_project(NewProject(tmp_path / "p.saegim", DETECT, tmp_path / "photos"))
    expected = "Passed over by their endings: .xml (2), without an ending (1)."
    qtbot.waitUntil(lambda: program.window.messages.text() == expected)


def sorted_photos(folder):
    """Two pictures of cats and one of a dog, in folders of those names."""
    for i, name in enumerate(("cat/1.jpg", "cat/2.jpg", "dog/3.jpg")):
        draw_picture(folder / name, seed=i)
    return NewProject(folder / "p.saegim", CLASSIFY, folder)


def answer(program, qtbot, text):
    qtbot.waitUntil(lambda: program.window.findChild(QMessageBox) is not None)
    question = program.window.findChild(QMessageBox)
    qtbot.waitUntil(question.isVisible)
    assert "2 folders" in question.informativeText()
    (button,) = [button for button in question.buttons() if button.text() == text]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.window.findChild(QMessageBox) is None)


def test_a_folder_with_new_classes_is_one_step(program, tmp_path, qtbot):
    program.make_project(sorted_photos(tmp_path / "photos"))
    answer(program, qtbot, "Label them")
    store = program.project.session.store
    qtbot.waitUntil(lambda: store.info().classes == {"cat": 2, "dog": 1})
    qtbot.waitUntil(lambda: program.window.table[Act.UNDO].text() == "Undo: add pictures")
    assert store.info().images_by_state == {"reviewed": 3}
    program.window.table[Act.UNDO].trigger()
    assert (store.images.ids(), store.classes.rows()) == ([], [])
    assert not program.project.session.undo_stack.canUndo()
    program.window.table[Act.REDO].trigger()
    assert store.info().classes == {"cat": 2, "dog": 1}


def test_a_folder_is_added_later_without_its_names_when_these_are_no_labels(
    program, tmp_path, qtbot
):
    Store.create(tmp_path / "p.saegim", new_class_kind="whole_image").close()
    program.open_project(tmp_path / "p.saegim")
    program.add_images([sorted_photos(tmp_path / "photos").folder])
    answer(program, qtbot, "Only add them")
    store = program.project.session.store
    qtbot.waitUntil(lambda: len(store.images.ids()) == 3)
    assert store.classes.rows() == []


def test_nothing_is_added_when_the_question_is_left_unanswered(program, tmp_path, qtbot):
    program.make_project(sorted_photos(tmp_path / "photos"))
    answer(program, qtbot, "Cancel")
    assert program.project.session.store.images.ids() == []
    assert not program.window.progress.isVisible()
    program.add_images([tmp_path / "photos"])
    answer(program, qtbot, "Label them")
    qtbot.waitUntil(lambda: len(program.project.session.store.images.ids()) == 3)


def test_a_project_closed_before_the_answer_takes_the_question_away(program, tmp_path, qtbot):
    program.make_project(sorted_photos(tmp_path / "photos"))
    qtbot.waitUntil(lambda: program.window.findChild(QMessageBox) is not None)
    program.close_project()
    qtbot.waitUntil(lambda: program.window.findChild(QMessageBox) is None)
    assert program.start.isVisible()


def test_where_objects_are_marked_nobody_asks_about_folders(program, tmp_path, qtbot):
    wanted = dataclasses.replace(sorted_photos(tmp_path / "photos"), task=DETECT)
    program.make_project(wanted)
    qtbot.waitUntil(lambda: program.project is not None)
    qtbot.waitUntil(lambda: program.project.annotate.images.rowCount() == 3)
    assert program.window.findChild(QMessageBox) is None


def test_a_folder_without_pictures_makes_no_project(program, tmp_path, qtbot):
    (tmp_path / "empty").mkdir()
    wanted = NewProject(tmp_path / "empty" / "empty.saegim", DETECT, tmp_path / "empty")
    program.make_project(wanted)
    qtbot.waitUntil(lambda: program.window.messages.text() != "")
    assert program.project is None
    assert not wanted.path.exists()


def test_a_file_that_is_no_project_gets_a_sentence_and_the_open_one_stays(
    program, project, tmp_path
):
    program.open_project(project)
    bad = tmp_path / "bad.saegim"
    bad.write_text("hello")
    assert not program.open_project(bad)
    assert program.window.messages.text()
    assert program.project.session.store.path == project


def test_another_project_takes_the_place_of_the_first(program, project, tmp_path, qtbot):
    other = make_store(tmp_path / "other", images=2, task="classify")
    other.close()
    program.open_project(project)
    program.open_project(other.path)
    assert program.project.annotate.images.rowCount() == 2
    assert len(rail_words(program)) == 5
    QTest.keyClick(program.project.annotate.canvas, Qt.Key.Key_D)
    assert not program.window.table[Act.BOX_TOOL].isEnabled()


def test_a_recent_project_where_nobody_can_look_any_more_is_not_offered(program, project):
    remembered = program.remembered
    remembered.remember_project(project)
    remembered.remember_project(project.with_name("n" * 300 + ".saegim"))
    assert remembered.recent_projects() == [project]


def test_recent_projects_are_offered_at_the_start(program, project):
    program.open_project(project)
    program.close_project()
    assert program.start.isVisible()
    buttons = program.start.findChildren(QPushButton)
    [link] = [button for button in buttons if button.toolTip() == str(project)]
    link.click()
    assert program.project is not None


def test_undo_survives_closing_the_project_and_is_named_in_the_menu(program, project):
    program.open_project(project)
    program.project.annotate.drawing.add(Box(10, 10, 50, 50))
    program.close_project()
    program.open_project(project)
    undo = program.window.table[Act.UNDO]
    assert undo.text() == "Undo: add objects"
    undo.trigger()
    assert program.project.session.store.info().annotations == 0


def test_an_empty_project_offers_to_add_pictures(program, tmp_path):
    Store.create(tmp_path / "new.saegim").close()
    program.open_project(tmp_path / "new.saegim")
    assert "no pictures" in program.window.messages.text()


def test_the_shortcut_sheet_shows_every_key_and_closes_by_key(program, project, qtbot):
    program.open_project(project)
    program.window.table[Act.SHORTCUTS].trigger()
    [sheet] = program.window.findChildren(ShortcutSheet)
    words = " ".join(label.text() for label in sheet.findChildren(QLabel))
    assert all(spec.keys[0] in words for spec in TABLE if spec.keys)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_nothing_is_cut_off_in_the_smallest_window(program, project):
    program.open_project(project)
    program.window.resize(1024, 640)
    assert program.window.width() == 1024
    assert program.window.height() == 640
    annotate = program.project.annotate
    for part in (annotate.image_panel, annotate.canvas, annotate.class_panel, annotate.toolbar):
        assert program.window.rect().contains(part.mapTo(program.window, part.rect().bottomRight()))


def test_the_window_s_process_loads_no_torch_and_no_cv2():
    code = (
        "import sys, desktop.app.startup, desktop.app.program, desktop.app.open_project;"
        "print([m for m in ('torch', 'torchvision', 'ultralytics', 'cv2') if m in sys.modules])"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_window_needs_no_more_room_than_the_screen_has(program):
    room = program.window.screen().availableSize()
    for size in (program.window.minimumSize(), program.window.size()):
        assert size.width() < room.width()
        assert size.height() < room.height()


def test_a_project_is_closed_and_the_start_page_is_there_again(program, project):
    program.open_project(project)
    program.window.messages.say("Something about this project.", "info")
    program.window.table[Act.CLOSE_PROJECT].trigger()
    assert program.project is None
    assert program.start.isVisible()
    assert program.window.messages.isHidden()
    assert not program.window.table[Act.CLOSE_PROJECT].isEnabled()


def test_the_sheet_shows_what_the_mouse_does_with_every_tool(program, project):
    from desktop.canvas.tools.table import TOOLS

    program.window.show_shortcuts()
    [sheet] = program.window.findChildren(ShortcutSheet)
    shown = {label.text().casefold() for label in sheet.findChildren(QLabel)}
    gestures = {str(gesture.what).casefold() for spec in TOOLS for gesture in spec.gestures}
    assert gestures <= shown
    assert "ctrl + wheel" in shown
    sheet.close()
