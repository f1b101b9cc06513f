"""What a run of the loop leaves behind: its model, its figures, its worst images."""

import msgspec
import torch

from engine.datasets.images import ImageDataset
from engine.protocol.errors import SaegimError
from engine.protocol.events import Notice, RunDone
from engine.protocol.specs import ClassMetrics, thresholds_of
from engine.protocol.validation_images import MOST_IMAGES, ImagePrediction, ImagePredictions
from engine.training.context import RunContext
from engine.training.model_files import write_model
from engine.training.torch_loop.batches import image_batches
from engine.training.torch_loop.checkpoint import LoopProgress, Weights
from engine.training.torch_loop.memory import BatchSize
from engine.training.torch_loop.phase import evaluate
from engine.training.torch_loop.task_model import Calibration, LoopData, Meter, TaskModel
from engine.training.validation_images import write_validation_images


class Outcome(msgspec.Struct, frozen=True):
    """What was measured with the final model."""

    metrics: dict[str, float]
    """Validation metrics, and those of the test split with ``test_`` before them; those of a split
    without images are missing."""
    class_metrics: ClassMetrics
    calibration: Calibration


def measure(run: RunContext, task: TaskModel, batch: BatchSize, epoch: int) -> Outcome:
    """Evaluate the final model, which is that of an epoch, on the validation and the test images.

    What it says about the validation images is written as well.
    """

    def of(images: ImageDataset) -> Meter | None:
        return batch.fit(
            lambda size: evaluate(
                task.network.module,
                image_batches(images, size, run.device),
                task.meter(),
                run.check_control,
            )
        )

    val, test = of(task.data.val), of(task.data.test)
    tell_lost(run, task.data)
    metrics = dict(val.result().metrics) if val else {}
    if test is not None:
        metrics |= {f"test_{name}": value for name, value in test.result().metrics.items()}
    if val is not None:
        write_images(run, task.data.val, val, epoch)
    return msgspec.structs.replace(outcome_of(task, val), metrics=metrics)


def outcome_of(task: TaskModel, val: Meter | None) -> Outcome:
    """What the answers to the validation images come to; None if there are none."""
    if val is None:
        return Outcome({}, {}, task.uncalibrated)
    return Outcome(val.result().metrics, val.by_class(), val.calibrate())


def write_outcome(
    run: RunContext, task: TaskModel, outcome: Outcome, progress: LoopProgress, seconds: float
) -> None:
    """Write the model and say that the run is done."""
    run.emit(Notice("calibrated", {"score": f"{outcome.calibration.score:.3f}"}))
    card = write_weights(run, task.network.module.state_dict(), outcome)
    run.emit(
        RunDone(
            best_epoch=progress.best_epoch,
            metrics=outcome.metrics,
            model=card,
            seconds=seconds,
            stopped=run.stopping,
            class_metrics=outcome.class_metrics,
        )
    )


def write_weights(run: RunContext, weights: Weights, outcome: Outcome) -> str:
    """Write a model; returns its card's path relative to the run folder."""
    on_cpu = {name: value.cpu() for name, value in weights.items()}
    return write_model(
        run,
        lambda path: torch.save(on_cpu, path),
        outcome.metrics,
        outcome.calibration.score,
        class_metrics=outcome.class_metrics,
        class_thresholds=outcome.calibration.by_class,
    )


def tell_lost(run: RunContext, data: LoopData) -> None:
    """Tell of images that have turned out to be unreadable.

    Raises:
        SaegimError: ``pictures_unusable`` if no training image is left.
    """
    for images in (data.train, data.val, data.test):
        for image in images.newly_lost():
            run.leave_out(image)
    if not data.train.present():
        raise SaegimError("pictures_unusable", count=len(data.train))


def write_images(run: RunContext, images: ImageDataset, meter: Meter, epoch: int) -> None:
    """Write what the model says about the validation images, worst first."""
    losses, calibration = meter.result().losses, meter.calibrate()
    answered = images.present()
    worst = losses.argsort(descending=True, stable=True)[:MOST_IMAGES].tolist()
    listed = ImagePredictions(
        epoch=epoch,
        images=tuple(
            ImagePrediction(
                image_id=answered[index].id,
                badness=float(losses[index]),
                detections=meter.detections(index, answered[index]),
            )
            for index in worst
        ),
        thresholds=thresholds_of(run.manifest.classes, calibration.score, calibration.by_class),
    )
    write_validation_images(run, listed)
