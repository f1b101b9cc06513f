"""How long a training would take: measured by the engine on a few real batches."""

from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QTemporaryDir, Signal

from desktop.jobs.engine_process import EngineProcess, ProcessOutcome
from engine.protocol.estimates import TrainingEstimate
from engine.protocol.specs import Recipe
from engine.system.files import replace_atomically
from engine.system.process import engine_command


class Estimate(QObject):
    """One measurement at a time; a new one replaces it.

    Args:
        project: The project file.
        parent: Qt owner.
    """

    known = Signal(object)
    """A ``TrainingEstimate``."""
    failed = Signal()

    def __init__(self, project: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = project
        # For the question and the engine's log; a stranger's project could lead elsewhere.
        self._folder = QTemporaryDir()
        self._process: EngineProcess | None = None

    def measure(self, recipe: Recipe, device: str) -> None:
        """Ask how long this would take; ``known`` or ``failed`` follows."""
        self.cancel()
        folder = Path(self._folder.path())
        question = folder / "estimate.json"
        replace_atomically(question, msgspec.json.encode(recipe))
        command = [*engine_command(), *arguments(self._project, question, device)]
        self._process = EngineProcess(command, TrainingEstimate, folder / "estimate.log", self)
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

    def _hear(self, estimate: TrainingEstimate) -> None:
        self.known.emit(estimate)

    def _end(self, outcome: ProcessOutcome) -> None:
        if self._process is not None:
            self._process.deleteLater()
            self._process = None
        if not outcome.was_successful:
            self.failed.emit()


def arguments(project: Path, recipe: Path, device: str) -> list[str]:
    """The engine's command line for a dry run of the recipe in this file."""
    return [
        "train",
        f"--project={project}",
        f"--recipe={recipe}",
        f"--device={device}",
        "--dry-run",
        "--json",
    ]
