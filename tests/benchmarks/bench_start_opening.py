"""Opens a project as the first one, in a process of its own, and tells how long that holds it.

    python -m tests.benchmarks.bench_start_opening PROJECT.saegim WAIT

WAIT is how many milliseconds the start page is looked at before. Prints three figures in
milliseconds: the longest pause of the window while it was looked at, the time from the wish to
the picture, and the longest pause in it. A pause lies between two beats of a timer of 10 ms;
time for which the machine ran other programs instead does not count into it.
"""

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from desktop.app.preloading import Preloading
from desktop.app.program import Program
from desktop.remembered import Remembered
from engine.system.process import starved_seconds

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

BEAT = 10
"""Milliseconds."""


class Beats:
    """Feels how long the window does not answer; ``desktop.demo`` has one that imports more."""

    def __init__(self) -> None:
        self._longest = 0.0
        self._last = self._now()
        self._timer = QTimer(interval=BEAT, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def take_longest(self) -> float:
        """Milliseconds since the last question, at most; begins anew."""
        self._beat()
        longest, self._longest = self._longest, 0.0
        return longest * 1000

    def _beat(self) -> None:
        now = self._now()
        self._longest, self._last = max(self._longest, now - self._last), now

    def _now(self) -> float:
        return time.perf_counter() - starved_seconds()


def main() -> None:
    """Start, wait, open, and print what was felt."""
    app = QApplication(["saegim"])
    program = Program(Remembered())
    program.window.show()
    app.processEvents()
    beats = Beats()
    preloading = Preloading()
    preloading.begin_soon()
    live_for(int(sys.argv[2]))
    looked = beats.take_longest()
    began = time.perf_counter()
    if not program.open_project(Path(sys.argv[1])) or program.project is None:
        sys.exit("The project did not open.")
    live_until(program.project.annotate.canvas.image_loaded)
    took = (time.perf_counter() - began) * 1000
    print(looked, took, beats.take_longest())
    program.close_project()


def live_for(milliseconds: int) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def live_until(signal: "SignalInstance") -> None:
    """Let the window live until something happens."""
    loop = QEventLoop()
    signal.connect(loop.quit)
    loop.exec()


if __name__ == "__main__":
    main()
