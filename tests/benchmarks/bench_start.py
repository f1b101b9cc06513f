"""Times the start of the window beside Qt's bare import and labelme, in the same run.

    python -m tests.benchmarks.bench_start [ROUNDS]

Every start has an empty home; all programs take turns, so that a busy machine is busy for all of
them. What counts is the moment the window can be used (see ``bench_start_screen``); of the bare
import it is the end of Python.
"""

import os
import shutil
import statistics
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.benchmarks.bench_start_runs import Program, Times

ROUNDS = 10
TO_IMPORT, TO_LABELME = 5.0, 0.5
"""How many times as long our window may take, at most, as the bare import and as labelme."""

WAITS = {"at once": 0, "after 6 s at the start": 6000}
"""Milliseconds that the start page is looked at before a project is opened."""
SAMPLE = "sample/trees/trees.saegim"


def main() -> None:
    """Measure and print the tables."""
    if missing := what_is_missing():
        sys.exit(missing)
    # The X client is there on Linux only.
    from tests.benchmarks.bench_start_runs import measure

    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    print_tables(measure(programs(), rounds), rounds)
    print_openings(rounds)


def what_is_missing() -> str:
    """What this machine lacks, as a sentence; empty if nothing."""
    if sys.platform != "linux":
        return "The start is measured on Linux only: that takes an X server without a screen."
    if shutil.which("Xvfb") is None:
        return "Xvfb is missing; on Debian or Ubuntu: sudo apt-get install xvfb"
    return ""


def programs() -> "list[Program]":
    """Everything that there is to compare, the bare import first and labelme last."""
    from tests.benchmarks import bench_start_labelme as peer
    from tests.benchmarks import bench_start_runs as runs

    found = [runs.bare_import(), runs.empty_window(), *runs.ours()]
    if not runs.BUNDLE.exists():
        print(f"Left out: the bundle, {runs.BUNDLE} is not built: make package")
    labelme = peer.labelme()
    if problem := peer.problem():
        print(f"Left out: labelme, {problem}")
    else:
        found.append(runs.labelme(labelme.version, labelme.executable))
    return found


def print_tables(times: "list[Times]", rounds: int) -> None:
    """Print what was measured, warm and cold."""
    from tests.benchmarks.bench_start_cache import way

    load = f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    print(f"\nSeconds until the window is usable: median (least to most) of {rounds}.")
    print(f"Goal: at most {TO_IMPORT:.0f} x the bare import and {TO_LABELME} x labelme.")
    print(f"Load of the machine at the end, this measurement included: {load}.")
    print_table("Warm", {row.program.name: row.warm for row in times})
    print_table(f"Cold: {way()}", {row.program.name: row.cold for row in times})


def print_table(title: str, rows: dict[str, list[float]]) -> None:
    """Print one line per program, with its ratios to the bare import and to labelme."""
    medians = {name: statistics.median(seconds) for name, seconds in rows.items()}
    of_import = next(iter(medians.values()))
    of_peer = next((median for name, median in medians.items() if "labelme" in name), None)
    print(f"\n{title}\n{'':26}{'seconds':>22}{'/ import':>12}{'/ labelme':>12}")
    for name, seconds in rows.items():
        spread = f"{medians[name]:.2f} ({min(seconds):.2f} to {max(seconds):.2f})"
        to_import = f"{medians[name] / of_import:.2f}"
        to_peer = f"{medians[name] / of_peer:.2f}" if of_peer else "-"
        print(f"{name:26}{spread:>22}{to_import:>12}{to_peer:>12}")


def print_openings(rounds: int) -> None:
    """Print how long the window is held when its first project is opened."""
    from tests.benchmarks.bench_start_runs import ROOT, measure_opening

    if not (ROOT / SAMPLE).exists():
        print(f"\nLeft out: the first opening, the sample is not built: make {SAMPLE}")
        return
    print(f"\nFirst opening of the trees, ms: medians of {rounds}")
    print(f"{'':26}{'until the picture':>22}{'longest pause':>22}{'before it':>12}")
    for name, wait in WAITS.items():
        opening = measure_opening(ROOT / SAMPLE, wait, rounds)
        pauses = f"{opening.paused:>22.0f}{opening.paused_before:>12.0f}"
        print(f"{name:26}{opening.until_picture:>22.0f}{pauses}")


if __name__ == "__main__":
    main()
