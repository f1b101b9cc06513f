"""Which keys every action has."""

from collections import Counter
from itertools import combinations

import pytest
from PySide6.QtWidgets import QWidget

from desktop.actions import PRESETS, SPACE, TABLE, Act, Actions, KeyMap, may_have, normal, shown
from desktop.actions.keys import clash
from engine.system.settings import Settings


def keys_of(preset):
    return {act: KeyMap(preset).of(act) for act in Act}


@pytest.fixture
def actions(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    yield Actions(window)


def sequences(action):
    return [s.toString() for s in action.shortcuts()]


@pytest.mark.parametrize("preset", PRESETS)
def test_no_key_of_a_preset_means_two_things(preset):
    held = [(act, key) for act, keys in keys_of(preset).items() for key in keys]
    both = [(a, b) for a, b in combinations(held, 2) if clash(a[1], b[1])]
    assert both == []


@pytest.mark.parametrize("preset", PRESETS)
def test_nothing_of_a_preset_is_lost_to_another_of_its_keys(preset):
    for spec in TABLE:
        assert KeyMap(preset).of(spec.act) == PRESETS[preset].get(spec.act, spec.keys)


@pytest.mark.parametrize("preset", PRESETS)
def test_keys_are_written_as_qt_writes_them(preset):
    for keys in keys_of(preset).values():
        assert [normal(key) for key in keys] == list(keys)


def test_the_presets_know_what_their_programs_are_known_for():
    assert KeyMap("labelme").of(Act.POLYGON_TOOL) == ("P", "Ctrl+N")
    assert KeyMap("labelme").of(Act.NEXT_IMAGE)[0] == "D"
    assert KeyMap("cvat").of(Act.NEXT_IMAGE)[0] == "F"
    assert KeyMap("cvat").of(Act.PREVIOUS_IMAGE)[0] == "D"


def test_a_person_s_own_keys_go_before_the_preset_s():
    keys = KeyMap("cvat", {Act.FIT: ("F",)})
    assert keys.of(Act.FIT) == ("F",)
    assert keys.of(Act.NEXT_IMAGE) == ("Right",)


def test_settings_from_elsewhere_never_give_a_key_to_two_actions():
    settings = Settings(keys={"fit": ("J",), "train": ("J", "Y"), "no_such_action": ("Z",)})
    keys = KeyMap.of_settings(settings)
    assert (keys.of(Act.FIT), keys.of(Act.TRAIN)) == (("J",), ("Y",))


def test_what_is_no_key_is_left_out():
    keys = KeyMap.of_settings(Settings(keys={"fit": ("Hello", "", "j")}))
    assert keys.of(Act.FIT) == ("J",)


def test_a_taken_key_is_lost_by_the_other_action():
    keys = KeyMap()
    assert keys.holder("F") is Act.FIT
    assert keys.losers(Act.TRAIN, ("F", "Ctrl+T")) == (Act.FIT,)
    after = keys.with_keys(Act.TRAIN, ("F", "Ctrl+T"))
    assert after.of(Act.TRAIN) == ("F", "Ctrl+T")
    assert after.of(Act.FIT) == ()


def test_a_key_that_begins_another_counts_as_taken():
    assert KeyMap("cvat").holder("T") is Act.HIDE_ALL


def test_the_preset_s_keys_are_not_written_down():
    keys = KeyMap().with_keys(Act.FIT, ("J",)).with_keys(Act.FIT, ("F",))
    assert keys.overrides() == {}


def test_own_keys_survive_the_settings_file():
    keys = KeyMap("labelme").with_keys(Act.FIT, ("J", "Ctrl+F"))
    settings = Settings(key_preset="labelme", keys=keys.overrides())
    assert KeyMap.of_settings(settings).of(Act.FIT) == ("J", "Ctrl+F")


def test_space_belongs_to_what_is_done_on_the_canvas():
    assert may_have(Act.NEXT_IMAGE, SPACE)
    assert not may_have(Act.TRAIN, SPACE)
    assert KeyMap(own={Act.TRAIN: (SPACE,)}).of(Act.TRAIN) == ()
    assert KeyMap(own={Act.TRAIN: (SPACE,)}).of(Act.ACCEPT_IMAGE) == (SPACE,)


def test_what_throws_a_draft_away_cannot_finish_it():
    assert not may_have(Act.FINISH, "Esc")
    assert not may_have(Act.FINISH, "Backspace")


def test_keys_one_after_the_other_are_not_shown_as_two_keys():
    assert shown("T, H") == "T H"
    assert shown(",") == ","


def test_actions_take_new_keys_at_once(actions, qtbot):
    with qtbot.waitSignal(actions.keys_changed):
        actions.use(KeyMap().with_keys(Act.FIT, ("J",)))
    assert sequences(actions[Act.FIT]) == ["J"]
    assert actions[Act.FIT].toolTip() == "Fit the picture (J)"


def test_qt_never_watches_space_and_the_menu_shows_it_all_the_same(actions):
    actions.use(KeyMap().with_keys(Act.NEXT_IMAGE, (SPACE, "D")))
    assert sequences(actions[Act.NEXT_IMAGE]) == ["D"]
    assert actions[Act.NEXT_IMAGE].text() == "Next image\tSpace, D"
    assert actions[Act.ACCEPT_IMAGE].text() == "Accept everything on the image and go on"


def test_a_renamed_action_keeps_its_name_with_new_keys(actions):
    actions.rename(Act.UNDO, "Undo: add objects")
    actions.use(KeyMap().with_keys(Act.UNDO, ("J",)))
    assert actions[Act.UNDO].text() == "Undo: add objects"


def test_no_two_actions_of_the_window_share_a_shortcut(actions):
    for preset in PRESETS:
        actions.use(KeyMap(preset))
        held = Counter(key for act in Act for key in sequences(actions[act]))
        assert [key for key, count in held.items() if count > 1] == []


def test_a_hint_names_the_first_key_or_else_the_action(actions):
    assert actions.hint(Act.UNDO) == "Ctrl+Z"
    actions.use(KeyMap().with_keys(Act.UNDO, ()))
    assert actions.hint(Act.UNDO) == "“Undo”"
