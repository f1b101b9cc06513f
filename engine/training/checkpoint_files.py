"""What is said of a checkpoint that a run cannot go on from."""

import contextlib
from collections.abc import Generator

from engine.architectures.memory import is_out_of_memory
from engine.architectures.tensor_file import RefusedError
from engine.protocol.errors import SaegimError


@contextlib.contextmanager
def checkpoint_in_words(file: str) -> Generator[None]:
    """Say what is wrong with a checkpoint while it is read, or its states are taken over.

    A run folder may be a stranger's, whose bytes can break what reads them at any point.

    Args:
        file: The name of the checkpoint.

    Raises:
        SaegimError: ``unsafe_checkpoint`` if it holds more than tensors and plain values, else
            ``bad_checkpoint``.
    """
    try:
        yield
    except Exception as error:
        if is_out_of_memory(error):
            raise
        is_refused = RefusedError in (type(error), type(error.__cause__))
        code = "unsafe_checkpoint" if is_refused else "bad_checkpoint"
        raise SaegimError(code, file=file) from error
