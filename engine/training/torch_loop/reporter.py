"""Times a run, tells what happens in it, and how long it will go on."""

import math
import time
from collections.abc import Callable

from engine.protocol.events import BatchDone, EpochDone, PhaseDone, PhaseStarted
from engine.training.context import RunContext
from engine.training.devices import memory_in_use
from engine.training.phases import PlacedPhase
from engine.training.torch_loop.epoch_pass import EpochPass
from engine.training.torch_loop.layers import ParameterGroup
from engine.training.torch_loop.task_model import Evaluation

# An epoch of the whole network against running the images through it once without gradients:
# measured 5.5 for MobileNetV2 at 64 and 96 px on two CPU cores.
_WHOLE_EPOCH_COST = 5.5

# Steps on cached features take less than a millisecond; nobody can see more than 50 a second.
_LEAST_SECONDS = 0.02


class LoopReporter:
    """The clock and the voice of a run.

    Args:
        run: Where events go.
        phases: All phases of the run.

    Attributes:
        earlier_seconds: Time that earlier attempts took up to their last checkpoint.
    """

    def __init__(self, run: RunContext, phases: tuple[PlacedPhase, ...]) -> None:
        self._run = run
        self._phases = phases
        self._epoch_seconds: dict[str, float] = {}
        self._forward_seconds = 0.0
        self._images = 0
        self.earlier_seconds = 0.0
        self._began = self._phase_began = self._epoch_began = self._batch_began = time.monotonic()

    def features_cached(self, seconds: float) -> None:
        """Learn how long the images take through the network once, without gradients."""
        self._forward_seconds = seconds

    def phase_started(
        self, placed: PlacedPhase, groups: list[ParameterGroup], parameters: int
    ) -> None:
        """Tell which layers are trained from here on."""
        self._phase_began = time.monotonic()
        trainable = sum(group.size() for group in groups)
        self._run.emit(
            PhaseStarted(
                name=placed.phase.name,
                trainable=placed.phase.trainable,
                first_epoch=placed.first_epoch,
                epochs=placed.phase.epochs,
                trainable_parameters=trainable,
                frozen_parameters=parameters - trainable,
                groups=tuple(group.described() for group in groups),
            )
        )

    def phase_done(self, placed: PlacedPhase) -> None:
        """Tell that a phase is over."""
        self._run.emit(PhaseDone(placed.phase.name, time.monotonic() - self._phase_began))

    def epoch_started(self) -> None:
        """Start the clock of an epoch."""
        self._images = 0
        self._epoch_began = self._batch_began = time.monotonic()

    def batch_done(
        self, passed: EpochPass, images: int, rates: Callable[[], dict[str, float]]
    ) -> None:
        """Take in one step over this many images, and tell of it unless one was just told of."""
        self._images += images
        now = time.monotonic()
        seconds = max(now - self._batch_began, 1e-6)
        if seconds < _LEAST_SECONDS and len(passed.left):
            return
        rate, self._images, self._batch_began = self._images / seconds, 0, now
        self._run.emit(
            BatchDone(
                epoch=passed.epoch,
                step=passed.step,
                batch=passed.number,
                batches=passed.number + math.ceil(len(passed.left) / images),
                losses={"loss": passed.last_loss},
                learning_rates=rates(),
                images_per_second=rate,
                memory=memory_in_use(self._run.device),
            )
        )

    def epoch_done(
        self, placed: PlacedPhase, passed: EpochPass, result: Evaluation | None, *, best: bool
    ) -> None:
        """Tell of an epoch and its validation."""
        seconds = time.monotonic() - self._epoch_began
        self._epoch_seconds[placed.phase.name] = seconds
        self._run.emit(
            EpochDone(
                epoch=passed.epoch,
                train_losses={"loss": passed.mean_loss},
                val_losses={"loss": result.loss} if result else {},
                metrics=result.metrics if result else {},
                best=best,
                seconds=seconds,
                seconds_left=self._seconds_left(passed.epoch + 1),
            )
        )

    def seconds(self) -> float:
        """Time the run has taken, over all its attempts."""
        return self.earlier_seconds + time.monotonic() - self._began

    def _seconds_left(self, next_epoch: int) -> float:
        left = 0.0
        for placed in self._phases:
            epochs = max(placed.end - max(next_epoch, placed.first_epoch), 0)
            left += epochs * self._epoch_cost(placed)
        return left

    def _epoch_cost(self, placed: PlacedPhase) -> float:
        """Measured, or foretold from the pass that made the features, or from another phase."""
        longest = max(self._epoch_seconds.values(), default=0.0)
        foretold = max(self._forward_seconds * _WHOLE_EPOCH_COST, longest)
        return self._epoch_seconds.get(placed.phase.name, foretold)
