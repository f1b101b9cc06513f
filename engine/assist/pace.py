"""How long encoding takes here."""

import time
from collections import deque

REMEMBERED = 5
"""Encodings that count: a machine gets busier and calmer."""


class Pace:
    """Measures encodings to foretell the next one."""

    def __init__(self) -> None:
        self._seconds: deque[float] = deque(maxlen=REMEMBERED)
        self._started = 0.0

    def start(self) -> float:
        """Begin to measure; returns the seconds it will take, 0.0 while that is not known."""
        self._started = time.monotonic()
        return sum(self._seconds) / len(self._seconds) if self._seconds else 0.0

    def stop(self) -> None:
        """Remember how long it took since ``start``."""
        self._seconds.append(time.monotonic() - self._started)
