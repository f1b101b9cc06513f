"""``python -m tests.torture [SEED [SHARE]]``: the long forms, and a line of figures for each.

SHARE of the counts is done, 1 by default. The exit code says whether anything was lost.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.torture import projects, runs, windows

Figures = dict[str, int]

ROWS: tuple[tuple[Callable[[int, int, Path], Figures], int], ...] = (
    (windows.kill_windows, 170),
    (windows.move_files, 60),
    (windows.fill_disks, 30),
    (runs.kill_runs, 15),
    (runs.start_twice, 20),
    (runs.clock_steps, 100),
    (runs.full_disks, 20),
    (projects.open_hostile, 300),
)
"""What is done, and how often."""

HARM = (
    "lost",
    "half-made files",
    "other weights",
    "misnumbered",
    "not exactly one",
    "taken for dead",
    "second starts",
    "called otherwise",
    "not resumed",
    "failed",
)
"""Figures that have to be 0."""


def main(seed: float = 0, share: float = 1.0) -> int:
    """Do everything; the number of figures that are not as they should be."""
    harm = 0
    for torture, count in ROWS:
        began = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            figures = torture(max(1, round(count * share)), int(seed), Path(folder))
        told = ", ".join(f"{name} {number}" for name, number in figures.items())
        print(f"{told} ({time.monotonic() - began:.0f} s)", flush=True)
        harm += sum(figures.get(name, 0) for name in HARM)
    return harm


if __name__ == "__main__":
    numbers = [float(argument) for argument in sys.argv[1:]]
    sys.exit(1 if main(*numbers) else 0)
