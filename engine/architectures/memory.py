"""Telling that the memory was not enough."""

import torch

_WORDS = (
    # torch has no exception of its own for a CPU's memory: the first on Linux and macOS, the second
    # on Windows.
    "can't allocate memory",
    "not enough memory",
    # "CUDA error: out of memory", "MPS backend out of memory".
    "out of memory",
    # cuBLAS and cuDNN.
    "STATUS_ALLOC_FAILED",
    "ALLOCATION_FAILED",
    # cuDNN, when no algorithm has room for its workspace.
    "unable to find an engine to execute this computation",
    "FIND was unable to find an engine",
)


def is_out_of_memory(error: BaseException) -> bool:
    """Whether something did not fit into the memory of the device or the machine."""
    if isinstance(error, torch.OutOfMemoryError | MemoryError):
        return True
    return isinstance(error, RuntimeError) and any(words in str(error) for words in _WORDS)
