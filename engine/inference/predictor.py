"""Predicts with a model that a run has left behind."""

import pkgutil
from pathlib import Path
from typing import Protocol

import msgspec

from engine.formats.model_package import weights_of
from engine.images import UnreadableImage
from engine.protocol.errors import SaegimError
from engine.protocol.requests import Detection, ImageRef
from engine.protocol.specs import ModelCard, ValueRange
from engine.tasks.table import find_task


class Predictor(Protocol):
    """A trained model, ready to look at pictures."""

    def predict(
        self, path: Path, lowest_score: float = ..., value_range: ValueRange | None = ...
    ) -> tuple[Detection, ...]:
        """Predict on one picture, in pixels as displayed, the surest first.

        Raises:
            UnreadableImage: Why it cannot be read.
        """
        ...


def load(card_path: Path, device: str = "cpu") -> Predictor:
    """Load the model of a card.

    Args:
        card_path: ``card.json``; the weights lie beside it.
        device: ``cpu``, ``cuda:N`` or ``mps``.

    Raises:
        SaegimError: ``bad_card``; ``weights_missing``; ``bad_weights``, ``unsafe_weights`` or
            ``unreadable_weights`` for a file that is not the card's or holds more than a network.
    """
    card = read_card(card_path)
    weights = weights_of(card, card_path.parent)
    return pkgutil.resolve_name(find_task(card.task).predictor)(card, weights, device)


def predict_or_none(
    predictor: Predictor, image: ImageRef, lowest_score: float
) -> tuple[Detection, ...] | None:
    """Predict on one of many images; None for one that cannot be read, which ends no batch."""
    try:
        return predictor.predict(Path(image.path), lowest_score, image.value_range)
    except UnreadableImage:
        return None


def read_card(path: Path) -> ModelCard:
    """Read a model card.

    Raises:
        SaegimError: ``bad_card`` if it is gone, damaged or of another version.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=ModelCard)
    except (OSError, ValueError) as error:
        raise SaegimError("bad_card", file=path) from error
