"""A network in two parts, a pretrained backbone and a new head."""

import pkgutil
from abc import ABC, abstractmethod
from pathlib import Path

from torch import Tensor, nn

from engine.architectures.weights import read_weights
from engine.protocol.errors import SaegimError
from engine.protocol.specs import ModelCard
from engine.tasks.architectures import find_architecture
from engine.tasks.table import find_task


class Network(ABC):
    """A network with random weights, made of the number of its outputs.

    Attributes:
        module: The whole of it; normalised images (N, 3, S, S) to outputs.
        head_prefixes: What the names of the head's weights begin with.
        has_features: Whether ``head`` can be trained alone, on what ``features`` returns.
    """

    module: nn.Module
    head_prefixes: tuple[str, ...]
    has_features: bool = False

    @abstractmethod
    def blocks(self) -> list[nn.Module]:
        """The backbone from its earliest block to its latest."""

    @abstractmethod
    def head(self) -> nn.Module:
        """What is new."""

    @abstractmethod
    def load_backbone(self, path: Path) -> None:
        """Give the backbone pretrained weights; what the file has beside them is left out.

        Raises:
            SaegimError: ``weights_missing``; ``bad_weights`` if the file holds something else.
        """

    def features(self, batch: Tensor) -> Tensor:
        """What the head sees of normalised images, (N, C); only with ``has_features``."""
        raise NotImplementedError

    def load_state(self, weights: dict[str, Tensor], file: str) -> None:
        """Give all of it weights.

        Raises:
            SaegimError: ``bad_weights`` if they do not fit.
        """
        try:
            self.module.load_state_dict(weights)
        except RuntimeError as error:
            raise SaegimError("bad_weights", file=file) from error


def build(architecture: str, outputs: int) -> Network:
    """Build a network of the table with random weights.

    Raises:
        SaegimError: ``unknown_architecture``.
    """
    row = find_architecture(architecture)
    if not row.network:
        raise SaegimError("unknown_architecture", "program", name=architecture)
    return pkgutil.resolve_name(row.network)(outputs)


def load_trained(card: ModelCard, weights: Path) -> nn.Module:
    """A trained network of ours, in inference mode.

    Args:
        card: The model's card.
        weights: Its file; read with ``weights_only``.

    Raises:
        SaegimError: ``unknown_architecture``, ``unknown_task``; ``weights_missing``;
            ``bad_weights`` if the file does not fit, or holds code.
    """
    outputs = find_task(card.task).outputs(len(card.classes))
    network = build(card.architecture, outputs)
    network.load_state(read_weights(weights), weights.name)
    return network.module.eval()
