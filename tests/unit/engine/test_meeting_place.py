"""Where the starts of one person meet."""

import sys

import pytest

from engine.protocol.window import meeting_place


def test_all_starts_of_a_person_meet_at_the_same_place():
    assert meeting_place() == meeting_place()


@pytest.mark.skipif(sys.platform != "linux", reason="XDG folders are Linux's")
def test_people_do_not_meet_each_other(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "one"))
    one = meeting_place()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "다른"))
    other = meeting_place()
    assert one.socket != other.socket
    assert one.lock != other.lock


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has pipes")
def test_only_the_person_may_enter_the_folder(monkeypatch, tmp_path):
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    assert meeting_place().lock.parent.stat().st_mode & 0o077 == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has pipes")
@pytest.mark.parametrize("trap", ["open to all", "a link"])
def test_a_folder_that_others_can_have_made_is_not_taken(monkeypatch, tmp_path, trap):
    shared = tmp_path / "runtime-0" / "saegim"
    shared.parent.mkdir()
    if trap == "a link":
        (tmp_path / "theirs").mkdir(mode=0o700)
        shared.symlink_to(tmp_path / "theirs")
    else:
        shared.mkdir()
        shared.chmod(0o777)
    monkeypatch.setattr("platformdirs.user_runtime_path", lambda _name: shared)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "mine"))
    place = meeting_place()
    assert place.lock.parent == tmp_path / "mine" / "saegim" / "window"
    assert place.lock.parent.stat().st_mode & 0o077 == 0
