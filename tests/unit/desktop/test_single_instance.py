"""The first window and those who call it."""

from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from desktop.app.single_instance import LONGEST_CALL, READY, Call, SingleInstance
from engine.protocol.window import MeetingPlace

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def place(tmp_path: Path) -> MeetingPlace:
    return MeetingPlace(str(tmp_path / "socket"), tmp_path / "lock")


@pytest.fixture
def first(place: MeetingPlace):
    window = SingleInstance(place)
    assert not window.call_first(Call())
    yield window
    window.give_up()


def connect(place: MeetingPlace, qtbot: QtBot) -> QLocalSocket:
    socket = QLocalSocket()
    socket.connectToServer(place.socket)
    qtbot.waitUntil(socket.canReadLine)
    assert socket.readLine().data() == READY
    return socket


@pytest.mark.parametrize(
    "words", [b"GET / HTTP/1.1\n", b"x" * (LONGEST_CALL + 1), b'{"project": 3}\n']
)
def test_whoever_does_not_speak_its_language_is_sent_away(words, first, place, qtbot):
    heard = []
    first.called.connect(heard.append)
    socket = connect(place, qtbot)
    socket.write(words)
    qtbot.waitUntil(lambda: socket.state() == QLocalSocket.LocalSocketState.UnconnectedState)
    assert heard == []
    socket = connect(place, qtbot)
    socket.write(b'{"project": "/a/b.saegim"}\n')
    qtbot.waitUntil(lambda: [call.project for call in heard] == ["/a/b.saegim"])


def test_after_it_has_given_up_another_is_the_first(first, place):
    first.give_up()
    second = SingleInstance(place)
    assert not second.call_first(Call())
    assert Path(place.socket).exists()
    second.give_up()


def test_what_a_killed_window_has_left_is_not_in_the_way(place, qtbot):
    Path(place.socket).write_text("left")
    window = SingleInstance(place)
    assert not window.call_first(Call())
    connect(place, qtbot)
    window.give_up()
