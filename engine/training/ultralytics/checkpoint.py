"""What a run of Ultralytics' needs to go on, and the weights it leaves behind.

Random states are not in it: every epoch begins from a seed of its own, so that a resumed run draws
what an uninterrupted one would have drawn.
"""

import copy
from pathlib import Path
from typing import Annotated, Any, cast

import msgspec
import torch
from msgspec import Meta
from torch import nn
from ultralytics import __version__ as ultralytics_version
from ultralytics.utils import DEFAULT_CFG_KEYS

from engine.architectures.tensor_file import read_tensor_file
from engine.architectures.yolo import rebuilt
from engine.protocol.specs import ClassMetrics
from engine.training.checkpoint_files import checkpoint_in_words

LAST = "last.pt"
BEST = "best.pt"

PRIVATE_ARGUMENTS = frozenset({"model", "data", "project", "name", "save_dir", "cfg"})
"""Settings that name places on this machine; weights are passed on to others."""


class BestEpoch(msgspec.Struct, frozen=True):
    """The best validated epoch so far."""

    epoch: int
    fitness: float
    metrics: dict[str, float]
    score_threshold: float
    phase: int = 0
    """The first epoch of its phase; version 0.1.0 did not say it."""
    class_metrics: ClassMetrics = {}


class TrainerProgress(msgspec.Struct, frozen=True):
    """How far a run is, apart from tensors."""

    epoch: Annotated[int, Meta(ge=0)]
    """The last finished epoch."""
    batch_size: Annotated[int, Meta(ge=1)]
    epoch_seconds: tuple[float, ...]
    """Seconds of each finished epoch."""
    best: BestEpoch
    stopper: dict[str, float]
    """Early stopping's own memory (``best_epoch``, ``best_fitness``)."""


class TrainerState(msgspec.Struct, frozen=True):
    """A state to resume from; everything in full precision."""

    progress: TrainerProgress
    network: nn.Module
    average: dict[str, torch.Tensor]
    """State of the moving average of the weights."""
    average_updates: int
    optimizer: dict[str, Any]
    scaler: dict[str, Any]


def write_state(path: Path, state: TrainerState) -> None:
    """Write a checkpoint that `read_state` reads."""
    torch.save(
        {
            "progress": msgspec.to_builtins(state.progress),
            "model": bare_copy(state.network),
            "average": state.average,
            "average_updates": state.average_updates,
            "optimizer": state.optimizer,
            "scaler": state.scaler,
        },
        path,
    )


def read_state(path: Path) -> TrainerState | None:
    """Read a checkpoint with the allowlist: a run folder may come from somebody else.

    Returns:
        The checkpoint, its tensors on the CPU; None if there is none.

    Raises:
        SaegimError: ``unsafe_checkpoint``, ``bad_checkpoint``.
    """
    if not path.exists():
        return None
    with checkpoint_in_words(path.name):
        found = read_tensor_file(path)
        progress = msgspec.convert(found["progress"], TrainerProgress)
        return TrainerState(
            progress=progress,
            network=rebuilt(found["model"], path),
            average=found["average"],
            average_updates=found["average_updates"],
            optimizer=found["optimizer"],
            scaler=found["scaler"],
        )


def write_weights(path: Path, network: nn.Module, arguments: dict[str, Any]) -> None:
    """Write weights to predict with, as Ultralytics writes them: half precision, no optimiser."""
    stripped = bare_copy(network).half()
    kept = {
        key: value
        for key, value in arguments.items()
        if key in DEFAULT_CFG_KEYS and key not in PRIVATE_ARGUMENTS
    }
    stripped.args = cast("Any", kept)
    torch.save(
        {"epoch": -1, "model": stripped, "train_args": kept, "version": ultralytics_version}, path
    )


def bare_copy(network: nn.Module) -> nn.Module:
    """Return a copy on the CPU without its loss, which holds references to the settings."""
    criterion: Any = getattr(network, "criterion", None)
    network.criterion = None  # pyright: ignore[reportArgumentType]
    try:
        copied = copy.deepcopy(network).cpu().to(memory_format=torch.contiguous_format)
    finally:
        network.criterion = criterion
    for parameter in copied.parameters():
        parameter.requires_grad_(False)
    return copied
