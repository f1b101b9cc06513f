"""What an exception means to a person: whose fault it is, and what can be done."""

from pathlib import Path

from engine.architectures.memory import is_out_of_memory
from engine.protocol.errors import SaegimError
from engine.protocol.events import RunFailed
from engine.system.disk import is_full, is_full_error


def failure_of(error: Exception, folder: Path) -> RunFailed:
    """The event that a run ends with after this exception.

    Args:
        error: What ended it.
        folder: The run's, on the disk that may be full: libraries have many words for that.
    """
    if isinstance(error, SaegimError):
        return RunFailed(error.blame, error.code, error.parameters)
    if is_full_error(error):
        return RunFailed("machine", "disk_full")
    if is_out_of_memory(error):
        return RunFailed("machine", "out_of_memory", {"batch": "1"})
    if is_full(folder):
        return RunFailed("machine", "disk_full")
    return RunFailed("program", "internal", {"detail": f"{type(error).__name__}: {error}"})
