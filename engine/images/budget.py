"""Memory for decoding, shared by all threads of a process: large pictures one after the other."""

import threading
from collections.abc import Generator
from contextlib import contextmanager


class MemoryBudget:
    """Lets threads decode side by side as long as their pictures fit into it.

    Who asks first is served first, so that a large picture is not waiting for ever; one that is
    larger than the whole budget is decoded when nothing else is.

    Args:
        total: Bytes.
    """

    def __init__(self, total: int) -> None:
        self._total = total
        self._taken = 0
        self._turn = threading.Lock()
        self._freed = threading.Condition()

    @contextmanager
    def taking(self, size: int) -> Generator[None]:
        """Wait until there is room for ``size`` bytes, and keep them while the block runs."""
        size = min(size, self._total)
        with self._turn, self._freed:
            self._freed.wait_for(lambda: self._taken + size <= self._total)
            self._taken += size
        try:
            yield
        finally:
            with self._freed:
                self._taken -= size
                self._freed.notify_all()


DECODING = MemoryBudget(1_000_000_000)
"""Four photos of 24 megapixels are decoded side by side, and what takes more than that alone."""
