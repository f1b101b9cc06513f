"""A run of the loop, top to bottom: fit, phase, epoch (the step is in phase.py)."""

import contextlib
import time
from collections.abc import Callable
from typing import Any

import msgspec
import torch

from engine.datasets.images import ImageDataset, augmentation
from engine.protocol.events import CheckpointWritten, Notice
from engine.protocol.specs import DatasetManifest, JobSpec
from engine.training.best import takes_newest
from engine.training.checkpoint_files import checkpoint_in_words
from engine.training.context import RunContext, StopRequested
from engine.training.devices import one_thread
from engine.training.phases import PlacedPhase, phase_at, place_phases
from engine.training.torch_loop import checkpoint
from engine.training.torch_loop.batches import (
    FeatureBatches,
    Features,
    ImageBatches,
    extract,
    image_batches,
)
from engine.training.torch_loop.checkpoint import LoopProgress, LoopState, Weights
from engine.training.torch_loop.epoch_pass import EpochPass
from engine.training.torch_loop.layers import parameter_groups
from engine.training.torch_loop.memory import BatchSize
from engine.training.torch_loop.outcome import (
    measure,
    outcome_of,
    tell_lost,
    write_images,
    write_outcome,
    write_weights,
)
from engine.training.torch_loop.phase import PhaseTrainer, make_fabric, make_optimizer
from engine.training.torch_loop.reporter import LoopReporter
from engine.training.torch_loop.task_model import Evaluation, Meter, TaskModel

LEAST_GAIN = 0.02
"""Share by which the loss must fall in an epoch of the head alone for it to go on."""


def fit_task(run: RunContext, make: Callable[[JobSpec, DatasetManifest], TaskModel]) -> None:
    """Do a whole run, or go on with one, and leave its model in the folder.

    Args:
        run: The run.
        make: Makes the task's model.

    Raises:
        SaegimError: The data, the weights or the machine will not do; the code says which.
        CancelRequested: The person wants nothing of it.
    """
    # The head begins with random weights, the same ones at every attempt.
    torch.manual_seed(run.spec.seed)
    training = Training(run, make(run.spec, run.manifest))
    training.resume()
    run.announce(training.progress.epoch)
    run.emit(training.task.data.report)
    # A stop is acknowledged by then; what follows is the same as at the planned end.
    with contextlib.suppress(StopRequested):
        training.fit()
    training.restore_best()
    outcome = measure(run, training.task, training.batch, training.progress.best_epoch)
    write_outcome(run, training.task, outcome, training.progress, training.reporter.seconds())


class Training:
    """The state of a run.

    Args:
        run: The run.
        task: What is trained.

    Attributes:
        task: What is trained.
        progress: How far the run is.
        batch: How many images at once.
        reporter: The run's clock and voice.
    """

    def __init__(self, run: RunContext, task: TaskModel) -> None:
        recipe = run.spec.recipe
        self.task = task
        self.progress = LoopProgress()
        self._model = task.network.module
        self.batch = BatchSize(run, recipe.batch_size)
        self._run = run
        self._phases = place_phases(recipe)
        self.reporter = LoopReporter(run, self._phases)
        self._fabric = make_fabric(run.device)
        self._optimizer_state: dict[str, Any] = {}
        self._best_meter: Meter | None = None
        self._load_backbone()

    def resume(self) -> None:
        """Go on from the last checkpoint, if there is one.

        Raises:
            SaegimError: ``unsafe_checkpoint``, ``bad_checkpoint``.
        """
        found = checkpoint.read_state(self._run.folder.checkpoints_dir / checkpoint.LAST)
        if found is not None:
            self.progress = found.progress
            self.batch.value = min(self.batch.value, found.progress.batch_size)
            self._optimizer_state = found.optimizer
            self.reporter.earlier_seconds = found.progress.seconds
            with checkpoint_in_words(checkpoint.LAST):
                self._model.load_state_dict(found.weights, strict=False)

    def fit(self) -> None:
        """Train the phases that are not done."""
        self._model.to(self._run.device)
        for placed in self._phases:
            if self.progress.epoch < placed.end and not self._is_out_of_patience():
                self._fit_phase(placed)

    def restore_best(self) -> None:
        """Give the model the weights of the best epoch; without one it keeps those it has."""
        if self.progress.best_epoch >= 0:
            self._load_backbone()
            best = checkpoint.read_weights(self._run.folder.checkpoints_dir / checkpoint.BEST)
            with checkpoint_in_words(checkpoint.BEST):
                self._model.load_state_dict(best, strict=False)
        self._model.to(self._run.device).eval()

    def _load_backbone(self) -> None:
        self.task.network.load_backbone(self._run.pretrained())

    def _fit_phase(self, placed: PlacedPhase) -> None:
        trainer = self._begin_phase(placed)
        with contextlib.nullcontext() if trainer.is_slow else one_thread():
            while self.progress.epoch < placed.end and not self._is_out_of_patience():
                self._fit_epoch(trainer)
        if self.progress.epoch < placed.end:
            self._run.emit(Notice("early_stop"))
        if not trainer.is_slow:
            self._write_best()
        self.reporter.phase_done(placed)

    def _begin_phase(self, placed: PlacedPhase) -> PhaseTrainer:
        head, is_head_only = self.task.network.head(), placed.phase.trainable == "head"
        self._model.requires_grad_(not is_head_only)
        head.requires_grad_(True)
        groups = parameter_groups(self.task.network, placed.phase)
        optimizer = make_optimizer(groups, self._run.spec.recipe.weight_decay)
        if self._optimizer_state:
            with checkpoint_in_words(checkpoint.LAST):
                optimizer.load_state_dict(self._optimizer_state)
            self._optimizer_state = {}
        size = sum(parameter.numel() for parameter in self._model.parameters())
        self.reporter.phase_started(placed, groups, size)
        features = self._feature_batches() if is_head_only else None
        module = self._model if features is None else head
        source = features or self._image_batches()
        return PhaseTrainer(self._run, placed, module, self.task, optimizer, source, self._fabric)

    def _image_batches(self) -> ImageBatches:
        spec, data = self._run.spec, self.task.data
        vary = augmentation(spec.recipe.augmentation)
        return ImageBatches(data.train, data.val, vary, spec.seed, self._run.device)

    def _feature_batches(self) -> FeatureBatches | None:
        """The frozen backbone's features, if the head can be trained on them alone."""
        if not self.task.network.has_features:
            return None
        began = time.monotonic()
        train = self._features(self.task.data.train)
        seconds = time.monotonic() - began
        self.reporter.features_cached(seconds)
        features = FeatureBatches(train, self._features(self.task.data.val))
        tell_lost(self._run, self.task.data)
        self._run.emit(Notice("features_cached", {"seconds": f"{seconds:.1f}"}))
        return features

    def _features(self, images: ImageDataset) -> Features:
        self._model.eval()
        return self.batch.fit(
            lambda size: extract(
                self.task.network.features,
                image_batches(images, size, self._run.device),
                self._run.check_control,
            )
        )

    def _fit_epoch(self, trainer: PhaseTrainer) -> None:
        epoch = self.progress.epoch
        self.reporter.epoch_started()
        data, passed = self.task.data, trainer.begin(epoch, self.progress.step)
        self.batch.fit(lambda size: trainer.train(passed, size, self.reporter))
        meter = self.batch.fit(trainer.validate)
        tell_lost(self._run, data)
        result = None if meter is None else meter.result()
        best = result is None or self._is_better(trainer.placed.first_epoch, result)
        self.reporter.epoch_done(trainer.placed, passed, result, best=best)
        self.progress = self._advanced(passed, result, best=best)
        if not trainer.is_slow:
            self._end_if_settled(trainer.placed, result.loss if result else passed.mean_loss)
        self._save(trainer, epoch, best=best)
        if best:
            self._best_meter = meter
        # An epoch of the head takes milliseconds; what comes of it is not worth writing.
        if best and trainer.is_slow:
            self._write_best()
            if meter is not None:
                write_images(self._run, data.val, meter, epoch)

    def _end_if_settled(self, placed: PlacedPhase, loss: float) -> None:
        """Go on with the next phase when the head alone has learned all it can."""
        before = self.progress.head_loss
        if before is not None and loss > before * (1 - LEAST_GAIN):
            self.progress = msgspec.structs.replace(self.progress, epoch=placed.end)
        self.progress = msgspec.structs.replace(self.progress, head_loss=loss)

    def _is_better(self, phase: int, result: Evaluation) -> bool:
        before, images = self.progress.best_epoch, len(result.losses)
        best_phase = phase_at(self._phases, before).first_epoch if before >= 0 else None
        is_higher = self.task.rank(result) > self.progress.best_rank
        return is_higher or takes_newest(best_phase, phase, images)

    def _write_best(self) -> None:
        """Write the best model so far: a run that fails later has it to offer."""
        best = checkpoint.read_weights(self._run.folder.checkpoints_dir / checkpoint.BEST)
        weights = self._model.state_dict() | best
        write_weights(self._run, weights, outcome_of(self.task, self._best_meter))

    def _advanced(
        self, passed: EpochPass, result: Evaluation | None, *, best: bool
    ) -> LoopProgress:
        advanced = msgspec.structs.replace(
            self.progress,
            epoch=passed.epoch + 1,
            step=passed.step,
            batch_size=self.batch.value,
            seconds=self.reporter.seconds(),
        )
        if not best:
            return advanced
        return msgspec.structs.replace(
            advanced,
            best_epoch=passed.epoch,
            best_rank=self.task.rank(result) if result else advanced.best_rank,
        )

    def _save(self, trainer: PhaseTrainer, epoch: int, *, best: bool) -> None:
        """Write the epoch's checkpoints: the best one first, because the last one names it."""
        weights = self._changed_weights(trainer)
        ended = self.progress.epoch == trainer.placed.end
        state = LoopState(self.progress, weights, {} if ended else trainer.optimizer.state_dict())
        if best:
            file = self._run.write_checkpoint(checkpoint.BEST, lambda p: torch.save(weights, p))
            self._run.emit(CheckpointWritten(epoch, file, best=True))
        file = self._run.write_checkpoint(
            checkpoint.LAST, lambda p: checkpoint.write_state(p, state)
        )
        self._run.emit(CheckpointWritten(epoch, file, best=False))

    def _changed_weights(self, trainer: PhaseTrainer) -> Weights:
        """What differs from the pretrained weights: kilobytes while only the head is trained."""
        state = self._model.state_dict()
        if trainer.placed.phase.trainable == "all":
            return state
        prefixes = self.task.network.head_prefixes
        return {name: value for name, value in state.items() if name.startswith(prefixes)}

    def _is_out_of_patience(self) -> bool:
        """Whether the metric has not got better for long, in the last phase only."""
        patience = self._run.spec.recipe.patience
        if not patience or self.progress.epoch < self._phases[-1].first_epoch:
            return False
        since = max(self.progress.best_epoch, self._phases[-1].first_epoch - 1)
        return self.progress.epoch - 1 - since >= patience
