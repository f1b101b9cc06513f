"""How long a training would take: one JSON line of ``train --dry-run --json``."""

import msgspec

from engine.protocol.specs import Recipe


class PhaseEstimate(msgspec.Struct, frozen=True):
    """A phase, foretold from a few measured batches."""

    name: str
    epochs: int
    seconds: float


class TrainingEstimate(msgspec.Struct, frozen=True):
    """A whole training; ``warnings`` are as in ``data_warnings``."""

    recipe: Recipe
    device: str
    phases: tuple[PhaseEstimate, ...]
    seconds: float
    warnings: tuple[str, ...]
