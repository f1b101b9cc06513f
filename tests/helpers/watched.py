"""A window in a process of its own that a test looks at and works, by ``watched_window``."""

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import psutil

from desktop.errors.log import CRASHES

ROOT = Path(__file__).parents[2]
LONGEST = 45.0
"""Seconds that anything may take on a busy machine."""

SAYS_WHY = {"PYTHONFAULTHANDLER": "1"}

State = dict[str, Any]


class Watched:
    """One window; ``until`` waits for what it shows."""

    def __init__(self, arguments: list[str], environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.helpers.watched_window", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            env=dict(environment),
            text=True,
            encoding="utf-8",
        )
        self._home = Path(environment.get("HOME") or environment["USERPROFILE"])
        self._states: queue.Queue[State | None] = queue.Queue()
        self.errors: list[str] = []
        self._pids: set[int] = {self._process.pid}
        readers = (self._read, self._read_errors)
        self._threads = [threading.Thread(target=reader, daemon=True) for reader in readers]
        for thread in self._threads:
            thread.start()

    @property
    def pid(self) -> int:
        return self._process.pid

    def until(self, what: str, is_there: Callable[[State], object]) -> State:
        """The first state from now on for which it holds."""
        last = None
        while (state := self._next(what, last)) is not None:
            last = state
            if is_there(state):
                return state
        code = self._process.wait(LONGEST)
        self._threads[1].join(LONGEST)
        said = "".join([*self.errors, *self._crashes()])
        raise AssertionError(f"the window ended ({code}) before: {what}\n{said}")

    def _crashes(self) -> Iterator[str]:
        """The stacks of a native crash, which the window writes into a file of its own."""
        for file in self._home.rglob(CRASHES):
            yield file.read_text(errors="replace")

    def _next(self, what: str, last: State | None) -> State | None:
        try:
            return self._states.get(timeout=LONGEST)
        except queue.Empty:
            raise AssertionError(f"{what} did not come; there is: {last}") from None

    def do(self, what: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(what + "\n")
        self._process.stdin.flush()

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()

    def wait(self) -> int:
        return self._process.wait(LONGEST)

    def close(self) -> None:
        """End it, and what it has become by a restart."""
        for pid in self._pids:
            with contextlib.suppress(psutil.NoSuchProcess):
                for process in (*psutil.Process(pid).children(recursive=True), psutil.Process(pid)):
                    process.kill()
        self._process.wait()
        for thread in self._threads:
            thread.join(LONGEST)
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            # What was still to be written to a window that is gone is lost, and rightly so.
            with contextlib.suppress(OSError):
                stream.close()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            state = json.loads(line)
            self._pids.add(state["pid"])
            self._states.put(state)
        self._states.put(None)

    def _read_errors(self) -> None:
        assert self._process.stderr is not None
        self.errors.extend(self._process.stderr)


@contextlib.contextmanager
def watched(*arguments: object, **environment: str) -> Iterator[Watched]:
    """A window in a process of its own, with what differs in its environment."""
    window = Watched([str(argument) for argument in arguments], os.environ | SAYS_WHY | environment)
    try:
        yield window
    finally:
        window.close()


def person(folder: Path) -> dict[str, str]:
    """The environment of somebody whose home is a new folder."""
    folder.mkdir(parents=True, exist_ok=True)
    environment = {"HOME": str(folder), "USERPROFILE": str(folder), "APPDATA": str(folder)}
    environment["LOCALAPPDATA"] = str(folder / "local")
    for name in ("CONFIG", "STATE", "DATA", "CACHE"):
        environment[f"XDG_{name}_HOME"] = str(folder / name.lower())
    environment["SAEGIM_SETTINGS"] = str(folder / "settings.json")
    return environment


def start(*arguments: object, **environment: str) -> int:
    """Start the program as it is, and wait for its end; the exit code."""
    command = [sys.executable, "-m", "desktop", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | environment, timeout=LONGEST)
    return done.returncode
