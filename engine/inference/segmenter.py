"""Tells the class of every pixel with a trained network."""

from pathlib import Path

import torch
from torch.nn.functional import interpolate

from engine.architectures.network import load_trained
from engine.architectures.pixels import network_input
from engine.datasets.class_maps import enlarged, masks_of
from engine.images import displayed_size
from engine.protocol.requests import Detection
from engine.protocol.specs import ModelCard, ValueRange

LONGEST_SIDE = 2048
"""Side of the largest map that probabilities are enlarged to; beyond it answers are repeated."""


class SemanticSegmenter:
    """Predicts a mask for each class.

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
        """Tell where each class is, a mask in pixels as displayed; the score is the mean over it.

        Raises:
            UnreadableImage: Why it cannot be read.
        """
        width, height = displayed_size(path)
        batch = network_input(path, self._card.image_size, value_range)[None].to(self._device)
        scale = min(1.0, LONGEST_SIDE / max(width, height))
        size = (max(1, round(height * scale)), max(1, round(width * scale)))
        with torch.inference_mode():
            logits = interpolate(self._model(batch).float(), size, mode="bilinear")
            scores, answers = logits[0].softmax(0).max(0)
        found = masks_of(
            enlarged(answers.to(torch.int16).cpu().numpy(), height, width),
            enlarged(scores.cpu().numpy(), height, width),
            self._card.classes,
        )
        return tuple(detection for detection in found if detection.score >= lowest_score)
