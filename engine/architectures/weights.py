"""Reading files of weights without running what is in them."""

from pathlib import Path

from torch import Tensor

from engine.architectures.tensor_file import read_tensor_file
from engine.protocol.errors import SaegimError


def read_weights(path: Path) -> dict[str, Tensor]:
    """Read a state dictionary, its tensors on the CPU.

    Raises:
        SaegimError: ``weights_missing``; ``bad_weights`` if the file holds something else, or code.
    """
    try:
        found = read_tensor_file(path)
    except FileNotFoundError as error:
        raise SaegimError("weights_missing", "machine", file=path.name) from error
    # A stranger's bytes can break the reader at any point.
    except Exception as error:
        raise SaegimError("bad_weights", file=path.name) from error
    if not isinstance(found, dict) or not all(isinstance(v, Tensor) for v in found.values()):
        raise SaegimError("bad_weights", file=path.name)
    return found
