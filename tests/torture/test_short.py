"""The short forms of ``make torture``: each kind a few times."""

from pathlib import Path

import pytest

from tests.torture import runs, windows

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


def test_a_killed_run_ends_with_the_weights_of_an_unbroken_one(tmp_path: Path) -> None:
    figures = runs.kill_runs(1, seed=4, folder=tmp_path)
    assert (figures["other weights"], figures["misnumbered"]) == (0, 0)


def test_of_two_processes_started_at_once_one_works(tmp_path: Path) -> None:
    figures = runs.start_twice(2, seed=5, folder=tmp_path)
    assert (figures["not exactly one"], figures["misnumbered"]) == (0, 0)


def test_no_clock_makes_a_live_run_look_dead(tmp_path: Path) -> None:
    figures = runs.clock_steps(10, seed=6, folder=tmp_path)
    assert (figures["taken for dead"], figures["second starts"]) == (0, 0)


def test_a_disk_that_fills_up_under_a_run_is_named_and_left_clean(tmp_path: Path) -> None:
    figures = runs.full_disks(1, seed=7, folder=tmp_path)
    assert (figures["called otherwise"], figures["half-made files"]) == (0, 0)
    assert figures["not resumed"] == 0
