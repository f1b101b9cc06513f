"""Tells the class of whole images with a trained classifier."""

from pathlib import Path

import torch

from engine.architectures.network import load_trained
from engine.architectures.pixels import network_input
from engine.geometry.types import WholeImage
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

    def predict(
        self, path: Path, lowest_score: float = 0.0, value_range: ValueRange | None = None
    ) -> tuple[Detection, ...]:
        """Tell the likeliest class, with its probability; nothing if that is below the score.

        Raises:
            UnreadableImage: Why it cannot be read.
        """
        batch = network_input(path, self._card.image_size, value_range)[None].to(self._device)
        with torch.inference_mode():
            score, index = self._model(batch)[0].softmax(0).max(0)
        if float(score) < lowest_score:
            return ()
        return (Detection(self._card.classes[int(index)].id, WholeImage(), float(score)),)


class MultilabelClassifier(Classifier):
    """Predicts of each class whether an image shows it."""

    def predict(
        self, path: Path, lowest_score: float = 0.0, value_range: ValueRange | None = None
    ) -> tuple[Detection, ...]:
        """Tell the classes that reach their own threshold and the score, the surest first.

        Raises:
            UnreadableImage: Why it cannot be read.
        """
        batch = network_input(path, self._card.image_size, value_range)[None].to(self._device)
        with torch.inference_mode():
            scores = self._model(batch)[0].sigmoid().tolist()
        thresholds = self._card.thresholds().items()
        found = [
            Detection(class_id, WholeImage(), score)
            for (class_id, threshold), score in zip(thresholds, scores, strict=True)
            if score >= max(threshold, lowest_score)
        ]
        return tuple(sorted(found, key=lambda detection: -detection.score))
