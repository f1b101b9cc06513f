"""How good a classifier is on pictures with known classes."""

from collections.abc import Callable, Iterable

import msgspec
import torch
from torch import Tensor
from torch.nn.functional import cross_entropy
from torchmetrics.functional.classification import multiclass_accuracy, multiclass_f1_score


class Evaluation(msgspec.Struct, frozen=True):
    """Scores of a model on N pictures."""

    metrics: dict[str, float]
    """``accuracy`` and ``macro_f1`` (the mean over the classes that occur), in 0..1."""
    loss: float
    """Mean cross-entropy, without label smoothing."""
    losses: Tensor
    """(N,) cross-entropy of each picture."""
    probabilities: Tensor
    """(N, classes), in 0..1."""
    labels: Tensor
    """(N,) true class indices."""

    @property
    def rank(self) -> tuple[float, float]:
        """What the best epoch is chosen by; with few pictures many epochs tie, the loss decides."""
        return (round(self.metrics["macro_f1"], 4), -self.loss)


def evaluate(
    forward: Callable[[Tensor], Tensor],
    batches: Iterable[tuple[Tensor, Tensor]],
    classes: int,
    before_batch: Callable[[], None],
) -> Evaluation | None:
    """Predict batches and compare; None if there is nothing to predict.

    Args:
        forward: Model input to logits (N, classes).
        batches: Pairs of model input and class indices.
        classes: Number of classes.
        before_batch: Called before each batch; what it raises ends the evaluation.
    """
    logits: list[Tensor] = []
    labels: list[Tensor] = []
    with torch.inference_mode():
        for batch, truth in batches:
            before_batch()
            logits.append(forward(batch).float().cpu())
            labels.append(truth.cpu())
    if not logits:
        return None
    return _scored(torch.cat(logits), torch.cat(labels), classes)


def _scored(logits: Tensor, labels: Tensor, classes: int) -> Evaluation:
    accuracy = multiclass_accuracy(logits, labels, classes, average="micro")
    macro_f1 = multiclass_f1_score(logits, labels, classes, average="macro")
    losses = cross_entropy(logits, labels, reduction="none")
    return Evaluation(
        metrics={"accuracy": float(accuracy), "macro_f1": float(macro_f1)},
        loss=float(losses.mean()),
        losses=losses,
        probabilities=logits.softmax(1),
        labels=labels,
    )


def best_threshold(evaluation: Evaluation) -> float:
    """The score below which the model should rather stay silent, by the best F1.

    An answer is given if the highest probability reaches the threshold. Precision counts the
    correct ones among the answers, recall among all pictures.
    """
    scores, answers = evaluation.probabilities.max(1)
    order = scores.argsort(descending=True)
    correct = (answers == evaluation.labels)[order].cumsum(0)
    answered = torch.arange(1, len(order) + 1)
    # F1 = 2 tp / (answers + pictures).
    f1 = 2 * correct / (answered + len(order))
    return float(scores[order][f1.argmax()])
