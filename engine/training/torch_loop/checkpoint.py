"""What a run of the loop needs to go on.

Random states are not in it: order, augmentation and dropout of an epoch come from the seed and the
epoch's number, so that a resumed run draws what an uninterrupted one would have drawn. The learning
rate is a function of the progress (schedule.py), so there is no scheduler to keep either.
"""

from pathlib import Path
from typing import Any

import msgspec
import torch
from torch import Tensor

from engine.architectures.tensor_file import read_tensor_file
from engine.protocol.errors import SaegimError

LAST = "last.pt"
BEST = "best.pt"

Weights = dict[str, Tensor]
"""Part of a model's state: the head's alone while nothing else has changed."""


class LoopProgress(msgspec.Struct, frozen=True):
    """How far a run is, apart from tensors."""

    epoch: int = 0
    """The epoch to go on with."""
    step: int = 0
    batch_size: int = 0
    best_epoch: int = -1
    """-1 before the first validated epoch."""
    best_rank: tuple[float, float] = (-1.0, 0.0)
    head_loss: float | None = None
    """Of the latest epoch of the head alone, where that is trained on cached features."""
    seconds: float = 0.0
    """Computing time of all attempts so far."""


class LoopState(msgspec.Struct, frozen=True):
    """A state to resume from."""

    progress: LoopProgress
    weights: Weights
    optimizer: dict[str, Any]
    """Empty at the end of a phase: the next one begins with an optimiser of its own."""


def write_state(path: Path, state: LoopState) -> None:
    """Write a checkpoint that ``read_state`` reads."""
    torch.save(
        {
            "progress": msgspec.json.encode(state.progress).decode(),
            "weights": state.weights,
            "optimizer": state.optimizer,
        },
        path,
    )


def read_state(path: Path) -> LoopState | None:
    """Read a checkpoint, its tensors on the CPU; None if there is none.

    Raises:
        SaegimError: ``bad_checkpoint``.
    """
    if not path.exists():
        return None
    found = _read(path)
    progress = msgspec.json.decode(found["progress"], type=LoopProgress)
    return LoopState(progress, found["weights"], found["optimizer"])


def read_weights(path: Path) -> Weights:
    """Read weights that were saved alone.

    Raises:
        SaegimError: ``bad_checkpoint``.
    """
    return _read(path)


def _read(path: Path) -> dict[str, Any]:
    # A stranger's bytes can break the reader at any point.
    try:
        return read_tensor_file(path)
    except Exception as error:
        raise SaegimError("bad_checkpoint", file=path.name) from error
