"""What an exception means to a person: whose fault it is, and what can be done."""

import errno

from engine.architectures.memory import is_out_of_memory
from engine.protocol.errors import SaegimError
from engine.protocol.events import RunFailed


def failure_of(error: Exception) -> RunFailed:
    """The event that a run ends with after this exception."""
    if isinstance(error, SaegimError):
        return RunFailed(error.blame, error.code, error.parameters)
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return RunFailed("machine", "disk_full")
    if is_out_of_memory(error):
        return RunFailed("machine", "out_of_memory", {"batch": "1"})
    return RunFailed("program", "internal", {"detail": f"{type(error).__name__}: {error}"})
