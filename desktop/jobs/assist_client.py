"""The window's side of the assist process: asks, hears answers, restarts it when it dies."""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import assert_never

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.jobs.engine_process import EngineProcess, ProcessOutcome
from desktop.jobs.open_requests import OpenRequests
from engine.protocol.requests import (
    PROTOCOL_VERSION,
    AssistCode,
    Cancel,
    Failed,
    Hello,
    ImageReadiness,
    ImageRef,
    Predict,
    Predicted,
    Prepare,
    Prompt,
    Reply,
    Request,
    Segment,
    Segmented,
)

log = logging.getLogger(__name__)

FIRST_DELAY = 250
LONGEST_DELAY = 30_000
"""Milliseconds between restarts of a process that keeps dying; the first restart is at once."""


class AssistClient(QObject):
    """One assist process at a time, for as long as the window lives.

    Requests may be made at any time, also before the process is up: they wait for its ``Hello``.

    Args:
        command: Program and arguments of the assist process.
        log_path: File its standard error is appended to.
        parent: Qt owner.
    """

    said_hello = Signal(object)
    segmented = Signal(object)
    readiness_changed = Signal(object)
    predicted = Signal(object)
    failed = Signal(object)
    """A ``Failed``; besides the engine's codes: ``engine_died``, ``engine_version``."""
    died = Signal()
    restarted = Signal()

    def __init__(
        self, command: Sequence[str], log_path: Path, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._command = list(command)
        self._log_path = log_path
        self._process: EngineProcess | None = None
        self._requests = OpenRequests()
        self._ready = False
        self._closing = False
        self._deaths = 0
        self._is_renewed = False
        self._restart = QTimer(self, singleShot=True)
        self._restart.timeout.connect(self._launch)

    @property
    def process_id(self) -> int:
        """The process's id for the system; 0 while there is none."""
        return 0 if self._process is None else self._process.process_id

    def start(self) -> None:
        """Start the process; ``said_hello`` follows."""
        if self._process is None and not self._closing:
            self._launch()

    def renew(self) -> None:
        """Start another process in place of this one, for what a process reads at its start.

        What was asked stays asked. The old one is killed: what it writes is replaced atomically.
        """
        if self._process is not None and not self._closing:
            self._is_renewed = True
            self._process.kill()

    def close(self) -> None:
        """End the process with the window; a busy one is killed after a moment."""
        self._closing = True
        self._restart.stop()
        if self._process is not None:
            self._process.close()

    def segment(self, image: ImageRef, prompt: Prompt, hover: bool = False) -> int:
        """Ask for the masks of a prompt.

        A hover answer that comes after a newer question about a prompt is dropped.

        Returns:
            The id that ``segmented`` or ``failed`` will carry.
        """
        request = Segment(self._requests.next_id(), image, prompt, hover)
        self._requests.drop_hovers()
        return self._ask(request, urgent=not hover)

    def prepare(self, images: Sequence[ImageRef]) -> int:
        """Encode images ahead of need, in this order; replaces the earlier list."""
        request = Prepare(self._requests.next_id(), tuple(images))
        self._requests.drop_prepares()
        return self._ask(request, urgent=False)

    def predict(self, card: Path, images: Sequence[ImageRef], lowest_score: float = 0.05) -> int:
        """Run a trained model over images; ``predicted`` comes for each."""
        request = Predict(self._requests.next_id(), str(card), tuple(images), lowest_score)
        return self._ask(request, urgent=True)

    def cancel(self, request_id: int) -> None:
        """Drop a request; nothing more is heard of it."""
        if self._requests.drop(request_id) and self._ready and self._process is not None:
            self._process.send(Cancel(request_id))

    def _ask(self, request: Request, *, urgent: bool) -> int:
        self._requests.add(request)
        if self._ready and self._process is not None:
            self._process.send(request)
        elif urgent and self._restart.isActive():
            # Somebody is waiting: a person's click is throttle enough.
            self._restart.stop()
            self._launch()
        return request.id

    def _launch(self) -> None:
        self._process = EngineProcess(self._command, Reply, self._log_path, self)
        self._process.said.connect(self._hear)
        self._process.ended.connect(self._bury)
        self._process.start()

    def _hear(self, reply: Reply) -> None:
        match reply:
            case Hello():
                self._greet(reply)
            case ImageReadiness():
                if reply.readiness == "ready":
                    self._deaths = 0
                    self._requests.forgive_prepares()
                self.readiness_changed.emit(reply)
            case Segmented():
                self._deaths = 0
                if self._requests.drop(reply.id):
                    self.segmented.emit(reply)
            case Predicted():
                self._deaths = 0
                counted = self._requests.count(reply)
                if counted is not None:
                    self.predicted.emit(counted)
                    self._ask_next(reply.id)
            case Failed():
                if self._requests.drop(reply.id):
                    self.failed.emit(reply)
            case _:
                assert_never(reply)

    def _ask_next(self, request_id: int) -> None:
        following = self._requests.next_part(request_id)
        if following is not None and self._process is not None:
            self._process.send(following)

    def _greet(self, hello: Hello) -> None:
        if hello.protocol_version != PROTOCOL_VERSION:
            self._closing = True
            self._fail("engine_version", self._requests.take_all())
            self.close()
            return
        self._ready = True
        for request in self._requests.all():
            if self._process is not None:
                self._process.send(self._requests.part_of(request))
        self.said_hello.emit(hello)
        if self._deaths:
            self.restarted.emit()

    def _bury(self, outcome: ProcessOutcome) -> None:
        was_ready, self._ready = self._ready, False
        if self._process is not None:
            self._process.deleteLater()
            self._process = None
        if self._closing:
            return
        if self._is_renewed:
            self._is_renewed = False
            self._launch()
            self.died.emit()
            return
        log.warning("The assist process ended: %s", outcome)
        self._deaths += 1
        self._restart.start(_delay(self._deaths))
        self.died.emit()
        blamed = self._requests.take_blamed() if was_ready else ()
        self._fail("engine_died", self._requests.take_asked_twice())
        for reply in blamed:
            self.predicted.emit(reply)

    def _fail(self, code: AssistCode, requests: Sequence[Request]) -> None:
        for request in requests:
            if isinstance(request, Segment | Predict):
                self.failed.emit(Failed(request.id, code))


def _delay(deaths: int) -> int:
    if deaths <= 1:
        return 0
    return min(LONGEST_DELAY, FIRST_DELAY * 2 ** min(deaths - 2, 10))
