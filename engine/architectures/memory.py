"""Telling that the memory was not enough."""

import torch

# torch has no exception of its own for a CPU's memory: "DefaultCPUAllocator: can't allocate memory"
# on Linux and macOS, "not enough memory" on Windows.
_CPU_OUT_OF_MEMORY = ("can't allocate memory", "not enough memory")


def is_out_of_memory(error: BaseException) -> bool:
    """Whether something did not fit into the memory of the device or the machine."""
    if isinstance(error, torch.OutOfMemoryError | MemoryError):
        return True
    return isinstance(error, RuntimeError) and any(t in str(error) for t in _CPU_OUT_OF_MEMORY)
