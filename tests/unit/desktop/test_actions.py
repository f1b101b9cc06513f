"""The action table and what is made of it."""

from collections import Counter

import shiboken6
from PySide6.QtWidgets import QWidget

from desktop.actions import TABLE, Act, Actions, Scope, words


def test_every_action_has_one_row():
    assert Counter(spec.act for spec in TABLE) == Counter(Act)


def test_no_key_means_two_things():
    keys = Counter(key for spec in TABLE for key in spec.keys)
    assert [key for key, count in keys.items() if count > 1] == []


def test_numbered_actions_show_their_number():
    (row,) = [spec for spec in TABLE if spec.act is Act.CLASS_7]
    assert words(row) == "Class 7"


def test_only_actions_of_the_scope_can_be_used(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    actions = Actions(window)
    actions.enable(frozenset({Scope.ALWAYS, Scope.ANNOTATE}))
    assert actions[Act.NEXT_IMAGE].isEnabled()
    assert not actions[Act.BOX_TOOL].isEnabled()


def test_a_slot_is_forgotten_with_its_owner(qtbot):
    window, owner = QWidget(), QWidget()
    qtbot.addWidget(window)
    actions = Actions(window)
    heard = []
    actions.on(Act.TRAIN, lambda: heard.append(1), owner)
    actions[Act.TRAIN].trigger()
    shiboken6.delete(owner)
    actions[Act.TRAIN].trigger()
    assert heard == [1]
