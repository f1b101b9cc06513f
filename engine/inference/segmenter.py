"""Tells the class of every pixel with a trained network."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn.functional import interpolate

from engine.architectures.network import load_trained
from engine.architectures.pixels import network_input
from engine.datasets.class_maps import enlarged, masks_of
from engine.images import displayed_size
from engine.inference.prediction import Check, go_on, in_parts
from engine.protocol.requests import Detection
from engine.protocol.specs import ModelCard, ValueRange

LONGEST_SIDE = 2048
"""Side of the largest map that probabilities are enlarged to; beyond it answers are repeated."""


STRIP = 64
"""Rows that are enlarged at once."""


class SeenImage(NamedTuple):
    """An image as the network sees it, and its size as displayed."""

    pixels: Tensor
    """float32 (3, S, S)."""
    width: int
    height: int


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

    def view(self, path: Path, value_range: ValueRange | None = None) -> SeenImage:
        """Read a picture and make of it what the network sees.

        Raises:
            UnreadableImage: Why it cannot be read.
        """
        pixels = network_input(path, self._card.image_size, value_range)
        return SeenImage(pixels, *displayed_size(path))

    def predict(
        self, views: Sequence[SeenImage], lowest_score: float, check: Check = go_on
    ) -> list[tuple[Detection, ...]]:
        """Tell where each class is: a mask in pixels as displayed, its score the mean over it."""
        return [
            self._masks(logits.float(), view.width, view.height, lowest_score)
            for some in in_parts(views, self._card.image_size**2, check)
            for logits, view in zip(self._answers(some), some, strict=True)
        ]

    def _answers(self, views: Sequence[SeenImage]) -> Tensor:
        with torch.inference_mode():
            return self._model(torch.stack([view.pixels for view in views]).to(self._device))

    def _masks(
        self, logits: Tensor, width: int, height: int, lowest_score: float
    ) -> tuple[Detection, ...]:
        scale = min(1.0, LONGEST_SIDE / max(width, height))
        size = (max(1, round(height * scale)), max(1, round(width * scale)))
        with torch.inference_mode():
            answers, scores = answers_at(logits, *size)
        found = masks_of(
            enlarged(answers.numpy(), height, width),
            enlarged(scores.numpy(), height, width),
            self._card.classes,
        )
        return tuple(detection for detection in found if detection.score >= lowest_score)


def answers_at(logits: Tensor, height: int, width: int) -> tuple[Tensor, Tensor]:
    """The likeliest output of every pixel of an enlarged map, with its probability.

    It is what ``interpolate`` (bilinear), softmax and the maximum give; strip by strip, because the
    map of 80 classes at 2048 x 2048 would take more than a gigabyte at each step.

    Args:
        logits: (outputs, h, w).
        height: Of the result.
        width: Of the result.

    Returns:
        int16 and float32, both (height, width), on the CPU.
    """
    answers = torch.empty(height, width, dtype=torch.int16)
    scores = torch.empty(height, width)
    rows = (torch.arange(height) + 0.5) * logits.shape[1] / height - 0.5
    for strip in torch.arange(height).split(STRIP):
        enlarged_strip = _rows_at(logits, rows[strip].clamp(min=0), width)
        best, index = enlarged_strip.softmax(0).max(0)
        answers[strip], scores[strip] = index.to("cpu", torch.int16), best.cpu()
    return answers, scores


def _rows_at(logits: Tensor, rows: Tensor, width: int) -> Tensor:
    """Rows between the rows of a map, at another width: (outputs, len(rows), width)."""
    above = rows.long()
    below = (above + 1).clamp(max=logits.shape[1] - 1)
    first, last = int(above[0]), int(below[-1])
    source = logits[None, :, first : last + 1]
    wide = interpolate(source, (source.shape[2], width), mode="bilinear")[0]
    share = (rows - above).to(logits.device)[None, :, None]
    return torch.lerp(wide[:, above - first], wide[:, below - first], share)
