"""Predicts with a model that a run has left behind."""

import pkgutil
from pathlib import Path

import msgspec

from engine.formats.model_package import weights_of
from engine.inference.prediction import Predictor
from engine.protocol.errors import SaegimError
from engine.protocol.run_folder import MOST_CARD_BYTES
from engine.protocol.specs import ModelCard
from engine.system.files import read_regular
from engine.tasks.cards import is_sound_card
from engine.tasks.table import find_task


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


def read_card(path: Path) -> ModelCard:
    """Read a model card.

    Raises:
        SaegimError: ``bad_card`` if it is gone, a link, damaged or of another version.
    """
    try:
        card = msgspec.json.decode(read_regular(path, MOST_CARD_BYTES), type=ModelCard)
    except (OSError, ValueError, RecursionError) as error:
        raise SaegimError("bad_card", file=path) from error
    if not is_sound_card(card):
        raise SaegimError("bad_card", file=path)
    return card
