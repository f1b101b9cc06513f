"""Which layers are trained, which statistics stand still, and how fast each part learns."""

from collections.abc import Iterator

import msgspec
from torch import nn

from engine.architectures.network import Network
from engine.protocol.events import LearningRateGroup
from engine.protocol.specs import Phase
from engine.tasks.figures import SOME_IMAGES

BACKBONE_GROUPS = 4
"""Groups of neighbouring blocks that share a learning rate; the head is one more."""

_SMALL_BATCH = 32


class ParameterGroup(msgspec.Struct, frozen=True):
    """Parameters that learn at one rate."""

    name: str
    learning_rate: float
    parameters: list[nn.Parameter]

    def size(self) -> int:
        """Number of values."""
        return sum(parameter.numel() for parameter in self.parameters)

    def described(self) -> LearningRateGroup:
        """The group as an event tells it."""
        return LearningRateGroup(self.name, self.learning_rate, self.size())


def parameter_groups(network: Network, phase: Phase) -> list[ParameterGroup]:
    """What a phase trains, earliest layers first, the head last.

    The backbone's rates rise geometrically from ``backbone_lowest`` to ``backbone_highest`` of the
    head's: early layers see edges, which are the same in all images (fastai's discriminative
    rates, Howard and Ruder 2018, section 3.2).
    """
    head = ParameterGroup("head", phase.learning_rate, list(network.head().parameters()))
    if phase.trainable == "head":
        return [head]
    return [*_backbone_groups(network.blocks(), phase), head]


def _backbone_groups(blocks: list[nn.Module], phase: Phase) -> Iterator[ParameterGroup]:
    ratio = phase.backbone_highest / phase.backbone_lowest
    for number in range(BACKBONE_GROUPS):
        start = number * len(blocks) // BACKBONE_GROUPS
        end = (number + 1) * len(blocks) // BACKBONE_GROUPS
        share = phase.backbone_lowest * ratio ** (number / (BACKBONE_GROUPS - 1))
        parameters = [p for block in blocks[start:end] for p in block.parameters()]
        yield ParameterGroup(f"backbone {number + 1}", phase.learning_rate * share, parameters)


def keeps_statistics(batch_size: int, images: int) -> bool:
    """Whether batch norm keeps ImageNet's means: few images would replace good ones by noise."""
    return batch_size < _SMALL_BATCH or images < SOME_IMAGES


def train_mode(network: Network, *, frozen_statistics: bool) -> None:
    """Put a network into training mode, the batch norm of its backbone only if it may move.

    A frozen backbone stays as it is in use. A head begins without statistics and always learns its
    own: a decoder that kept mean 0 and variance 1 would not be normalised at all.
    """
    network.module.train()
    for block in network.blocks():
        if not any(parameter.requires_grad for parameter in block.parameters()):
            block.eval()
        elif frozen_statistics:
            for module in block.modules():
                if isinstance(module, nn.BatchNorm2d):
                    module.eval()
