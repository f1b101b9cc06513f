"""A window that edits without end, seen from outside: what it acknowledged, and what is there."""

import os
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

from engine.geometry.types import Box
from engine.project.store import Store

LONGEST = 60.0
"""Seconds that a window may take until its first edit."""


class EditingWindow:
    """``editing_window`` in a process of its own; killed when it is closed.

    Args:
        project: What it edits.
        home: A folder for its settings and logs.
    """

    def __init__(self, project: Path, home: Path) -> None:
        home.mkdir(parents=True, exist_ok=True)
        names = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR")
        environment = (
            os.environ | dict.fromkeys(names, str(home)) | {"QT_QPA_PLATFORM": "offscreen"}
        )
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.helpers.editing_window", str(project)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=environment,
        )
        self.lines: list[str] = []
        """What it has acknowledged so far."""
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def work(self, seconds: float) -> int:
        """Let it work; returns the number of edits that it acknowledged meanwhile."""
        before = len(self.lines)
        time.sleep(seconds)
        return len(self.lines) - before

    def wait_for_edit(self) -> None:
        """Wait until it acknowledges an edit from now on."""
        before, deadline = len(self.lines), time.monotonic() + LONGEST
        while len(self.lines) == before:
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError("the window does not edit")
            time.sleep(0.01)

    def kill(self) -> None:
        """End it as a power cut does; what it has said before still counts."""
        self._process.kill()
        self._process.wait()
        self._reader.join()
        if self._process.stdout is not None:
            self._process.stdout.close()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            # A line that was cut off by the end was never said.
            if line.endswith("\n"):
                self.lines.append(line)


def steps_in(project: Path) -> int:
    """How many edits the project's history holds."""
    with closing(Store.open(project)) as store:
        return len(store.history.steps())


def lost_edits(project: Path, lines: list[str], steps_before: int) -> int:
    """How many acknowledged edits are not in a project file.

    Args:
        project: The file.
        lines: What the window acknowledged.
        steps_before: What ``steps_in`` was before the window.
    """
    wanted = _replay(lines)
    with closing(Store.open(project)) as store:
        rows = store.annotations.of_image(store.images.ids()[0])
        steps = len(store.history.steps()) - steps_before
    there = {row.id: row.geometry.left for row in rows if isinstance(row.geometry, Box)}
    wrong = sum(there.get(one) != left for one, left in wanted.items())
    # One edit more may be there: done, and not yet acknowledged when the window was killed.
    return max(len(lines) - steps, wrong - 1, 0)


def _replay(lines: list[str]) -> dict[int, float | None]:
    """Left sides of boxes by id; None for what was deleted."""
    state: dict[int, float | None] = {}
    for line in lines:
        verb, one, *left = line.split()
        state[int(one)] = None if verb == "delete" else float(left[0])
    return state
