"""Settings are true for the running window at once."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from desktop.actions import PRESETS, SPACE, Act, KeyMap
from desktop.app.startup import build
from desktop.canvas.tools.table import BOX
from desktop.jobs.assist_client import AssistClient
from desktop.pages.settings import SettingsDialog
from desktop.settings.vocabulary import Section
from desktop.widgets.shortcut_sheet import ShortcutSheet
from engine.protocol.requests import PROTOCOL_VERSION, Hello
from engine.system.settings import Settings, write_settings
from tests.helpers.stores import make_store
from tests.helpers.window import own_memory


@pytest.fixture
def own_settings(tmp_path, monkeypatch):
    # The assist process has tests of its own; here it would only load torch.
    monkeypatch.setattr(AssistClient, "start", lambda self: None)
    monkeypatch.setenv("SAEGIM_SETTINGS", str(tmp_path / "settings.json"))
    own_memory(tmp_path)


@pytest.fixture
def program(qtbot, own_settings, tmp_path):
    made = build()
    with qtbot.waitActive(made.window):
        made.window.show()
        made.window.activateWindow()
    store = make_store(tmp_path)
    store.close()
    made.open_project(store.path)
    qtbot.waitUntil(lambda: made.project.annotate.canvas.zoom() > 0)
    yield made
    made.close_project()
    made.window.close()
    made.window.deleteLater()


def press(program, key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(program.project.annotate.canvas, key, modifiers)


def give(program, act, *keys):
    settings = program.settings
    given = KeyMap.of_settings(settings.now).with_keys(act, keys)
    settings.change(keys=given.overrides())


def image_in_hand(program):
    return program.project.annotate.image.row.id


def draw_corner(program, x, y):
    canvas = program.project.annotate.canvas
    point = canvas.viewportTransform().map(QPoint(x, y))
    QTest.mouseMove(canvas.viewport(), point)
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=point)


def draw_triangle(program):
    press(program, Qt.Key.Key_P)
    for corner in ((20, 20), (100, 20), (60, 90)):
        draw_corner(program, *corner)
    assert program.project.annotate.canvas.has_draft()


def annotations(program):
    return program.project.session.store.info().annotations


def test_ctrl_comma_opens_the_settings(program):
    program.window.table[Act.SETTINGS].trigger()
    assert program.window.findChild(SettingsDialog).isVisible()


def test_a_key_that_is_being_recorded_does_nothing_else(program, qtbot):
    program.window.table[Act.SETTINGS].trigger()
    dialog = program.window.findChild(SettingsDialog)
    dialog.show_section(Section.KEYS)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    strip = dialog.keys.strip
    for key, name in ((Qt.Key.Key_Q, "Quit"), (Qt.Key.Key_T, "Train")):
        dialog.keys.tree.pick(Act.NEXT_IMAGE)
        strip.recorder.setFocus()
        QTest.keyClick(QApplication.focusWidget(), key, Qt.KeyboardModifier.ControlModifier)
        assert f"“{name}”" in strip.warning.text()
    assert program.window.isVisible()
    assert program.project.annotate.isVisible()


def test_a_new_key_works_and_the_old_one_does_not(program):
    first = image_in_hand(program)
    give(program, Act.NEXT_IMAGE, "G")
    press(program, Qt.Key.Key_D)
    assert image_in_hand(program) == first
    press(program, Qt.Key.Key_G)
    assert image_in_hand(program) != first


def test_a_preset_works_at_once(program):
    first = image_in_hand(program)
    program.settings.change(key_preset="cvat")
    press(program, Qt.Key.Key_F)
    second = image_in_hand(program)
    assert second != first
    press(program, Qt.Key.Key_D)
    assert image_in_hand(program) == first


def test_keys_one_after_the_other_work(program):
    program.settings.change(key_preset="cvat")
    heard = []
    program.window.table[Act.HIDE_ALL].triggered.connect(lambda: heard.append(1))
    press(program, Qt.Key.Key_T)
    press(program, Qt.Key.Key_H)
    assert heard == [1]


def test_the_key_that_finishes_a_draft_can_be_another(program):
    give(program, Act.FINISH, "G")
    draw_triangle(program)
    press(program, Qt.Key.Key_N)
    assert annotations(program) == 0
    press(program, Qt.Key.Key_G)
    assert annotations(program) == 1
    assert not program.project.annotate.canvas.has_draft()


def test_a_tap_of_space_can_finish_a_draft(program):
    give(program, Act.FINISH, SPACE)
    draw_triangle(program)
    press(program, Qt.Key.Key_Space)
    assert annotations(program) == 1


def test_space_goes_to_another_action_and_still_moves_the_picture(program):
    give(program, Act.NEXT_IMAGE, SPACE)
    first, canvas = image_in_hand(program), program.project.annotate.canvas
    canvas.zoom_by(4)
    QTest.keyPress(canvas, Qt.Key.Key_Space)
    middle = canvas.viewport().rect().center()
    before = canvas.mapToScene(middle)
    QTest.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(canvas.viewport(), middle + QPoint(40, 30))
    QTest.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, pos=middle + QPoint(40, 30))
    QTest.keyRelease(canvas, Qt.Key.Key_Space)
    assert canvas.mapToScene(middle) != before
    assert image_in_hand(program) == first
    press(program, Qt.Key.Key_Space)
    assert image_in_hand(program) != first


def test_a_key_that_was_taken_away_deletes_no_longer(program):
    give(program, Act.DELETE, "X")
    draw_triangle(program)
    press(program, Qt.Key.Key_Return)
    press(program, Qt.Key.Key_Delete)
    assert annotations(program) == 1
    press(program, Qt.Key.Key_X)
    assert annotations(program) == 0


def test_escape_throws_a_draft_away_whatever_else_it_means(program):
    give(program, Act.NEXT_IMAGE, "Esc")
    first = image_in_hand(program)
    draw_triangle(program)
    press(program, Qt.Key.Key_Escape)
    assert not program.project.annotate.canvas.has_draft()
    assert image_in_hand(program) == first
    press(program, Qt.Key.Key_Escape)
    assert image_in_hand(program) != first


def test_menus_tool_tips_and_the_sheet_follow(program):
    give(program, Act.FIT, "Shift+F3")
    action = program.window.table[Act.FIT]
    assert action.shortcut().toString() == "Shift+F3"
    assert action.toolTip() == "Fit the picture (Shift+F3)"
    program.window.show_shortcuts()
    [sheet] = program.window.findChildren(ShortcutSheet)
    assert "Shift+F3" in [label.text() for label in sheet.findChildren(QLabel)]


@pytest.mark.parametrize("preset", PRESETS)
def test_the_sheet_fits_into_the_smallest_window_and_a_click_closes_it(program, preset, qtbot):
    program.window.resize(1024, 640)
    program.settings.change(key_preset=preset)
    program.window.show_shortcuts()
    [sheet] = program.window.findChildren(ShortcutSheet)
    assert program.window.rect().contains(sheet.geometry())
    QTest.mouseClick(sheet.childAt(sheet.rect().center()), Qt.MouseButton.LeftButton)
    assert not sheet.isVisible()


def test_sentences_name_the_key_that_is_set(program):
    give(program, Act.VERIFIED_EMPTY, "F6")
    said = []
    program.project.annotate.review.said.connect(said.append)
    press(program, Qt.Key.Key_Space)
    assert said == ["Nothing is marked here: F6 says that there is nothing to mark."]


def test_a_window_begins_with_the_keys_that_are_set(own_settings, qtbot):
    write_settings(Settings(key_preset="labelme", keys={"train": ("F8",)}))
    window = build().window
    qtbot.addWidget(window)
    assert window.table[Act.POLYGON_TOOL].shortcuts()[1].toString() == "Ctrl+N"
    assert window.table[Act.TRAIN].shortcut().toString() == "F8"


@pytest.mark.parametrize("field", ["device", "models_folder", "cache_gigabytes"])
def test_what_the_assist_process_reads_at_its_start_starts_another(
    program, monkeypatch, tmp_path, field
):
    renewed = []
    monkeypatch.setattr(AssistClient, "renew", lambda self: renewed.append(self))
    values = {"device": "cpu", "models_folder": str(tmp_path), "cache_gigabytes": 9.0}
    program.settings.change(**{field: values[field]})
    assert renewed == [program.project.assist]


def test_nothing_else_starts_another_assist_process(program, monkeypatch):
    renewed = []
    monkeypatch.setattr(AssistClient, "renew", lambda self: renewed.append(self))
    program.settings.change(mirror="https://mirror.example", key_preset="cvat")
    assert renewed == []


def test_the_dialog_offers_what_the_project_s_engine_found(program):
    hello = Hello(PROTOCOL_VERSION, devices=("cpu", "cuda:0"), models=())
    program.project.assist.said_hello.emit(hello)
    program.help_dialogs.show_settings("device")
    dialog = program.window.findChild(SettingsDialog)
    box = dialog.pages[Section.ENGINE].rows["device"].field.box
    assert [box.itemData(index) for index in range(box.count())] == ["auto", "cpu", "cuda:0"]


def test_another_language_makes_the_window_anew_and_the_dialog_stays_open(program, qtbot):
    program.project.annotate.tools.take(BOX)
    first, project = program.window, program.project.session.store.path
    program.help_dialogs.show_settings("language")
    program.settings.change(language="en")
    qtbot.waitUntil(lambda: program.window is not first)
    qtbot.waitUntil(lambda: program.window.findChild(QDialog, "settings") is not None)
    assert program.window.findChild(QDialog, "settings").isVisible()
    assert program.project.session.store.path == project


def test_the_window_keeps_its_keys_when_it_is_made_anew(program, qtbot):
    first = program.window
    give(program, Act.FIT, "F7")
    program.settings.change(language="en")
    qtbot.waitUntil(lambda: program.window is not first)
    assert program.window.table[Act.FIT].shortcut().toString() == "F7"
    assert program.window.findChild(QDialog, "settings") is None
