"""The programs whose start is compared, and one start of each."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.bench_start_cache import forget
from tests.benchmarks.bench_start_screen import NeverUsableError, Screen

ROOT = Path(__file__).parents[2]
BUNDLE = ROOT / "dist" / "saegim" / "saegim"
EMPTY_WINDOW = """
from PySide6.QtWidgets import QApplication, QPushButton
app = QApplication([])
button = QPushButton("Saegim")
button.resize(1280, 800)
button.show()
app.exec()
"""


class Program(NamedTuple):
    """Something to start; ``folders`` hold its files, and without a window its end counts."""

    name: str
    command: Sequence[str]
    folders: Sequence[Path]
    has_window: bool = True


class Times(NamedTuple):
    """Seconds until one program was usable, one per round."""

    program: Program
    cold: list[float]
    warm: list[float]


def bare_import() -> Program:
    """What no window of Qt in Python can undercut by much."""
    command = [sys.executable, "-c", "import PySide6.QtWidgets"]
    return Program("import PySide6.QtWidgets", command, _python(), has_window=False)


def empty_window() -> Program:
    """Qt's own share: a window with one button."""
    return Program("empty Qt window", [sys.executable, "-c", EMPTY_WINDOW], _python())


def ours() -> list[Program]:
    """The window from source, and from the bundle if that is built."""
    command = [sys.executable, "-m", "desktop"]
    found = [Program("Saegim, from source", command, [*_python(), ROOT / "desktop"])]
    if BUNDLE.exists():
        found.append(Program("Saegim, bundle", [str(BUNDLE)], [BUNDLE.parent]))
    return found


def labelme(version: str, executable: Path) -> Program:
    """The peer, in an environment of its own."""
    folders = [executable.parents[1], Path(sys.base_prefix)]
    return Program(f"labelme {version}", [str(executable)], folders)


def measure(compared: Sequence[Program], rounds: int) -> list[Times]:
    """Start all in turn, cold and then warm; one start each before that does not count."""
    times = [Times(program, [], []) for program in compared]
    with Screen() as screen:
        for program in compared:
            start(screen, program)
        for _ in range(rounds):
            for row in times:
                forget(row.program.folders)
                row.cold.append(start(screen, row.program))
                row.warm.append(start(screen, row.program))
    return times


def start(screen: Screen, program: Program) -> float:
    """Seconds from the start of the process until its window was usable, or until its end."""
    with empty_home() as home, (home / "output").open("w+b") as output:
        began = time.perf_counter()
        env = environment(home, screen.name)
        process = subprocess.Popen(program.command, cwd=ROOT, env=env, stdout=output, stderr=output)
        try:
            if program.has_window:
                return screen.wait_until_usable(process) - began
            process.wait()
            return time.perf_counter() - began
        except NeverUsableError:
            output.seek(0)
            print(output.read().decode(errors="replace"))
            raise
        finally:
            process.kill()
            process.wait()
            screen.forget()


class Opening(NamedTuple):
    """Medians of one way to open a project, in milliseconds: see ``bench_start_opening``."""

    paused_before: float
    until_picture: float
    paused: float


def measure_opening(project: Path, wait: int, rounds: int) -> Opening:
    """Open a project as the first one, ``wait`` milliseconds after the window is there."""
    module = "tests.benchmarks.bench_start_opening"
    command = [sys.executable, "-m", module, str(project), str(wait)]
    figures: list[list[float]] = []
    with Screen() as screen:
        for _ in range(rounds):
            with empty_home() as home:
                env = environment(home, screen.name)
                # What Qt says at the end about the engines that end with it is of no interest.
                told = subprocess.run(
                    command, cwd=ROOT, env=env, text=True, check=True, capture_output=True
                ).stdout
                figures.append([float(word) for word in told.split()])
    return Opening(*(statistics.median(column) for column in zip(*figures, strict=True)))


@contextmanager
def empty_home() -> Iterator[Path]:
    """A home folder in which no program has left anything yet."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        for name in ("run", "tmp"):
            (Path(folder) / name).mkdir(mode=0o700)
        yield Path(folder)


def environment(home: Path, display: str) -> dict[str, str]:
    """What a program sees of its user: nothing of ours, and no window that runs already."""
    return {
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "HOME": str(home),
        "TMPDIR": str(home / "tmp"),
        "XDG_RUNTIME_DIR": str(home / "run"),
        "DISPLAY": display,
    }


def _python() -> list[Path]:
    return [Path(sys.prefix), Path(sys.base_prefix)]
