"""How long a training would take: measured by the engine on a few real batches."""

from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.jobs.engine_process import EngineProcess, ProcessOutcome
from engine.protocol.process import engine_command
from engine.protocol.specs import Recipe


class Measured(msgspec.Struct, frozen=True):
    """What ``train --dry-run --json`` says that matters here."""

    seconds: float


class Estimate(QObject):
    """One measurement at a time; a new one replaces it.

    Args:
        project: The project file.
        log: File that the engine's standard error is appended to.
        parent: Qt owner.
    """

    known = Signal(object)
    """Seconds that the whole training would take."""
    failed = Signal()

    def __init__(self, project: Path, log: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._log = log
        self._process: EngineProcess | None = None

    @property
    def is_measuring(self) -> bool:
        """Whether an answer is on its way."""
        return self._process is not None

    def measure(self, recipe: Recipe, device: str) -> None:
        """Ask how long this would take; ``known`` or ``failed`` follows."""
        self.cancel()
        command = [*engine_command(), *arguments(self._project, recipe, device)]
        self._process = EngineProcess(command, Measured, self._log, self)
        self._process.said.connect(self._hear)
        self._process.ended.connect(self._end)
        self._process.start()

    def cancel(self) -> None:
        """Nobody waits for the answer any more."""
        if self._process is not None:
            self._process.blockSignals(True)
            self._process.kill()
            self._process.deleteLater()
            self._process = None

    def _hear(self, measured: Measured) -> None:
        self.known.emit(measured.seconds)

    def _end(self, outcome: ProcessOutcome) -> None:
        if self._process is not None:
            self._process.deleteLater()
            self._process = None
        if not outcome.was_successful:
            self.failed.emit()


def arguments(project: Path, recipe: Recipe, device: str) -> list[str]:
    """The engine's command line for a dry run of this recipe."""
    return [
        "train",
        "--project",
        str(project),
        "--task",
        recipe.task,
        "--epochs",
        str(recipe.epochs),
        "--device",
        device,
        "--dry-run",
        "--json",
    ]
