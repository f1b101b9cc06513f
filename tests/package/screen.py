"""A screen of its own (Xvfb), and a hand that uses it from outside as a person does (xdotool)."""

import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from PIL import ImageGrab

SIZE = (1440, 900)
T = TypeVar("T")


class Screen:
    """Xvfb with a window manager; programs reach it by ``display``."""

    def __init__(self) -> None:
        reading, writing = os.pipe()
        command = [
            "Xvfb",
            "-displayfd",
            str(writing),
            "-screen",
            "0",
            "x".join(map(str, (*SIZE, 24))),
        ]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self._server = subprocess.Popen(command, pass_fds=[writing], **quiet)
        os.close(writing)
        with os.fdopen(reading) as numbers:
            self.display = f":{numbers.readline().strip()}"
        self._manager = subprocess.Popen(["openbox"], env=self._environment(), **quiet)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None
    ) -> None:
        for process in (self._manager, self._server):
            process.terminate()
            process.wait(10)

    def windows(self, title: str) -> list[str]:
        """Ids of the windows that are seen and whose title contains the words."""
        return self._do("search", "--onlyvisible", "--name", title, check=False).split()

    def wait_for(self, title: str, seconds: float = 60) -> str:
        """The id of such a window, once it is there."""
        try:
            return wait_until(lambda: self.windows(title), seconds, f"a window {title!r}")[0]
        except AssertionError:
            self.keep("missing-window")
            raise

    def active_title(self) -> str:
        """What stands over the window that has the keyboard."""
        return self._do("getactivewindow", "getwindowname", check=False).strip()

    def focus(self, window: str) -> None:
        """Give a window the keyboard."""
        self._do("windowactivate", "--sync", window)

    def place(self, window: str) -> tuple[int, int, int, int]:
        """Left, top, width and height of a window on the screen."""
        lines = self._do("getwindowgeometry", "--shell", window).splitlines()
        found = dict(line.split("=") for line in lines)
        left, top, width, height = (int(found[name]) for name in ("X", "Y", "WIDTH", "HEIGHT"))
        return left, top, width, height

    def keys(self, *names: str) -> None:
        """Press keys one after the other, e.g. ``ctrl+n``."""
        for name in names:
            self._do("key", "--clearmodifiers", name)
            time.sleep(0.1)

    def type(self, text: str) -> None:
        """Type a text."""
        self._do("type", "--delay", "20", text)

    def click(self, x: int, y: int) -> None:
        """Move there, rest a moment, and click."""
        self._do("mousemove", str(x), str(y))
        time.sleep(0.3)
        self._do("click", "1")

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Press at one place and release at another."""
        self._do("mousemove", *map(str, start), "mousedown", "1")
        for step in range(1, 11):
            x, y = (a + (b - a) * step // 10 for a, b in zip(start, end, strict=True))
            self._do("mousemove", str(x), str(y))
            time.sleep(0.02)
        self._do("mouseup", "1")

    def keep(self, name: str) -> None:
        """Keep what is seen, if somebody wants to look at it (``SAEGIM_SCREENSHOTS=FOLDER``)."""
        if folder := os.environ.get("SAEGIM_SCREENSHOTS"):
            ImageGrab.grab(xdisplay=self.display).save(Path(folder) / f"{name}.png")

    def _do(self, *arguments: str, check: bool = True) -> str:
        done = subprocess.run(
            ["xdotool", *arguments],
            env=self._environment(),
            capture_output=True,
            text=True,
            check=check,
        )
        return done.stdout

    def _environment(self) -> dict[str, str]:
        return os.environ | {"DISPLAY": self.display}


def wait_until(find: Callable[[], T], seconds: float, what: str) -> T:
    """What ``find`` returns, once that is something."""
    end = time.monotonic() + seconds
    while not (found := find()):
        assert time.monotonic() < end, f"{what} did not come in {seconds:.0f} s"
        time.sleep(0.2)
    return found
