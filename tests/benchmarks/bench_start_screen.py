"""An empty X screen that can tell when a program's window is usable.

Usable means, alike for every toolkit and seen from outside: a top-level window is mapped, it has
been painted, and its event loop answers the ping of the window manager protocols (EWMH,
``_NET_WM_PING``). No window manager runs, so that none is measured.
"""

import os
import select
import subprocess
import time
from typing import Self

from Xlib import X
from Xlib.display import Display
from Xlib.error import BadDrawable, BadMatch, BadWindow
from Xlib.protocol import event
from Xlib.xobject.drawable import Window

SIZE = "1600x1000x24"
PATIENCE = 120.0
"""Seconds that a program has until its window is usable."""
SAMPLED_COLUMNS = 4


class NeverUsableError(Exception):
    """A program ended or went silent before its window was usable."""


class Screen:
    """An Xvfb of its own while the context lasts."""

    def __init__(self) -> None:
        self._server = subprocess.Popen(["true"])
        self.name = ""

    def __enter__(self) -> Self:
        reading, writing = os.pipe()
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", SIZE, "-nolisten", "tcp"]
        self._server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as pipe:
            self.name = f":{pipe.readline().strip()}"
        self._display = Display(self.name)
        self._root = self._display.screen().root
        # Windows show up by the second mask; Qt addresses its answers to the first.
        self._root.change_attributes(event_mask=X.StructureNotifyMask | X.SubstructureNotifyMask)
        self._protocols = self._display.intern_atom("WM_PROTOCOLS")
        self._ping = self._display.intern_atom("_NET_WM_PING")
        self._display.sync()
        return self

    def __exit__(self, *_error: object) -> None:
        self._display.close()
        self._server.terminate()
        self._server.wait()

    def wait_until_usable(self, process: subprocess.Popen[bytes]) -> float:
        """Wait for the first window of a program, the only one on the screen.

        Returns:
            The moment at which it was usable, on the clock of ``time.perf_counter``.

        Raises:
            NeverUsableError: The program ended, or nothing came in ``PATIENCE``.
        """
        end = time.perf_counter() + PATIENCE
        while time.perf_counter() < end and process.poll() is None:
            for happened in self._events():
                if happened.type == X.MapNotify and not happened.override:
                    self._send_ping(happened.window)
                elif self._is_answer(happened):
                    moment, window = time.perf_counter(), self._window_of(happened)
                    if self._is_painted(window):
                        return moment
                    self._send_ping(window)
        raise NeverUsableError(f"{process.args}: exit code {process.poll()}")

    def forget(self) -> None:
        """Let go of what a program that has ended left behind."""
        self._display.sync()
        while self._display.pending_events():
            self._display.next_event()

    def _events(self) -> list[event.MapNotify | event.ClientMessage]:
        # A wait that ends early now and then, to see whether the program has died.
        select.select([self._display.fileno()], [], [], 0.1)
        return [self._display.next_event() for _ in range(self._display.pending_events())]

    def _send_ping(self, window: Window) -> None:
        data = (32, [self._ping, X.CurrentTime, window.id, 0, 0])
        message = event.ClientMessage(window=window, client_type=self._protocols, data=data)
        window.send_event(message)
        self._display.flush()

    def _is_answer(self, happened: event.MapNotify | event.ClientMessage) -> bool:
        # The window sends the ping back to the root window as it was.
        return happened.type == X.ClientMessage and happened.data[1][0] == self._ping

    def _window_of(self, answer: event.ClientMessage) -> Window:
        return self._display.create_resource_object("window", answer.data[1][2])

    def _is_painted(self, window: Window) -> bool:
        """Whether there is more than one colour in it: toolkits bring a finished picture over."""
        try:
            shape = window.get_geometry()
            step = shape.width // SAMPLED_COLUMNS
            lines = range(step // 2, shape.width, max(1, step))
            return any(len(set(self._column(window, x, shape.height))) > 1 for x in lines)
        except (BadDrawable, BadMatch, BadWindow):
            return False

    def _column(self, window: Window, x: int, height: int) -> memoryview:
        pixels = window.get_image(x, 0, 1, height, X.ZPixmap, 0xFFFFFFFF).data
        return memoryview(pixels).cast("I")
