"""A run from its manifest to its model."""

import msgspec

from engine.architectures.yolo import load_yolo
from engine.datasets.detection import detection_samples, object_sizes
from engine.datasets.images import count_by_class
from engine.inference.detection_pipeline import DetectionPipeline
from engine.protocol.errors import SaegimError
from engine.protocol.events import DataReady, RunDone, RunStarted
from engine.protocol.specs import Split
from engine.tasks.figures import figures_of, warnings_of
from engine.training.checkpoint_files import checkpoint_in_words
from engine.training.context import RunContext, StopRequested
from engine.training.devices import library_versions
from engine.training.failures import is_out_of_memory
from engine.training.memory import halved
from engine.training.ultralytics.checkpoint import (
    BEST,
    LAST,
    BestEpoch,
    TrainerState,
    read_state,
    write_weights,
)
from engine.training.ultralytics.kind import YoloKind
from engine.training.ultralytics.saving import write_best
from engine.training.ultralytics.trainer import PhasedTraining, Samples
from engine.training.ultralytics.validation import UNKNOWN_THRESHOLD, Validation, pipeline_of

SPLITS: tuple[Split, ...] = ("train", "val", "test")
NO_EPOCH = BestEpoch(epoch=-1, fitness=0.0, metrics={}, score_threshold=UNKNOWN_THRESHOLD)
"""Of a run that was stopped before anything was validated."""


class _Outcome(msgspec.Struct, frozen=True):
    """How training ended, when it ended by itself or by wish."""

    best: BestEpoch | None
    seconds: float
    stopped: bool
    batch_size: int
    """What the memory was enough for."""


def fit_with(run: RunContext, trainer_class: type[PhasedTraining]) -> None:
    """Train with a task's trainer, and leave a model in the run's folder.

    Goes on from the last checkpoint if there is one. A stop leaves the best model, or the weights
    as they are if no epoch was validated yet.

    Raises:
        CancelRequested: The person wants nothing of this run.
        SaegimError: What the person can understand and act on, such as ``bad_checkpoint``.
        OSError: The disk is full.
    """
    resumed = read_state(run.folder.checkpoints_dir / LAST)
    run.emit(
        RunStarted(
            spec=run.spec,
            device=run.device,
            versions=library_versions(),
            resumed_epoch=0 if resumed is None else resumed.progress.epoch + 1,
        )
    )
    samples = _read_samples(run, trainer_class.kind)
    batch_size = run.spec.recipe.batch_size
    while (outcome := _try(run, trainer_class, samples, batch_size, resumed)) is None:
        batch_size = halved(run, batch_size)
        resumed = read_state(run.folder.checkpoints_dir / LAST)
    _finish(run, trainer_class.kind, samples, outcome)


def _read_samples(run: RunContext, kind: YoloKind) -> Samples:
    found = {
        split: detection_samples(run.manifest, split, has_outlines=kind.has_outlines)
        for split in SPLITS
    }
    samples: Samples = {split: found[split].samples for split in SPLITS}
    left_out = sum(len(found[split].warnings) for split in SPLITS)
    if not samples["train"] and left_out:
        raise SaegimError("pictures_unusable", count=left_out)
    if not samples["train"]:
        raise SaegimError("no_training_images")
    if not samples["val"] and not found["val"].warnings:
        raise SaegimError("no_validation_images")
    run.emit(
        DataReady(
            counts={split: len(samples[split]) for split in SPLITS},
            objects=count_by_class(run.manifest, "train"),
            warnings=(
                *(warning for split in SPLITS for warning in found[split].warnings),
                *warnings_of(figures_of(run.manifest)),
            ),
        )
    )
    return samples


def _try(
    run: RunContext,
    trainer_class: type[PhasedTraining],
    samples: Samples,
    batch_size: int,
    resumed: TrainerState | None,
) -> _Outcome | None:
    """Train as far as it goes; None when the memory was not enough."""
    if resumed is not None:
        batch_size = min(batch_size, resumed.progress.batch_size)
        if resumed.progress.epoch + 1 >= run.spec.recipe.epochs:
            seconds = sum(resumed.progress.epoch_seconds)
            return _Outcome(resumed.progress.best, seconds, False, batch_size)
    trainer = trainer_class(run, samples, batch_size, resumed)
    stopped = False
    try:
        trainer.train()
    except StopRequested:
        stopped = True
        if trainer.best_epoch is None:
            run.write_checkpoint(
                BEST, lambda path: write_weights(path, trainer.ema.ema, vars(trainer.args))
            )
    except (RuntimeError, MemoryError) as error:
        if not is_out_of_memory(error):
            raise
        return None
    return _Outcome(trainer.best_epoch, trainer.hooks.reporter.seconds, stopped, batch_size)


def _finish(run: RunContext, kind: YoloKind, samples: Samples, outcome: _Outcome) -> None:
    best, sizes = outcome.best or NO_EPOCH, object_sizes(samples["train"])
    with checkpoint_in_words(BEST):
        network = load_yolo(run.folder.checkpoints_dir / BEST)
    metrics = dict(best.metrics)
    if outcome.best is not None and samples["test"]:
        test = Validation(samples["test"], kind, run.manifest.classes, outcome.batch_size, run)
        metrics |= _tested(test, pipeline_of(run, network.to(run.device), kind, sizes))
    card = write_best(run, best, metrics, sizes)
    run.emit(
        RunDone(
            best_epoch=best.epoch,
            metrics=metrics,
            model=card,
            seconds=outcome.seconds,
            stopped=outcome.stopped,
            class_metrics=best.class_metrics,
        )
    )


def _tested(test: Validation, pipeline: DetectionPipeline) -> dict[str, float]:
    """Measure the model on the test images, once, at the end."""
    tested = test(pipeline)
    return {f"test_{name}": value for name, value in (tested.metrics if tested else {}).items()}
