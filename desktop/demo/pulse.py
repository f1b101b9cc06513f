"""Tells whether the window kept answering."""

import time

from PySide6.QtCore import QObject, Qt, QTimer

from engine.system.process import starved_seconds

INTERVAL = 10
"""Milliseconds between beats."""


class Pulse(QObject):
    """A timer in the window's thread; a late beat means that the thread was busy or starved.

    Args:
        parent: Qt owner.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.longest = 0.0
        """Longest time between two beats so far, in milliseconds."""
        self.longest_own = 0.0
        """The same without the time for which the machine ran other programs instead."""
        self._last = 0.0
        self._starved = 0.0
        self._timer = QTimer(self, interval=INTERVAL, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        """Begin to listen, or go on."""
        self._last, self._starved = time.perf_counter(), starved_seconds()
        self._timer.start()

    def stop(self) -> None:
        """Stop listening; what happens until ``start`` does not count."""
        self._timer.stop()

    def reset(self) -> None:
        """Forget what was felt so far."""
        self.longest = self.longest_own = 0.0

    def _beat(self) -> None:
        now, starved = time.perf_counter(), starved_seconds()
        gap = now - self._last
        self.longest = max(self.longest, gap * 1000)
        self.longest_own = max(self.longest_own, (gap - (starved - self._starved)) * 1000)
        self._last, self._starved = now, starved
