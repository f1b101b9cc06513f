"""Reading files of weights without running what is in them."""

from pathlib import Path

import torch
from torch import Tensor

from engine.protocol.errors import SaegimError


def read_weights(path: Path) -> dict[str, Tensor]:
    """Read a state dictionary, its tensors on the CPU.

    Raises:
        SaegimError: ``weights_missing``; ``bad_weights`` if the file holds something else, or code.
    """
    try:
        return torch.load(path, map_location="cpu", weights_only=True)
    except FileNotFoundError as error:
        raise SaegimError("weights_missing", "machine", file=path.name) from error
    # torch names neither a damaged file nor a refused pickle by an exception of their own.
    except Exception as error:
        raise SaegimError("bad_weights", file=path.name) from error
