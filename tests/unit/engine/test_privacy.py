"""What is copied for somebody who helps does not tell who asks."""

from pathlib import Path, PureWindowsPath

import pytest

from engine.system.privacy import without_names


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "집 mina"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USERPROFILE", str(folder))
    monkeypatch.setenv("LOGNAME", "mina")
    return folder


def test_the_home_folder_is_a_tilde(home: Path):
    assert without_names(f"cannot read {home}/models/net.pt") == "cannot read ~/models/net.pt"
    assert without_names(str(home)) == "~"
    assert without_names(f"{home}2/models") == f"{home}2/models"


def test_a_folder_of_the_user_s_name_is_not_told(home: Path):
    assert without_names("/media/mina/disk") == "/media/USER/disk"
    assert without_names(r"D:\mina") == r"D:\USER"
    assert without_names("/media/minasdisk") == "/media/minasdisk"


def test_the_folders_of_windows_are_known_in_any_spelling(monkeypatch: pytest.MonkeyPatch):
    home = PureWindowsPath(r"C:\Users\민지")
    monkeypatch.setattr("engine.system.privacy._homes", lambda: [home])
    monkeypatch.setattr("engine.system.privacy.getpass.getuser", lambda: "민지")
    said = r'"C:\\Users\\민지\\AppData", C:\Users\민지\models, c:/users/민지/a, D:\민지\models'
    assert without_names(said) == r'"~\\AppData", ~\models, ~/a, D:\USER\models'


def test_somebody_without_a_home_folder_has_nothing_to_hide(monkeypatch: pytest.MonkeyPatch):
    def nowhere() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr("engine.system.privacy.Path.home", nowhere)
    assert without_names("/data/models") == "/data/models"
