"""What happens at the beginnings and ends of epochs and batches: phases, rates, wishes, events."""

from typing import Any

from ultralytics.utils.torch_utils import init_seeds

from engine.protocol.events import Notice
from engine.training.context import RunContext
from engine.training.phases import PlacedPhase, phase_at, place_phases
from engine.training.ultralytics.layers import freeze, frozen_names
from engine.training.ultralytics.reporter import TrainerReporter
from engine.training.ultralytics.schedule import group_rates, rate_share

Trainer = Any
"""Ultralytics' trainer; its attributes carry no types."""


class Hooks:
    """Ultralytics' callbacks of one attempt at a run.

    Attributes:
        phase: The phase that is on.
        reporter: The run's voice and clock.
    """

    def __init__(self, run: RunContext) -> None:
        self._run = run
        self._phases = place_phases(run.spec.recipe)
        self.phase = self._phases[0]
        self._is_announced = False
        self._batch = 0
        self.reporter = TrainerReporter(run, self._phases)

    def attach(self, trainer: Trainer) -> None:
        """Have the trainer call these."""
        trainer.add_callback("on_train_epoch_start", self._begin_epoch)
        trainer.add_callback("on_train_batch_start", self._begin_batch)
        trainer.add_callback("on_train_batch_end", self._end_batch)
        trainer.add_callback("on_fit_epoch_end", self._end_epoch)

    def _begin_epoch(self, trainer: Trainer) -> None:
        # Ultralytics' own answer to a lack of memory covers the first epoch and CUDA only. Ours
        # covers all (fitting.py), so its three tries count as used up.
        trainer._oom_retries = 3
        self._enter_phase(trainer, phase_at(self._phases, trainer.epoch))
        _seed_epoch(trainer)
        self._batch = 0
        self.reporter.begin_epoch()

    def _enter_phase(self, trainer: Trainer, placed: PlacedPhase) -> None:
        """Freeze what the phase does not train, norm statistics included.

        Ultralytics puts the norm layers of frozen parts into eval mode right after this, and all
        others into train mode. The optimiser holds every parameter from the start.
        """
        if self._is_announced and placed is self.phase:
            return
        trainer.freeze_layer_names = frozen_names(trainer.model, placed.phase.trainable)
        freeze(trainer.model, trainer.freeze_layer_names)
        # A head that has learnt all it can must not end the run before the whole network's turn.
        trainer.stopper.best_epoch = max(trainer.stopper.best_epoch, placed.first_epoch)
        self.phase, self._is_announced = placed, True
        self.reporter.phase_started(placed, trainer.model, trainer.optimizer)

    def _begin_batch(self, trainer: Trainer) -> None:
        self._run.check_control()
        batches = len(trainer.train_loader)
        step = (trainer.epoch - self.phase.first_epoch) * batches + self._batch
        progress = (step + 1) / (self.phase.phase.epochs * batches)
        share = rate_share(self.phase, self._run.spec.recipe.warmup, progress)
        rates = group_rates(self.phase.phase)
        for group in trainer.optimizer.param_groups:
            group["lr"] = rates.get(group["name"], 0.0) * share

    def _end_batch(self, trainer: Trainer) -> None:
        trained = group_rates(self.phase.phase)
        rates = {g["name"]: g["lr"] for g in trainer.optimizer.param_groups if g["name"] in trained}
        self.reporter.batch_done(
            epoch=trainer.epoch,
            batch=self._batch,
            batches=len(trainer.train_loader),
            images=trainer.images_in_batch,
            losses=trainer.loss_items,
            rates=rates,
        )
        self._batch += 1

    def _end_epoch(self, trainer: Trainer) -> None:
        trainer.tell_lost()
        is_last = trainer.epoch + 1 == self.phase.end
        if is_last or trainer.stop:
            self.reporter.phase_done(self.phase)
        if trainer.stop and trainer.epoch + 1 < trainer.epochs:
            self._run.emit(Notice(code="early_stop"))


def _seed_epoch(trainer: Trainer) -> None:
    """Begin every epoch from a seed of its own: a resumed one equals an uninterrupted one."""
    init_seeds(trainer.args.seed + 1000 * (trainer.epoch + 1))
    if trainer.train_loader.iterator is None:
        trainer.train_loader.sampler.epoch = trainer.epoch
