"""Networks built anew from what a file says of them: its own layers are never constructed."""

import contextlib
import re
from collections.abc import Generator, Iterator, Mapping
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from engine.architectures.yolo_description import MOST_CLASSES, checked_description

MOST_WIDTH = 100
"""Channels of a head's class branches that follow the number of classes (Ultralytics' Detect)."""

MOST_LEVELS = 32
"""Levels of layers within layers; YOLO26 has 9."""

MOST_VALUES = 300_000_000
"""Of all tensors of a network together; the largest, YOLOv8x-seg, has 72 million."""

MOST_STRIDE = 64

_DESCRIPTION = re.compile(r"(?P<family>yolo(v8|11|26))(?P<scale>[nsmlx]?)(?P<rest>(-seg)?)")


def rebuild(found: Any) -> nn.Module:  # noqa: ANN401
    """Build a network of a known description anew, with the tensors of one that was read.

    Returns:
        The network in 32-bit floats on the CPU.

    Raises:
        Exception: Of any kind, if it is none or its tensors do not fit.
    """
    from ultralytics.nn import tasks

    kinds = {"DetectionModel": tasks.DetectionModel, "SegmentationModel": tasks.SegmentationModel}
    build = _from_name if "yaml_file" in found.yaml else _from_description
    return build(kinds[found.kind], found)


def _from_name(kind: Any, found: Any) -> nn.Module:  # noqa: ANN401
    """Build a network whose description comes with Ultralytics; the file only has its name."""
    name, classes, names = _name_of(found.yaml), found.yaml["nc"], found.names
    if not (type(classes) is int and 0 < classes <= MOST_CLASSES) or len(names) != classes:
        raise ValueError(f"{classes} classes")
    weights = _weights_of(found)
    # What is random in a new network is no part of a run's own random numbers.
    with torch.random.fork_rng(devices=[]):
        description = _description(name, weights)
        # A network keeps the description that it gets, and notes its classes there.
        network: Any = kind(dict(description), nc=classes, verbose=False)
        head: Any = network.model[-1]
        width = weights[f"model.{head.i}.cv3.0.2.weight"].shape[1]
        if width != head.cv3[0][-1].in_channels:
            donor: Any = kind(dict(description), nc=min(width, MOST_WIDTH), verbose=False)
            _widen(head, donor.model[-1], classes)
    network.load_state_dict(weights)
    network.names = {index: str(names[index]) for index in range(classes)}
    return network


def _name_of(description: dict[str, Any]) -> str:
    """The file in which Ultralytics looks for a description, such as ``yolo26n-seg.yaml``."""
    name = Path(description["yaml_file"]).stem
    known = _DESCRIPTION.fullmatch(name)
    if known is not None and not known["scale"]:
        name = f"{known['family']}{description.get('scale', '')}{known['rest']}"
    if _DESCRIPTION.fullmatch(name) is None:
        raise ValueError(name)
    return f"{name}.yaml"


def _description(name: str, weights: Mapping[str, Tensor]) -> dict[str, Any]:
    """Read a description of Ultralytics'; a second head without weights is left out of it."""
    from ultralytics.nn.tasks import yaml_model_load

    known: dict[str, Any] = yaml_model_load(name)
    has_second = any(".one2one_" in key for key in weights)
    return known | {"end2end": known.get("end2end", False) and has_second}


def _from_description(kind: Any, found: Any) -> nn.Module:  # noqa: ANN401
    """Build a network that has a description of its own, of known layers and bounded numbers.

    It is built without memory first (torch's device ``meta``), and gets the tensors that were read,
    which have to fit: so it is as large as the file, whatever the description says.
    """
    description = checked_description(found.yaml)
    with torch.random.fork_rng(devices=[]), torch.device("meta"), _without_biases():
        network: Any = kind(description, nc=description["nc"], verbose=False)
    weights = _weights_of(found)
    network.load_state_dict(weights, assign=True)
    if any(tensor.is_meta for tensor in (*network.parameters(), *network.buffers())):
        raise ValueError("tensors are missing")
    # The only thing that building has computed, which on that device has no value.
    stride = list(found._modules["model"]._modules.values())[-1].stride.float()
    if stride.ndim != 1 or not bool(((stride >= 1) & (stride <= MOST_STRIDE)).all()):
        raise ValueError("strides")
    network.stride = network.model[-1].stride = stride
    network.names = {index: str(found.names[index]) for index in range(description["nc"])}
    return network


def _nothing(self: object) -> None:
    del self


@contextlib.contextmanager
def _without_biases() -> Generator[None]:
    """Let new heads not compute their first biases, for which there are no values yet."""
    from ultralytics.nn.modules.head import Detect

    before = Detect.bias_init
    Detect.bias_init = _nothing
    try:
        yield
    finally:
        Detect.bias_init = before


def _widen(head: Any, donor: Any, classes: int) -> None:  # noqa: ANN401
    """Give a head the class branches of a pretrained one, whose width follows its own classes.

    Ultralytics keeps them when it begins from weights for other classes.
    """
    for name in ("cv3", "one2one_cv3"):
        branches = getattr(donor, name, None)
        for branch in () if branches is None else branches:
            branch[-1] = nn.Conv2d(branch[-1].in_channels, classes, 1)
        if branches is not None:
            setattr(head, name, branches)


def _weights_of(found: Any) -> dict[str, Tensor]:  # noqa: ANN401
    tensors = dict(_tensors(found))
    # Many of them may share the bytes of one: as floats each has its own.
    count = sum(tensor.numel() for tensor in tensors.values())
    if count > MOST_VALUES:
        raise ValueError(f"{count} values")
    return {key: tensor.float() for key, tensor in tensors.items()}


def _tensors(found: Any, prefix: str = "") -> Iterator[tuple[str, Tensor]]:  # noqa: ANN401
    """Walk over the state of a network that was read as shells."""
    if prefix.count(".") > MOST_LEVELS:
        raise ValueError(prefix)
    left_out = getattr(found, "_non_persistent_buffers_set", set())
    for kind in (found._parameters, found._buffers):
        for name, tensor in kind.items():
            if tensor is not None and name not in left_out:
                yield prefix + name, tensor
    for name, part in found._modules.items():
        if part is not None:
            yield from _tensors(part, f"{prefix}{name}.")
