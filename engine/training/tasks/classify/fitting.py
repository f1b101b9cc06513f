"""A classification run, top to bottom: fit, phase, epoch (the step is in phase.py)."""

import contextlib
import time
from pathlib import Path
from typing import Any

import msgspec
import torch

from engine.architectures.classification import (
    HEAD_PREFIX,
    build,
    load_pretrained,
    pooled_features,
    split_head,
)
from engine.datasets.classification import PictureDataset, augmentation
from engine.protocol.events import CheckpointWritten, Notice
from engine.training.context import RunContext, StopRequested
from engine.training.devices import one_thread
from engine.training.phases import PlacedPhase, place_phases
from engine.training.tasks.classify import checkpoint
from engine.training.tasks.classify.batches import (
    FeatureBatches,
    Features,
    PictureBatches,
    extract,
    picture_batches,
)
from engine.training.tasks.classify.checkpoint import Checkpoint, Progress, Weights
from engine.training.tasks.classify.data import read_data
from engine.training.tasks.classify.epoch_pass import EpochPass
from engine.training.tasks.classify.evaluation import Evaluation
from engine.training.tasks.classify.layers import parameter_groups
from engine.training.tasks.classify.memory import BatchSize
from engine.training.tasks.classify.outcome import measure, write_outcome, write_pictures
from engine.training.tasks.classify.phase import PhaseTrainer, make_fabric, make_optimizer
from engine.training.tasks.classify.reporter import Reporter


def fit(run: RunContext) -> None:
    """Do a whole classification run, or go on with one, and leave its model in the folder.

    Raises:
        SaegimError: The data, the weights or the machine will not do; the code says which.
        CancelRequested: The person wants nothing of it.
    """
    training = Training(run)
    training.resume()
    run.announce(training.progress.epoch)
    run.emit(training.data.report)
    # A stop is acknowledged by then; what follows is the same as at the planned end.
    with contextlib.suppress(StopRequested):
        training.fit()
    training.restore_best()
    outcome = measure(run, training.model, training.data, training.batch)
    write_outcome(run, training.model, outcome, training.progress, training.reporter.seconds())


class Training:
    """The state of a run.

    Attributes:
        data: The pictures.
        model: The classifier, in training.
        progress: How far the run is.
        batch: How many pictures at once.
        reporter: The run's clock and voice.
    """

    def __init__(self, run: RunContext) -> None:
        recipe = run.spec.recipe
        self.data = read_data(run.manifest, recipe.image_size)
        # The head begins with random weights, the same ones at every attempt.
        torch.manual_seed(run.spec.seed)
        self.model = build(recipe.architecture, self.data.classes)
        self.progress = Progress()
        self.batch = BatchSize(run, recipe.batch_size)
        self._run = run
        self._phases = place_phases(recipe)
        self.reporter = Reporter(run, self._phases)
        self._fabric = make_fabric(run.device)
        self._optimizer_state: dict[str, Any] = {}
        self._load_backbone()

    def resume(self) -> None:
        """Go on from the last checkpoint, if there is one.

        Raises:
            SaegimError: ``bad_checkpoint``.
        """
        found = checkpoint.read_checkpoint(self._run.folder.checkpoints_dir / checkpoint.LAST)
        if found is not None:
            self.progress = found.progress
            self.batch.value = found.progress.batch_size
            self._optimizer_state = found.optimizer
            self.reporter.earlier_seconds = found.progress.seconds
            self.model.load_state_dict(found.weights, strict=False)

    def fit(self) -> None:
        """Train the phases that are not done."""
        self.model.to(self._run.device)
        for placed in self._phases:
            if self.progress.epoch < placed.end and not self._is_out_of_patience():
                self._fit_phase(placed)

    def restore_best(self) -> None:
        """Give the model the weights of the best epoch; without one it keeps those it has."""
        if self.progress.best_epoch >= 0:
            self._load_backbone()
            best = checkpoint.read_weights(self._run.folder.checkpoints_dir / checkpoint.BEST)
            self.model.load_state_dict(best, strict=False)
        self.model.to(self._run.device).eval()

    def _load_backbone(self) -> None:
        load_pretrained(self.model, Path(self._run.spec.weights_path))

    def _fit_phase(self, placed: PlacedPhase) -> None:
        trainer = self._begin_phase(placed)
        with contextlib.nullcontext() if trainer.is_slow else one_thread():
            while self.progress.epoch < placed.end and not self._is_out_of_patience():
                self._fit_epoch(trainer)
        if self.progress.epoch < placed.end:
            self._run.emit(Notice("early_stop"))
        self.reporter.phase_done(placed)

    def _begin_phase(self, placed: PlacedPhase) -> PhaseTrainer:
        head = split_head(self.model).head
        trained = head if placed.phase.trainable == "head" else self.model
        self.model.requires_grad_(False)
        trained.requires_grad_(True)
        groups = parameter_groups(self.model, placed.phase)
        optimizer = make_optimizer(groups, self._run.spec.recipe.weight_decay)
        if self._optimizer_state:
            optimizer.load_state_dict(self._optimizer_state)
            self._optimizer_state = {}
        size = sum(parameter.numel() for parameter in self.model.parameters())
        self.reporter.phase_started(placed, groups, size)
        source = self._feature_batches() if trained is head else self._picture_batches()
        return PhaseTrainer(self._run, placed, trained, optimizer, source, self._fabric)

    def _picture_batches(self) -> PictureBatches:
        spec = self._run.spec
        vary = augmentation(spec.recipe.augmentation)
        return PictureBatches(self.data.train, self.data.val, vary, spec.seed, self._run.device)

    def _feature_batches(self) -> FeatureBatches:
        began = time.monotonic()
        train = self._features(self.data.train)
        seconds = time.monotonic() - began
        self.reporter.features_cached(seconds)
        features = FeatureBatches(train, self._features(self.data.val))
        self._run.emit(Notice("features_cached", {"seconds": f"{seconds:.1f}"}))
        return features

    def _features(self, pictures: PictureDataset) -> Features:
        self.model.eval()
        return self.batch.fit(
            lambda size: extract(
                lambda batch: pooled_features(self.model, batch),
                picture_batches(pictures, size, self._run.device),
                self._run.check_control,
            )
        )

    def _fit_epoch(self, trainer: PhaseTrainer) -> None:
        epoch = self.progress.epoch
        self.reporter.epoch_started()
        passed = EpochPass(epoch, self.progress.step, len(self.data.train), self._run.spec.seed)
        self.batch.fit(lambda size: trainer.train(passed, size, self.reporter))
        result = self.batch.fit(lambda size: trainer.validate(size, self.data.classes))
        best = result is None or result.rank > self.progress.best_rank
        self.reporter.epoch_done(trainer.placed, passed, result, best=best)
        self.progress = self._advanced(passed, result, best=best)
        self._save(trainer, best=best)
        # An epoch of the head takes milliseconds; its pictures are worth writing once a phase.
        if result is not None and (trainer.is_slow or self.progress.epoch == trainer.placed.end):
            write_pictures(self._run, self.data.val, result, epoch)

    def _advanced(self, passed: EpochPass, result: Evaluation | None, *, best: bool) -> Progress:
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
            best_rank=result.rank if result else advanced.best_rank,
            best_metrics=result.metrics if result else {},
        )

    def _save(self, trainer: PhaseTrainer, *, best: bool) -> None:
        """Write the epoch's checkpoints: the best one first, because the last one names it."""
        weights = self._changed_weights(trainer)
        ended = self.progress.epoch == trainer.placed.end
        state = Checkpoint(self.progress, weights, {} if ended else trainer.optimizer.state_dict())
        epoch = self.progress.epoch - 1
        if best:
            file = self._run.write_checkpoint(checkpoint.BEST, lambda p: torch.save(weights, p))
            self._run.emit(CheckpointWritten(epoch, file, best=True))
        file = self._run.write_checkpoint(
            checkpoint.LAST, lambda p: checkpoint.write_checkpoint(p, state)
        )
        self._run.emit(CheckpointWritten(epoch, file, best=False))

    def _changed_weights(self, trainer: PhaseTrainer) -> Weights:
        """What differs from the pretrained weights: kilobytes while only the head is trained."""
        state = self.model.state_dict()
        if trainer.placed.phase.trainable == "all":
            return state
        return {name: value for name, value in state.items() if name.startswith(HEAD_PREFIX)}

    def _is_out_of_patience(self) -> bool:
        """Whether the metric has not got better for long, in the last phase only."""
        patience = self._run.spec.recipe.patience
        if not patience or self.progress.epoch < self._phases[-1].first_epoch:
            return False
        since = max(self.progress.best_epoch, self._phases[-1].first_epoch - 1)
        return self.progress.epoch - 1 - since >= patience
