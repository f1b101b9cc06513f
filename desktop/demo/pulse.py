"""Tells whether the window kept answering."""

import time

from PySide6.QtCore import QObject, Qt, QTimer

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
        self._last = 0.0
        self._timer = QTimer(self, interval=INTERVAL, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        """Begin to listen, or go on."""
        self._last = time.perf_counter()
        self._timer.start()

    def stop(self) -> None:
        """Stop listening; what happens until ``start`` does not count."""
        self._timer.stop()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, (now - self._last) * 1000)
        self._last = now
