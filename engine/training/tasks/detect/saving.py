"""Takes a trainer's state to the disk and back."""

from typing import Any

import msgspec

from engine.protocol.events import CheckpointWritten, ValidationImages
from engine.protocol.validation_images import ImagePredictions
from engine.system.files import replace_atomically
from engine.training.tasks.detect.checkpoint import (
    BEST,
    LAST,
    Checkpoint,
    Progress,
    write_state,
    write_weights,
)
from engine.training.tasks.detect.validation import worst_pictures

PICTURES_FILE = "validation.json"

Trainer = Any
"""A `PhasedTrainer`; what it has from Ultralytics carries no types."""


def save(trainer: Trainer) -> None:
    """Write the checkpoint of a finished epoch, and its weights and pictures if it is the best.

    Raises:
        OSError: The disk is full; the earlier checkpoint is untouched.
    """
    run, is_best = trainer.run_context, trainer.best_epoch.epoch == trainer.epoch
    if is_best:
        run.write_checkpoint(
            BEST, lambda path: write_weights(path, trainer.ema.ema, vars(trainer.args))
        )
        _write_pictures(trainer)
    file = run.write_checkpoint(LAST, lambda path: write_state(path, _state_of(trainer)))
    run.emit(CheckpointWritten(epoch=trainer.epoch, file=file, best=is_best))


def _state_of(trainer: Trainer) -> Checkpoint:
    return Checkpoint(
        progress=Progress(
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


def _write_pictures(trainer: Trainer) -> None:
    run = trainer.run_context
    pictures = worst_pictures(
        trainer.validator.seen_pictures,
        trainer.samples["val"],
        [c.id for c in run.manifest.classes],
        trainer.best_epoch.score_threshold,
    )
    content = msgspec.json.encode(ImagePredictions(trainer.epoch, pictures))
    replace_atomically(run.folder.path / PICTURES_FILE, content)
    run.emit(ValidationImages(epoch=trainer.epoch, file=PICTURES_FILE))


def restore(trainer: Trainer, checkpoint: Checkpoint) -> None:
    """Give a trainer that is set up the state of a checkpoint; its network has it already."""
    progress = checkpoint.progress
    trainer.optimizer.load_state_dict(checkpoint.optimizer)
    trainer.scaler.load_state_dict(checkpoint.scaler)
    trainer.ema.ema.load_state_dict(checkpoint.average)
    trainer.ema.updates = checkpoint.average_updates
    vars(trainer.stopper).update(progress.stopper)
    trainer.start_epoch = progress.epoch + 1
    trainer.best_epoch = progress.best
    trainer.hooks.reporter.epoch_seconds = list(progress.epoch_seconds)
    # The loss shifts its weight between the two heads from epoch to epoch.
    trainer.model.criterion = trainer.model.init_criterion()
    trainer.model.criterion.updates = progress.epoch
    trainer.model.criterion.update()
