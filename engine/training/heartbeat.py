"""The thread that shows that a run is alive."""

import os
import threading
from types import TracebackType
from typing import Self

from engine.protocol.run_folder import RunFolder, RunStatus, process_of

_BEAT_SECONDS = 1.0


class Heartbeat:
    """Renews ``state.json`` every second while the main thread computes.

    Used as a context manager: leaving it ends the thread; ``say`` works before, within and after.
    """

    def __init__(self, folder: RunFolder) -> None:
        self._folder = folder
        self._process = process_of(os.getpid())
        self._status = RunStatus.RUNNING
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="heartbeat", daemon=True)

    def say(self, status: RunStatus) -> None:
        """Change what the run is doing, on the disk at once.

        Raises:
            OSError: The disk is full.
        """
        with self._lock:
            self._status = status
            self._write()

    def __enter__(self) -> Self:
        self.say(RunStatus.RUNNING)
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ended.set()
        self._thread.join()

    def _write(self) -> None:
        self._folder.write_state(self._process, self._status)

    def _beat(self) -> None:
        while not self._ended.wait(_BEAT_SECONDS):
            try:
                with self._lock:
                    self._write()
            except OSError as error:
                # A beat that cannot be written must not end the run: if the disk is really full,
                # the main thread finds out at its next event and says so properly.
                print(f"heartbeat: {error}", flush=True)
