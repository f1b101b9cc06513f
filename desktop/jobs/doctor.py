"""Asking an engine what this machine can do: torch looks at the graphics card, never the window."""

import logging
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
from PySide6.QtCore import QIODeviceBase, QObject, QProcess, QTimer, Signal

from desktop.jobs.engine_process import new_process
from engine.protocol.doctor import DoctorReport
from engine.system.process import engine_command, lower_priority

log = logging.getLogger(__name__)

PATIENCE = 180_000
"""Milliseconds after which an examination counts as stuck: torch takes long on a cold, slow disk,
and a broken driver can hang for ever."""
LAST_WORDS = 300
"""Characters of the log's last line that are shown."""


class Doctor(QObject):
    """Examines in a process of its own, one at a time; the last report is kept.

    Args:
        log_path: File for the standard error of the last examination.
        command: Program and arguments; the engine's ``doctor --json`` if not given.
        parent: Qt owner.
    """

    started = Signal()
    reported = Signal(object)
    """A ``DoctorReport``."""
    failed = Signal(str)
    """What the engine said last before it died, or why it could not be started."""

    def __init__(
        self,
        log_path: Path,
        command: Sequence[str] = (),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._command = list(command) or [*engine_command(), "doctor", "--json"]
        self._log = log_path
        self._process: QProcess | None = None
        self._output = b""
        self._stuck = QTimer(self, singleShot=True, interval=PATIENCE)
        self._stuck.timeout.connect(self._give_up)
        self.report: DoctorReport | None = None
        self.failure: str | None = None
        """Why the last examination failed; None while it did not."""

    @property
    def is_busy(self) -> bool:
        """Whether an examination is under way."""
        return self._process is not None

    @property
    def log_path(self) -> Path:
        """Where the engine's own words are."""
        return self._log

    def examine(self) -> None:
        """Begin, unless it is under way; ``reported`` or ``failed`` follows."""
        if self._process is not None:
            return
        self.failure = None
        self._output = b""
        self._process = self._prepare()
        self._stuck.start()
        self.started.emit()
        self._process.start(self._command[0], self._command[1:])

    def examine_once(self) -> None:
        """Begin, unless there is an outcome already."""
        if self.report is None and self.failure is None:
            self.examine()

    def close(self) -> None:
        """End with the window; nothing more is heard."""
        self._stuck.stop()
        if (process := self._process) is not None:
            self._process = None
            process.kill()
            process.waitForFinished()

    def _prepare(self) -> QProcess:
        process = new_process(self)
        # Never a pipe: a child whose stderr nobody reads hangs at 64 KB.
        process.setStandardErrorFile(self._log_or_nothing(), QIODeviceBase.OpenModeFlag.Truncate)
        process.setStandardInputFile(QProcess.nullDevice())
        process.started.connect(self._step_back)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._finish)
        process.errorOccurred.connect(self._notice_error)
        return process

    def _log_or_nothing(self) -> str:
        # A home folder that cannot be written is just what the doctor is to find.
        try:
            self._log.parent.mkdir(parents=True, exist_ok=True)
            self._log.write_bytes(b"")
        except OSError:
            return QProcess.nullDevice()
        return str(self._log)

    def _step_back(self) -> None:
        if self._process is not None:
            lower_priority(self._process.processId())

    def _read(self) -> None:
        if self._process is not None:
            self._output += self._process.readAllStandardOutput().data()

    def _give_up(self) -> None:
        if self._process is not None:
            self._process.kill()

    def _notice_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart and self._process is not None:
            reason = self._process.errorString()
            self._end(lambda: self._fail(reason))

    def _finish(self, exit_code: int, _status: QProcess.ExitStatus) -> None:
        if self._process is None:
            return
        self._read()
        try:
            report = msgspec.json.decode(self._output, type=DoctorReport)
        except ValueError as error:
            log.warning("The doctor ended with %s: %s", exit_code, error)
            reason = self._last_words() or str(error)
            self._end(lambda: self._fail(reason))
        else:
            self._end(lambda: self._keep(report))

    def _end(self, tell: Callable[[], None]) -> None:
        self._stuck.stop()
        if self._process is not None:
            self._process.deleteLater()
            self._process = None
        tell()

    def _keep(self, report: DoctorReport) -> None:
        self.report = report
        self.reported.emit(report)

    def _fail(self, reason: str) -> None:
        self.report, self.failure = None, reason
        self.failed.emit(reason)

    def _last_words(self) -> str:
        """The last line of the log: of a traceback, that is the error itself."""
        try:
            text = self._log.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return ""
        return next(reversed([line for line in text.splitlines() if line.strip()]), "")[:LAST_WORDS]
