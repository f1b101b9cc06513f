"""What an exception means to a person: whose fault it is, and what can be done."""

import errno

import torch

from engine.protocol.errors import SaegimError
from engine.protocol.events import RunFailed

# torch has no exception of its own for a CPU's memory: "DefaultCPUAllocator: can't allocate memory"
# on Linux and macOS, "not enough memory" on Windows.
_CPU_OUT_OF_MEMORY = ("can't allocate memory", "not enough memory")


def is_out_of_memory(error: BaseException) -> bool:
    """Whether something did not fit into the memory of the device or the machine."""
    if isinstance(error, torch.OutOfMemoryError | MemoryError):
        return True
    return isinstance(error, RuntimeError) and any(t in str(error) for t in _CPU_OUT_OF_MEMORY)


def failure_of(error: Exception) -> RunFailed:
    """The event that a run ends with after this exception."""
    if isinstance(error, SaegimError):
        return RunFailed(error.blame, error.code, error.parameters)
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return RunFailed("machine", "disk_full")
    if is_out_of_memory(error):
        return RunFailed("machine", "out_of_memory", {"batch": "1"})
    return RunFailed("program", "internal", {"detail": f"{type(error).__name__}: {error}"})
