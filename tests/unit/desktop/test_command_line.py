"""What a command line asks for."""

from pathlib import Path

import pytest

from desktop.app.command_line import command_line_to, read_command_line
from desktop.app.location import Location


def test_nothing_asks_for_the_start_page():
    assert read_command_line(["saegim"]) == Location()


def test_a_project_is_meant_from_the_folder_one_is_in(tmp_path: Path, monkeypatch):
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    asked = read_command_line(["saegim", "../둘째 것.saegim"])
    assert asked == Location(str(tmp_path / "둘째 것.saegim"))


@pytest.mark.parametrize(
    "place",
    [Location(), Location("/a b/나무.saegim", "train", 3), Location('/"quoted".saegim', "dataset")],
)
def test_a_restart_leads_back_to_a_place(place):
    assert read_command_line(["saegim", *command_line_to(place)]) == place


def test_a_place_that_nobody_understands_is_the_start_page():
    assert read_command_line(["saegim", "--place", "[1, 2"]) == Location()
