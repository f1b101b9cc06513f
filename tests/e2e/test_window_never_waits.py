"""The window answers while a run starts and trains and while SAM encodes."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.lamps import make_lamps

GOAL = 50.0
"""Milliseconds; see the project's architecture notes."""


@pytest.mark.slow
def test_a_10_ms_timer_shows_no_gap_over_50_ms_while_engines_work(tmp_path: Path) -> None:
    project = make_lamps(tmp_path)
    picture = next((tmp_path / "images").glob("*.png"))
    command = [sys.executable, "-m", "tests.helpers.felt_window", str(project), str(picture)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    _longest, own = map(float, done.stdout.split())
    # The engines share two cores with the window: a beat that is late because they had the
    # processor is the machine's doing.
    assert own <= GOAL
