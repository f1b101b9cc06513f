"""A child process of the window that answers in JSON lines, and how it ended."""

from collections.abc import Sequence
from pathlib import Path

import msgspec
from PySide6.QtCore import QIODeviceBase, QObject, QProcess, QProcessEnvironment, Signal

from desktop import paths
from engine.system.process import engine_environment

LOG_LIMIT = 2_000_000
"""Bytes after which a log is started afresh: enough for the traceback of a recent crash."""


KILL_TIME = 5000
"""Milliseconds the system may take to end a killed process; nearly always it is a few."""


class ProcessOutcome(msgspec.Struct, frozen=True):
    """How a process ended; ``detail`` is a technical half-sentence for the log."""

    exit_code: int
    detail: str = ""

    @property
    def was_successful(self) -> bool:
        """Whether it ended by itself and reported no failure."""
        return self.exit_code == 0 and not self.detail


class EngineProcess(QObject):
    """Owns one process from its start to its outcome.

    Args:
        command: Program and arguments.
        message_type: What each line of standard output is decoded into.
        log: File that standard error is appended to. It is never a pipe: a child whose stderr
            nobody reads hangs at 64 KB.
        parent: Qt owner.
    """

    said = Signal(object)
    """A decoded message."""
    ended = Signal(object)
    """The ``ProcessOutcome``, exactly once for each start."""

    def __init__(
        self,
        command: Sequence[str],
        message_type: object,
        log: Path,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._command = list(command)
        self._decoder: msgspec.json.Decoder[object] = msgspec.json.Decoder(message_type)
        self._log = log
        self._partial = b""
        self._detail = ""
        self._outcome: ProcessOutcome | None = None
        self._process = new_process(self)
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._finish)
        self._process.errorOccurred.connect(self._notice_error)

    @property
    def process_id(self) -> int:
        """Its id for the system; 0 while it does not run."""
        return self._process.processId()

    def start(self) -> None:
        """Start it; a program that cannot be started ends at once."""
        self._process.setStandardErrorFile(*_log_or_nothing(self._log))
        self._process.start(self._command[0], self._command[1:])

    def send(self, message: msgspec.Struct) -> None:
        """Write a message as one line."""
        self._process.write(msgspec.json.encode(message) + b"\n")

    def kill(self) -> None:
        """End it at once; ``ended`` follows."""
        self._process.kill()

    def close(self, patience: int = 200) -> None:
        """End its input, wait up to ``patience`` milliseconds for it to leave, then kill it.

        The window waits meanwhile, so not for long; what an engine writes is replaced atomically.
        """
        if self._process.state() == QProcess.ProcessState.NotRunning:
            return
        self._process.closeWriteChannel()
        if not self._process.waitForFinished(patience):
            self._process.kill()
            self._process.waitForFinished(KILL_TIME)

    def _read(self) -> None:
        *lines, self._partial = (
            self._partial + self._process.readAllStandardOutput().data()
        ).split(b"\n")
        for line in filter(None, lines):
            if not self._detail:
                self._decode(line)

    def _decode(self, line: bytes) -> None:
        try:
            message = self._decoder.decode(line)
        except ValueError as error:
            # Past a garbled line nothing can be trusted: the process is ended and says why.
            self._detail = f"unreadable message: {error}"
            self._process.kill()
            return
        self.said.emit(message)

    def _notice_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._end(ProcessOutcome(-1, self._process.errorString()))

    def _finish(self, exit_code: int, status: QProcess.ExitStatus) -> None:
        self._read()
        crashed = status == QProcess.ExitStatus.CrashExit
        self._end(ProcessOutcome(exit_code, self._detail or ("crashed" if crashed else "")))

    def _end(self, outcome: ProcessOutcome) -> None:
        if self._outcome is None:
            self._outcome = outcome
            self.ended.emit(outcome)


def new_process(parent: QObject | None = None) -> QProcess:
    """A process that is to be an engine, not yet started."""
    environment = QProcessEnvironment()
    for name, value in engine_environment().items():
        environment.insert(name, value)
    process = QProcess(parent)
    process.setProcessEnvironment(environment)
    # Where `-m engine` finds the package when the program runs from its source.
    process.setWorkingDirectory(str(paths.SOURCE_ROOT))
    return process


def _log_or_nothing(log: Path) -> tuple[str, QIODeviceBase.OpenModeFlag]:
    """Where standard error goes, and whether it begins anew."""
    mode = QIODeviceBase.OpenModeFlag
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab"):
            is_too_long = log.stat().st_size > LOG_LIMIT
    # A home folder that cannot be written ends nothing.
    except OSError:
        return QProcess.nullDevice(), mode.Append
    return str(log), mode.Truncate if is_too_long else mode.Append
