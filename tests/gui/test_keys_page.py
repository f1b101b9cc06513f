"""The page of keys: recorded, taken from others only when asked, reset one by one or all."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop.actions import SPACE, TABLE, Act, KeyMap
from desktop.actions.fixed import FIXED
from desktop.pages.settings import SettingsDialog
from desktop.settings import LiveSettings
from desktop.settings.vocabulary import Section


@pytest.fixture
def live(tmp_path, monkeypatch, qapp):
    monkeypatch.setenv("SAEGIM_SETTINGS", str(tmp_path / "settings.json"))
    return LiveSettings()


@pytest.fixture
def dialog(live, qtbot):
    made = SettingsDialog(live)
    qtbot.addWidget(made)
    made.show_section(Section.KEYS)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.fixture
def panel(dialog):
    return dialog.keys


def record(panel, key, modifiers=Qt.KeyboardModifier.NoModifier):
    """Press a key in the field that records, wherever Qt puts the focus there."""
    panel.strip.recorder.setFocus()
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def keys_of(live, act):
    return KeyMap.of_settings(live.now).of(act)


def chips(panel):
    row = panel.strip._chips
    return [row.itemAt(index).widget() for index in range(row.count())]


def shown_rows(panel):
    return [
        child.text(0)
        for _heading, children in panel.tree._groups
        for child in children
        if not child.isHidden()
    ]


def keys_shown(panel, act):
    return panel.tree._items[act].text(1)


def test_every_action_is_there_and_what_is_fixed(panel):
    assert len(shown_rows(panel)) == len(TABLE) + len(FIXED)
    assert keys_shown(panel, Act.NEXT_IMAGE) == "D, Right"


def test_a_second_key_is_recorded(panel, live):
    panel.tree.pick(Act.NEXT_IMAGE)
    record(panel, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert keys_of(live, Act.NEXT_IMAGE) == ("D", "Right", "Ctrl+J")
    assert keys_shown(panel, Act.NEXT_IMAGE) == "D, Right, Ctrl+J"


@pytest.mark.parametrize(
    ("key", "name"),
    [(Qt.Key.Key_F11, "F11"), (Qt.Key.Key_Insert, "Ins"), (Qt.Key.Key_G, "G")],
)
def test_keys_of_all_kinds_are_recorded(panel, live, key, name):
    panel.tree.pick(Act.TRAIN)
    record(panel, key)
    assert keys_of(live, Act.TRAIN) == ("Ctrl+T", name)


@pytest.mark.parametrize(
    ("key", "name", "owner"),
    [
        (Qt.Key.Key_Tab, "Tab", Act.NEXT_OBJECT),
        (Qt.Key.Key_Escape, "Esc", Act.SELECT_TOOL),
        (Qt.Key.Key_Return, "Return", Act.FINISH),
    ],
)
def test_keys_that_mean_something_in_a_dialog_are_recorded_too(
    panel, live, dialog, key, name, owner
):
    panel.tree.pick(Act.NEXT_IMAGE)
    record(panel, key)
    assert dialog.isVisible()
    panel.strip.take.click()
    assert keys_of(live, Act.NEXT_IMAGE) == ("D", "Right", name)
    assert name not in keys_of(live, owner)


def test_the_focus_leaves_the_recorder_by_itself(panel):
    panel.tree.pick(Act.TRAIN)
    record(panel, Qt.Key.Key_G)
    assert QApplication.focusWidget() is panel.tree


def test_a_conflict_names_the_other_action_and_changes_nothing_yet(panel, live):
    panel.tree.pick(Act.NEXT_IMAGE)
    record(panel, Qt.Key.Key_F)
    assert panel.strip.warning.text() == "F belongs to “Fit the picture” already."
    assert live.now.keys == {}


def test_the_key_is_taken_from_the_other_action_when_asked(panel, live):
    panel.tree.pick(Act.NEXT_IMAGE)
    record(panel, Qt.Key.Key_F)
    panel.strip.take.click()
    assert keys_of(live, Act.NEXT_IMAGE) == ("D", "Right", "F")
    assert keys_of(live, Act.FIT) == ()
    assert panel.strip.warning.isHidden()


def test_the_other_action_keeps_its_key_when_asked(panel, live):
    panel.tree.pick(Act.NEXT_IMAGE)
    record(panel, Qt.Key.Key_F)
    panel.strip.leave.click()
    assert live.now.keys == {}
    assert panel.strip.warning.isHidden()
    assert panel.strip.take.isHidden()


def test_a_key_is_taken_away_by_its_cross(panel, live):
    panel.tree.pick(Act.NEXT_IMAGE)
    chips(panel)[0].click()
    assert keys_of(live, Act.NEXT_IMAGE) == ("Right",)
    chips(panel)[0].click()
    assert keys_of(live, Act.NEXT_IMAGE) == ()
    assert keys_shown(panel, Act.NEXT_IMAGE) == ""


def test_one_action_is_reset(panel, live):
    panel.tree.pick(Act.NEXT_IMAGE)
    assert panel.strip.reset.isHidden()
    record(panel, Qt.Key.Key_G)
    panel.strip.reset.click()
    assert live.now.keys == {}


def test_a_reset_asks_before_it_takes_a_key_back_from_another(panel, live):
    live.change(keys=KeyMap().with_keys(Act.TRAIN, ("D",)).overrides())
    panel.tree.pick(Act.NEXT_IMAGE)
    panel.strip.reset.click()
    assert "“Train”" in panel.strip.warning.text()
    assert keys_of(live, Act.TRAIN) == ("D",)


def test_all_keys_are_reset(panel, live):
    assert not panel.reset_all.isEnabled()
    live.change(keys={"fit": ("X",), "train": ()})
    panel.reset_all.click()
    assert live.now.keys == {}
    assert keys_shown(panel, Act.FIT) == "F"


def test_a_preset_is_chosen_and_own_keys_stay(dialog, panel, live):
    live.change(keys={"train": ("F8",)})
    box = dialog.pages[Section.KEYS].rows["key_preset"].field.box
    box.setCurrentIndex(box.findData("cvat"))
    box.activated.emit(box.currentIndex())
    assert keys_shown(panel, Act.NEXT_IMAGE) == "F, Right"
    assert keys_shown(panel, Act.HIDE_ALL) == "T H"
    assert keys_shown(panel, Act.TRAIN) == "F8"


def test_the_list_is_filtered_by_name_and_by_key(panel):
    panel.filter.setText("next image")
    assert shown_rows(panel) == ["Next image", "Next image that needs a look"]
    panel.filter.setText("ctrl+z")
    assert shown_rows(panel) == ["Undo"]
    panel.filter.clear()
    assert len(shown_rows(panel)) == len(TABLE) + len(FIXED)


def test_what_is_fixed_says_why(panel):
    _heading, rows = panel.tree._groups[-1]
    panel.tree.setCurrentItem(rows[0])
    assert panel.strip.warning.text() == "Fixed, since it goes together with the mouse."
    assert panel.strip.recorder.isHidden()


def test_space_is_refused_where_there_is_no_picture(panel, live):
    panel.tree.pick(Act.TRAIN)
    record(panel, Qt.Key.Key_Space)
    assert "Space moves the picture" in panel.strip.warning.text()
    assert live.now.keys == {}
    assert panel.strip.take.isHidden()


def test_space_can_go_to_another_action_of_the_picture(panel, live):
    panel.tree.pick(Act.NEXT_IMAGE)
    record(panel, Qt.Key.Key_Space)
    panel.strip.take.click()
    assert keys_of(live, Act.NEXT_IMAGE) == ("D", "Right", SPACE)
    assert keys_of(live, Act.ACCEPT_IMAGE) == ()


def test_a_key_that_is_there_already_stays_once(panel, live):
    panel.tree.pick(Act.NEXT_IMAGE)
    record(panel, Qt.Key.Key_D)
    assert live.now.keys == {}
    assert panel.strip.warning.isHidden()


def test_the_recorder_asks_for_a_key_in_the_same_words_afterwards(panel):
    line = panel.strip.recorder.findChild(QLineEdit)
    before = line.placeholderText()
    panel.tree.pick(Act.NEXT_IMAGE)
    record(panel, Qt.Key.Key_F)
    assert line.placeholderText() == before


def test_the_headings_follow_a_change_of_the_theme(panel):
    palette = panel.tree.palette()
    palette.setColor(QPalette.ColorRole.PlaceholderText, QColor("#123456"))
    panel.tree.setPalette(palette)
    heading, _ = panel.tree._groups[0]
    assert heading.foreground(0).color().name() == "#123456"
