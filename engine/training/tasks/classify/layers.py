"""Which layers are trained, which statistics stand still, and how fast each part learns."""

from collections.abc import Iterator

import msgspec
from torch import nn

from engine.architectures.classification import split_head
from engine.protocol.events import LearningRateGroup
from engine.protocol.specs import Phase

BACKBONE_GROUPS = 4
"""Groups of neighbouring blocks that share a learning rate; the head is one more."""

_SMALL_BATCH = 32
_FEW_IMAGES = 2000


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


def parameter_groups(model: nn.Module, phase: Phase) -> list[ParameterGroup]:
    """What a phase trains, earliest layers first, the head last.

    The backbone's rates rise geometrically from ``backbone_lowest`` to ``backbone_highest`` of the
    head's: early layers see edges, which are the same in all pictures (fastai's discriminative
    rates, Howard and Ruder 2018, section 3.2).
    """
    parts = split_head(model)
    head = ParameterGroup("head", phase.learning_rate, list(parts.head.parameters()))
    if phase.trainable == "head":
        return [head]
    return [*_backbone_groups(list(parts.backbone.children()), phase), head]


def _backbone_groups(blocks: list[nn.Module], phase: Phase) -> Iterator[ParameterGroup]:
    ratio = phase.backbone_highest / phase.backbone_lowest
    for number in range(BACKBONE_GROUPS):
        start = number * len(blocks) // BACKBONE_GROUPS
        end = (number + 1) * len(blocks) // BACKBONE_GROUPS
        share = phase.backbone_lowest * ratio ** (number / (BACKBONE_GROUPS - 1))
        parameters = [p for block in blocks[start:end] for p in block.parameters()]
        yield ParameterGroup(f"backbone {number + 1}", phase.learning_rate * share, parameters)


def keeps_statistics(batch_size: int, images: int) -> bool:
    """Whether batch norm keeps ImageNet's means: few pictures would replace good ones by noise."""
    return batch_size < _SMALL_BATCH or images < _FEW_IMAGES


def train_mode(model: nn.Module, frozen_statistics: bool) -> None:
    """Put a model into training mode, its batch norm layers only if their statistics may move."""
    model.train()
    if frozen_statistics:
        for module in model.modules():
            if isinstance(module, nn.BatchNorm2d):
                module.eval()
