"""What a classification run leaves behind: its model, its figures, its worst pictures."""

import msgspec
import torch
from torch import nn

from engine.datasets.classification import PictureDataset
from engine.geometry.types import WholeImage
from engine.protocol.events import Notice, RunDone, ValidationImages
from engine.protocol.requests import Detection
from engine.protocol.validation_images import ImagePrediction, ImagePredictions
from engine.system.files import replace_atomically
from engine.training.context import RunContext
from engine.training.model_files import write_model
from engine.training.tasks.classify.batches import picture_batches
from engine.training.tasks.classify.checkpoint import Progress
from engine.training.tasks.classify.data import ClassificationData
from engine.training.tasks.classify.evaluation import Evaluation, best_threshold, evaluate
from engine.training.tasks.classify.memory import BatchSize

_PICTURES_FILE = "validation.json"
_MOST_PICTURES = 500
_LISTED_CLASSES = 3


class Outcome(msgspec.Struct, frozen=True):
    """What was measured with the final model."""

    metrics: dict[str, float]
    """Validation ``accuracy`` and ``macro_f1``, and both with ``test_`` before them; those of a
    split without pictures are missing."""
    score_threshold: float


def measure(
    run: RunContext, model: nn.Module, data: ClassificationData, batch: BatchSize
) -> Outcome:
    """Evaluate the final model on the validation and the test pictures."""

    def of(pictures: PictureDataset) -> Evaluation | None:
        return batch.fit(
            lambda size: evaluate(
                model,
                picture_batches(pictures, size, run.device),
                data.classes,
                run.check_control,
            )
        )

    val, test = of(data.val), of(data.test)
    metrics = dict(val.metrics) if val else {}
    metrics |= {f"test_{name}": value for name, value in test.metrics.items()} if test else {}
    return Outcome(metrics, best_threshold(val) if val else 0.0)


def write_outcome(
    run: RunContext, model: nn.Module, outcome: Outcome, progress: Progress, seconds: float
) -> None:
    """Write the model and say that the run is done."""
    threshold = outcome.score_threshold
    run.emit(Notice("calibrated", {"score": f"{threshold:.3f}"}))
    weights = {name: value.cpu() for name, value in model.state_dict().items()}
    card = write_model(run, lambda path: torch.save(weights, path), outcome.metrics, threshold)
    run.emit(
        RunDone(
            best_epoch=max(progress.best_epoch, 0),
            metrics=outcome.metrics,
            model=card,
            seconds=seconds,
            stopped=run.stopping,
        )
    )


def write_pictures(
    run: RunContext, pictures: PictureDataset, result: Evaluation, epoch: int
) -> None:
    """Write what the model says about the validation pictures, worst first."""
    worst = result.losses.argsort(descending=True)[:_MOST_PICTURES].tolist()
    listed = ImagePredictions(
        epoch=epoch,
        pictures=tuple(
            ImagePrediction(
                image_id=pictures.pictures[index].image_id,
                badness=float(result.losses[index]),
                detections=_answers(run, result, index),
            )
            for index in worst
        ),
    )
    replace_atomically(run.folder.path / _PICTURES_FILE, msgspec.json.encode(listed))
    run.emit(ValidationImages(epoch, _PICTURES_FILE))


def _answers(run: RunContext, result: Evaluation, index: int) -> tuple[Detection, ...]:
    """The likeliest classes of a picture, likeliest first."""
    scores = result.probabilities[index]
    best = scores.topk(min(_LISTED_CLASSES, len(scores))).indices.tolist()
    classes = run.manifest.classes
    return tuple(Detection(classes[c].id, WholeImage(), float(scores[c])) for c in best)
