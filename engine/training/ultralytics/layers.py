"""Which layers of a YOLO network are backbone, and how they are frozen and grouped."""

from collections.abc import Iterator
from typing import Any

from torch import nn

from engine.protocol.specs import Trainable
from engine.training.ultralytics.schedule import BACKBONE_GROUPS, group_names

ALWAYS_FROZEN = ".dfl"
"""Fixed weights that turn a distribution into a distance; Ultralytics never trains them."""


def backbone_length(network: nn.Module) -> int:
    """Return how many layers the backbone has: 11 for YOLO11 and YOLO26 (layers 0-10)."""
    description: Any = network.yaml
    return len(description["backbone"])


def frozen_names(network: nn.Module, trainable: Trainable) -> list[str]:
    """Return the parts of parameter names that mark a parameter, or a norm layer, as frozen."""
    match trainable:
        case "all":
            return [ALWAYS_FROZEN]
        case "head":
            return [*(f"model.{i}." for i in range(backbone_length(network))), ALWAYS_FROZEN]


def freeze(network: nn.Module, names: list[str]) -> None:
    """Let the optimiser change everything but the parameters with one of these names."""
    for name, parameter in network.named_parameters():
        if parameter.dtype.is_floating_point:
            parameter.requires_grad_(not any(part in name for part in names))


def count_parameters(network: nn.Module) -> tuple[int, int]:
    """Return the numbers of trainable and of frozen values."""
    sizes = [(p.requires_grad, p.numel()) for p in network.parameters()]
    trainable = sum(size for on, size in sizes if on)
    return trainable, sum(size for _, size in sizes) - trainable


def optimizer_groups(network: nn.Module, weight_decay: float) -> list[dict[str, Any]]:
    """Return parameter groups for AdamW: by depth, and by whether they decay.

    Biases and norm layers do not decay, as in Ultralytics. Every parameter is in a group from the
    start, so that nothing has to be added when the backbone is unfrozen.
    """
    length = backbone_length(network)
    names = group_names()
    groups: dict[tuple[str, bool], list[nn.Parameter]] = {}
    for depth, decays, parameter in _sorted_parameters(network):
        name = names[min(depth * BACKBONE_GROUPS // length, BACKBONE_GROUPS)]
        groups.setdefault((name, decays), []).append(parameter)
    return [
        {
            "params": parameters,
            "name": name,
            # Ultralytics renews the decay of groups it knows as "weight".
            "param_group": "weight" if decays else "bias",
            "weight_decay": weight_decay if decays else 0.0,
        }
        for (name, decays), parameters in groups.items()
    ]


def _sorted_parameters(network: nn.Module) -> Iterator[tuple[int, bool, nn.Parameter]]:
    for module_name, module in network.named_modules():
        for name, parameter in module.named_parameters(recurse=False):
            is_plain = name == "bias" or isinstance(module, nn.BatchNorm2d)
            # "model.<layer>.…"
            yield int(module_name.split(".")[1]), not is_plain, parameter
