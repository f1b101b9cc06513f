"""One phase at work: its epochs' passes over the examples, down to the training step."""

import math
import os
from collections.abc import Callable, Iterable
from typing import Any

import torch
from lightning_fabric import Fabric
from torch import Tensor, nn

from engine.datasets.images import mixed_seed
from engine.protocol.errors import SaegimError
from engine.training.context import RunContext
from engine.training.phases import PlacedPhase
from engine.training.torch_loop.batches import Batch, BatchSource
from engine.training.torch_loop.epoch_pass import EpochPass
from engine.training.torch_loop.layers import ParameterGroup, keeps_statistics, train_mode
from engine.training.torch_loop.reporter import LoopReporter
from engine.training.torch_loop.schedule import rate_share
from engine.training.torch_loop.task_model import Meter, TaskModel

HEAD_PASSES = 20
"""Passes over the cached features in an epoch of the head, which cost less than one of images."""


class PhaseTrainer:
    """Trains one set of layers.

    Args:
        run: The run.
        placed: The phase.
        module: What is run: the head alone on cached features, or the whole network.
        task: Knows the loss and the metrics.
        optimizer: Its groups carry ``initial_lr``, their full rate.
        source: Where examples come from, as ``module`` takes them.
        fabric: Does the device's and the precision's part.
    """

    def __init__(
        self,
        run: RunContext,
        placed: PlacedPhase,
        module: nn.Module,
        task: TaskModel,
        optimizer: torch.optim.Optimizer,
        source: BatchSource,
        fabric: Fabric,
    ) -> None:
        self.placed = placed
        self._run = run
        self._recipe = run.spec.recipe
        self._task = task
        self.is_slow = module is task.network.module
        """Whether images go through the whole network, not cached features through the head."""
        self._source = source
        self._fabric = fabric
        wrapped: Any = fabric.setup(module, optimizer)
        self._module, self.optimizer = wrapped

    def begin(self, epoch: int, step: int) -> EpochPass:
        """Begin an epoch, after so many steps of the run."""
        passes = 1 if self.is_slow else HEAD_PASSES
        return EpochPass(epoch, step, self._source.train_count, self._run.spec.seed, passes)

    def train(self, passed: EpochPass, batch_size: int, reporter: LoopReporter) -> None:
        """Go on with an epoch to its end; called again after a batch did not fit into memory."""
        # Dropout draws from this, so that a resumed epoch draws what it would have drawn.
        torch.manual_seed(mixed_seed(self._run.spec.seed, passed.epoch, passed.step))
        if self.is_slow:
            still = keeps_statistics(batch_size, passed.images)
            train_mode(self._task.network, frozen_statistics=still)
        else:
            # Drawing dropout's random numbers takes half of a step on cached features, and a
            # linear layer that sees them for a few epochs does not overfit.
            self._module.eval()
        for batch, targets in self._source.training(passed.epoch, passed.left, batch_size):
            self._run.check_control()
            self._set_rates(passed)
            loss = self.training_step(batch, targets)
            passed.count(len(targets), loss)
            reporter.batch_done(passed, len(targets), self._rates)

    def training_step(self, batch: Tensor, targets: Tensor) -> float:
        """Learn from one batch and return its loss.

        Raises:
            SaegimError: ``diverged`` if the loss is not a number.
        """
        self.optimizer.zero_grad()
        loss = self._task.loss(self._module(batch), targets)
        if not math.isfinite(value := loss.item()):
            raise SaegimError("diverged", "program")
        self._fabric.backward(loss)
        if self.is_slow:
            # The gradient of the head alone is bounded by its features; clipping it would take a
            # fifth of a step.
            self._fabric.clip_gradients(
                self._module, self.optimizer, max_norm=self._recipe.gradient_clip
            )
        self.optimizer.step()
        return value

    def validate(self, batch_size: int) -> Meter | None:
        """Measure on the validation images; None if there are none."""
        self._module.eval()
        batches = self._source.validation(batch_size)
        return evaluate(self._module, batches, self._task.meter(), self._run.check_control)

    def _set_rates(self, passed: EpochPass) -> None:
        epochs_done = passed.epoch - self.placed.first_epoch + passed.share_done
        share = rate_share(epochs_done / self.placed.phase.epochs, self._recipe.warmup)
        for group in self.optimizer.param_groups:
            group["lr"] = group["initial_lr"] * share

    def _rates(self) -> dict[str, float]:
        return {group["name"]: group["lr"] for group in self.optimizer.param_groups}


def evaluate(
    forward: Callable[[Tensor], Tensor],
    batches: Iterable[Batch],
    meter: Meter,
    before_batch: Callable[[], None],
) -> Meter | None:
    """Answer batches and measure; None if there is nothing to answer.

    Args:
        forward: Network input to outputs.
        batches: Pairs of network input and targets.
        meter: A fresh one.
        before_batch: Called before each batch; what it raises ends the evaluation.
    """
    is_empty = True
    with torch.inference_mode():
        for batch, targets in batches:
            before_batch()
            meter.update(forward(batch).float().cpu(), targets.cpu())
            is_empty = False
    return None if is_empty else meter


def make_optimizer(groups: list[ParameterGroup], weight_decay: float) -> torch.optim.Optimizer:
    """AdamW over named groups; their rate is set at every step from ``initial_lr``."""
    return torch.optim.AdamW(
        [
            {"params": group.parameters, "name": group.name, "initial_lr": group.learning_rate}
            for group in groups
        ],
        weight_decay=weight_decay,
        # One call for all parameters, where a Python loop takes longer than the head's own work.
        fused=True,
    )


def make_fabric(device: str) -> Fabric:
    """Lightning Fabric on one device; bfloat16 where a graphics card computes with it."""
    # Importing Lightning makes torch look for a driver by NVML, which opens a library again at
    # every optimiser step: a third of a step of the head. It serves programs that fork.
    os.environ.pop("PYTORCH_NVML_BASED_CUDA_CHECK", None)
    kind, _, number = device.partition(":")
    if kind != "cuda":
        return Fabric(accelerator=kind, devices=1)
    precision = "bf16-mixed" if torch.cuda.is_bf16_supported(including_emulation=False) else None
    return Fabric(accelerator="cuda", devices=[int(number)], precision=precision)
