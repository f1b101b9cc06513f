"""Tells the class of whole images with a trained classifier."""

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor
from typing_extensions import override

from engine.architectures.network import load_trained
from engine.architectures.pixels import network_input
from engine.geometry.types import WholeImage
from engine.inference.prediction import Check, go_on, in_parts
from engine.protocol.requests import Detection
from engine.protocol.specs import ModelCard, ValueRange


class Classifier:
    """Predicts one class for an image.

    Args:
        card: The model's card.
        weights: Its file; read with ``weights_only``.
        device: ``cpu``, ``cuda:N`` or ``mps``.

    Raises:
        SaegimError: ``weights_missing``, ``bad_weights``, ``unknown_architecture``.
    """

    def __init__(self, card: ModelCard, weights: Path, device: str) -> None:
        self._card = card
        self._device = device
        self._model = load_trained(card, weights).to(device)

    def view(self, path: Path, value_range: ValueRange | None = None) -> Tensor:
        """Read a picture and make of it what the network sees.

        Raises:
            UnreadableImage: Why it cannot be read.
        """
        return network_input(path, self._card.image_size, value_range)

    def predict(
        self, views: Sequence[Tensor], lowest_score: float, check: Check = go_on
    ) -> list[tuple[Detection, ...]]:
        """Tell the likeliest class of each; nothing where its probability is below the score."""
        return [
            self._told(scores, lowest_score)
            for some in in_parts(views, self._card.image_size**2, check)
            for scores in self._answers(some)
        ]

    def _answers(self, views: Sequence[Tensor]) -> Tensor:
        with torch.inference_mode():
            return self._model(torch.stack([*views]).to(self._device)).float().cpu()

    def _told(self, answer: Tensor, lowest_score: float) -> tuple[Detection, ...]:
        score, index = answer.softmax(0).max(0)
        if float(score) < lowest_score:
            return ()
        return (Detection(self._card.classes[int(index)].id, WholeImage(), float(score)),)


class MultilabelClassifier(Classifier):
    """Predicts of each class whether an image shows it."""

    @override
    def _told(self, answer: Tensor, lowest_score: float) -> tuple[Detection, ...]:
        """Tell the classes that reach their own threshold and the score, the surest first."""
        scores = answer.sigmoid().tolist()
        thresholds = self._card.thresholds().items()
        found = [
            Detection(class_id, WholeImage(), score)
            for (class_id, threshold), score in zip(thresholds, scores, strict=True)
            if score >= max(threshold, lowest_score)
        ]
        return tuple(sorted(found, key=lambda detection: -detection.score))
