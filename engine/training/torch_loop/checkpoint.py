"""What a run of the loop needs to go on.

Random states are not in it: order, augmentation and dropout of an epoch come from the seed and the
epoch's number, so that a resumed run draws what an uninterrupted one would have drawn. The learning
rate is a function of the progress (schedule.py), so there is no scheduler to keep either.
"""

from pathlib import Path
from typing import Annotated, Any

import msgspec
import torch
from msgspec import Meta
from torch import Tensor

from engine.architectures.tensor_file import read_tensor_file
from engine.training.checkpoint_files import checkpoint_in_words

LAST = "last.pt"
BEST = "best.pt"

Weights = dict[str, Tensor]
"""Part of a model's state: the head's alone while nothing else has changed."""


class LoopProgress(msgspec.Struct, frozen=True):
    """How far a run is, apart from tensors."""

    epoch: Annotated[int, Meta(ge=0)] = 0
    """The epoch to go on with."""
    step: Annotated[int, Meta(ge=0)] = 0
    batch_size: Annotated[int, Meta(ge=1)] = 1
    best_epoch: Annotated[int, Meta(ge=-1)] = -1
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
        SaegimError: ``unsafe_checkpoint``, ``bad_checkpoint``.
    """
    if not path.exists():
        return None
    with checkpoint_in_words(path.name):
        found = read_tensor_file(path)
        progress = msgspec.json.decode(found["progress"], type=LoopProgress)
        return LoopState(progress, found["weights"], found["optimizer"])


def read_weights(path: Path) -> Weights:
    """Read weights that were saved alone.

    Raises:
        SaegimError: ``unsafe_checkpoint``, ``bad_checkpoint``.
    """
    with checkpoint_in_words(path.name):
        return read_tensor_file(path)
