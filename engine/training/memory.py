"""Running out of memory as a non-event: the batch is halved and the work goes on."""

import gc

import torch

from engine.protocol.errors import SaegimError
from engine.protocol.events import OutOfMemory
from engine.training.context import RunContext


def halved(run: RunContext, batch_size: int) -> int:
    """Give memory back, tell of it, and return the size to go on with.

    Raises:
        SaegimError: ``out_of_memory`` if not even one image fits.
    """
    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
    if batch_size == 1:
        raise SaegimError("out_of_memory", "machine", batch=1)
    run.emit(OutOfMemory(batch_size, batch_size // 2))
    return batch_size // 2
