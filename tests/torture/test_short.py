"""The short forms of ``make torture``: each kind a few times."""

from pathlib import Path

import pytest

from tests.torture import windows

pytestmark = pytest.mark.slow


def test_a_killed_window_loses_no_acknowledged_edit(tmp_path: Path) -> None:
    figures = windows.kill_windows(3, seed=1, folder=tmp_path)
    assert figures["acknowledged edits"] > 10
    assert figures["lost"] == 0


def test_a_file_that_moves_under_the_window_loses_none(tmp_path: Path) -> None:
    figures = windows.move_files(4, seed=2, folder=tmp_path)
    assert min(figures["renamed"], figures["deleted"], figures["replaced"]) > 0
    assert figures["lost"] == 0


def test_a_disk_that_fills_up_loses_none_and_leaves_nothing_half_made(tmp_path: Path) -> None:
    figures = windows.fill_disks(2, seed=3, folder=tmp_path)
    assert (figures["lost"], figures["half-made files"]) == (0, 0)
