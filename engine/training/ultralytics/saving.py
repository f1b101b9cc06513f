"""Takes a trainer's state to the disk and back."""

import shutil
from typing import Any

from engine.protocol.events import CheckpointWritten
from engine.protocol.specs import ObjectSizes, thresholds_of
from engine.protocol.validation_images import ImagePredictions
from engine.training.checkpoint_files import checkpoint_in_words
from engine.training.context import RunContext
from engine.training.model_files import write_model
from engine.training.ultralytics.checkpoint import (
    BEST,
    LAST,
    BestEpoch,
    TrainerProgress,
    TrainerState,
    write_state,
    write_weights,
)
from engine.training.ultralytics.validation import worst_images
from engine.training.validation_images import write_validation_images

Trainer = Any
"""A ``PhasedTraining``; what it has from Ultralytics carries no types."""


def save(trainer: Trainer) -> None:
    """Write the checkpoint of a finished epoch, and its weights and images if it is the best.

    Raises:
        OSError: The disk is full; the earlier checkpoint is untouched.
    """
    run, is_best = trainer.run_context, trainer.best_epoch.epoch == trainer.epoch
    if is_best:
        run.write_checkpoint(
            BEST, lambda path: write_weights(path, trainer.ema.ema, vars(trainer.args))
        )
        if trainer.validated is not None:
            _write_images(trainer)
        write_best(run, trainer.best_epoch, trainer.best_epoch.metrics, trainer.sizes)
    file = run.write_checkpoint(LAST, lambda path: write_state(path, _state_of(trainer)))
    run.emit(CheckpointWritten(epoch=trainer.epoch, file=file, best=is_best))


def _state_of(trainer: Trainer) -> TrainerState:
    return TrainerState(
        progress=TrainerProgress(
            epoch=trainer.epoch,
            batch_size=trainer.batch_size,
            epoch_seconds=tuple(trainer.hooks.reporter.epoch_seconds),
            best=trainer.best_epoch,
            stopper={
                "best_epoch": trainer.stopper.best_epoch,
                "best_fitness": trainer.stopper.best_fitness,
            },
        ),
        network=trainer.model,
        average=trainer.ema.ema.state_dict(),
        average_updates=trainer.ema.updates,
        optimizer=trainer.optimizer.state_dict(),
        scaler=trainer.scaler.state_dict(),
    )


def write_best(
    run: RunContext, best: BestEpoch, metrics: dict[str, float], sizes: ObjectSizes | None
) -> str:
    """Write the model of the best weights.

    Args:
        run: Its folder has the weights.
        best: The epoch they are of.
        metrics: What was measured of them.
        sizes: What was learned from.

    Returns:
        The card's path, as ``write_model`` returns it.
    """
    return write_model(
        run,
        lambda path: shutil.copyfile(run.folder.checkpoints_dir / BEST, path),
        metrics,
        best.score_threshold,
        class_metrics=best.class_metrics,
        object_sizes=sizes,
    )


def _write_images(trainer: Trainer) -> None:
    run, classes = trainer.run_context, trainer.run_context.manifest.classes
    thresholds = thresholds_of(classes, trainer.validated.score_threshold, ())
    images = worst_images(
        trainer.validated,
        classes,
        has_outlines=trainer.kind.has_outlines,
    )
    write_validation_images(run, ImagePredictions(trainer.epoch, images, thresholds))


def restore(trainer: Trainer, state: TrainerState) -> None:
    """Give a trainer that is set up the state of a checkpoint; its network has it already.

    Raises:
        SaegimError: ``bad_checkpoint`` if the state is of something else.
    """
    progress = state.progress
    with checkpoint_in_words(LAST):
        trainer.optimizer.load_state_dict(state.optimizer)
        trainer.scaler.load_state_dict(state.scaler)
        trainer.ema.ema.load_state_dict(state.average)
    trainer.ema.updates = state.average_updates
    vars(trainer.stopper).update(progress.stopper)
    trainer.start_epoch = progress.epoch + 1
    trainer.best_epoch = progress.best
    trainer.hooks.reporter.epoch_seconds = list(progress.epoch_seconds)
