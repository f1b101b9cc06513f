"""Turns what the trainer does into the run's events, and keeps the time."""

import time
from collections import Counter
from typing import Any

import torch
from torch import nn

from engine.protocol.events import (
    BatchDone,
    EpochDone,
    LearningRateGroup,
    PhaseDone,
    PhaseStarted,
)
from engine.training.context import RunContext
from engine.training.devices import memory_in_use
from engine.training.phases import PlacedPhase
from engine.training.ultralytics.layers import count_parameters
from engine.training.ultralytics.schedule import group_rates

FROZEN_COST = 0.7
"""Time of an epoch with a frozen backbone as a share of one without (docs/notes/training.md)."""


class TrainerReporter:
    """Times a run and tells what happens in it.

    Attributes:
        epoch_seconds: Seconds of every finished epoch, those of earlier attempts included.
    """

    def __init__(self, run: RunContext, phases: tuple[PlacedPhase, ...]) -> None:
        self._run = run
        self._phases = phases
        self.epoch_seconds: list[float] = []
        self._epoch_began = self._batch_began = time.monotonic()

    @property
    def seconds(self) -> float:
        """Seconds of all finished epochs."""
        return sum(self.epoch_seconds)

    def begin_epoch(self) -> None:
        """Start the clock of an epoch."""
        self._epoch_began = self._batch_began = time.monotonic()

    def phase_started(
        self, placed: PlacedPhase, network: nn.Module, optimizer: torch.optim.Optimizer
    ) -> None:
        """Tell which layers are trained from here on, and how fast at most."""
        trainable, frozen = count_parameters(network)
        sizes: Counter[str] = Counter()
        for group in optimizer.param_groups:
            sizes[group["name"]] += sum(parameter.numel() for parameter in group["params"])
        self._run.emit(
            PhaseStarted(
                name=placed.phase.name,
                trainable=placed.phase.trainable,
                first_epoch=placed.first_epoch,
                epochs=placed.phase.epochs,
                trainable_parameters=trainable,
                frozen_parameters=frozen,
                groups=tuple(
                    LearningRateGroup(name, rate, sizes[name])
                    for name, rate in group_rates(placed.phase).items()
                ),
            )
        )

    def batch_done(
        self,
        *,
        epoch: int,
        batch: int,
        batches: int,
        images: int,
        losses: dict[str, Any],
        rates: dict[str, float],
    ) -> None:
        """Tell of an optimiser step."""
        now = time.monotonic()
        seconds, self._batch_began = now - self._batch_began, now
        self._run.emit(
            BatchDone(
                epoch=epoch,
                step=epoch * batches + batch,
                batch=batch,
                batches=batches,
                losses=plain_losses(losses),
                learning_rates=rates,
                images_per_second=images / max(seconds, 1e-6),
                memory=memory_in_use(self._run.device),
            )
        )

    def epoch_done(
        self,
        epoch: int,
        *,
        train_losses: dict[str, Any],
        val_losses: dict[str, Any],
        metrics: dict[str, float],
        best: bool,
    ) -> None:
        """Tell of an epoch and its validation."""
        seconds = time.monotonic() - self._epoch_began
        self.epoch_seconds.append(seconds)
        self._run.emit(
            EpochDone(
                epoch=epoch,
                train_losses=plain_losses(train_losses),
                val_losses=plain_losses(val_losses),
                metrics=metrics,
                best=best,
                seconds=seconds,
                seconds_left=self._seconds_left(),
            )
        )

    def phase_done(self, placed: PlacedPhase) -> None:
        """Tell that a phase is over."""
        seconds = sum(self.epoch_seconds[placed.first_epoch : placed.end])
        self._run.emit(PhaseDone(name=placed.phase.name, seconds=seconds))

    def _seconds_left(self) -> float:
        """Estimate the rest from all finished epochs, a frozen one counted as cheaper."""
        costs = [
            1.0 if placed.phase.trainable == "all" else FROZEN_COST
            for placed in self._phases
            for _ in range(placed.phase.epochs)
        ]
        done = len(self.epoch_seconds)
        return self.seconds / sum(costs[:done]) * sum(costs[done:])


def plain_losses(losses: dict[str, Any]) -> dict[str, float]:
    """Return losses by short name: ``train/box_loss`` or ``box_loss`` becomes ``box``."""
    return {
        name.rpartition("/")[2].removesuffix("_loss"): float(loss) for name, loss in losses.items()
    }
