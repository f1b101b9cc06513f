"""Picture classifiers: building them, where their head begins, and what they see of a picture."""

from pathlib import Path
from typing import NamedTuple

import torch
from PIL import Image
from torch import Tensor, nn
from torch.nn.functional import adaptive_avg_pool2d
from torchvision.models import mobilenet_v2
from torchvision.transforms.v2 import functional as transforms

from engine.images import read
from engine.protocol.errors import SaegimError
from engine.protocol.specs import ModelCard, ValueRange

# Mean and deviation of ImageNet's pictures in 0..1, which torchvision's weights were trained with.
_MEAN = (0.485, 0.456, 0.406)
_DEVIATION = (0.229, 0.224, 0.225)

HEAD_PREFIX = "classifier."
"""What the names of the head's weights begin with."""


class Parts(NamedTuple):
    """A classifier taken apart: pooled features come out of the backbone and go into the head."""

    backbone: nn.Module
    """Its children are blocks from the earliest to the latest; (N, 3, S, S) to (N, C, s, s)."""
    head: nn.Module
    """(N, C) features to (N, classes) logits."""


def build(architecture: str, classes: int) -> nn.Module:
    """A classifier with random weights.

    Args:
        architecture: ``mobilenet_v2``.
        classes: Number of logits.

    Raises:
        SaegimError: ``unknown_architecture``.
    """
    if architecture != "mobilenet_v2":
        raise SaegimError("unknown_architecture", "program", name=architecture)
    # Channels last is 4 to 6 times faster for depthwise convolutions on a CPU, at equal results.
    return mobilenet_v2(num_classes=classes).to(memory_format=torch.channels_last)


def split_head(model: nn.Module) -> Parts:
    """Where the head of a model of ``build`` begins; the parts are the model's own modules."""
    return Parts(model.get_submodule("features"), model.get_submodule("classifier"))


def pooled_features(model: nn.Module, batch: Tensor) -> Tensor:
    """What the head sees of normalised pictures: (N, 3, S, S) to (N, C)."""
    return adaptive_avg_pool2d(split_head(model).backbone(batch), 1).flatten(1)


def load_pretrained(model: nn.Module, path: Path) -> None:
    """Give a model the backbone of ImageNet weights; the head of 1,000 classes is left out.

    Raises:
        SaegimError: ``bad_weights`` if the file holds something else, or code.
    """
    weights = _read_weights(path)
    own_head = {name for name in model.state_dict() if name.startswith(HEAD_PREFIX)}
    backbone = {name: value for name, value in weights.items() if name not in own_head}
    try:
        missing, unexpected = model.load_state_dict(backbone, strict=False)
    except RuntimeError as error:
        raise SaegimError("bad_weights", file=path.name) from error
    if unexpected or set(missing) != own_head:
        raise SaegimError("bad_weights", file=path.name)


def load_trained(architecture: str, classes: int, path: Path) -> nn.Module:
    """A trained model of ours, in inference mode.

    Raises:
        SaegimError: ``bad_weights`` if the file does not fit, or holds code.
    """
    model = build(architecture, classes)
    try:
        model.load_state_dict(_read_weights(path))
    except RuntimeError as error:
        raise SaegimError("bad_weights", file=path.name) from error
    return model.eval()


def traceable(card: ModelCard, weights: Path) -> nn.Module:
    """The network as TorchScript traces it.

    Raises:
        SaegimError: As ``load_trained``.
    """
    return load_trained(card.architecture, len(card.classes), weights)


def _read_weights(path: Path) -> dict[str, Tensor]:
    try:
        return torch.load(path, map_location="cpu", weights_only=True)
    except FileNotFoundError as error:
        raise SaegimError("weights_missing", "machine", file=path.name) from error
    # torch names neither a damaged file nor a refused pickle by an exception of their own.
    except Exception as error:
        raise SaegimError("bad_weights", file=path.name) from error


def read_picture(path: Path, size: int, value_range: ValueRange | None = None) -> Tensor:
    """A picture as a classifier sees it: upright, RGB, the whole of it squeezed into a square.

    Nothing is cropped away: the label holds for the picture as a whole, wherever its reason is.

    Returns:
        uint8, shape (3, size, size).

    Raises:
        UnreadableImage: Why it cannot be read.
    """
    # A JPEG is decoded at 1/2, 1/4 or 1/8 much faster than whole.
    pixels = Image.fromarray(read(path, value_range, longest_side=2 * size))
    return transforms.pil_to_tensor(
        pixels.resize((size, size), Image.Resampling.BILINEAR, reducing_gap=3.0)
    )


def normalise(batch: Tensor) -> Tensor:
    """uint8 (3, S, S) or (N, 3, S, S) to float32 with ImageNet's mean and deviation."""
    floats = transforms.normalize(batch.float() / 255, list(_MEAN), list(_DEVIATION))
    return floats.contiguous(memory_format=torch.channels_last) if batch.ndim == 4 else floats


def transform(path: Path, size: int, value_range: ValueRange | None = None) -> Tensor:
    """A picture file as model input: float32, shape (3, size, size)."""
    return normalise(read_picture(path, size, value_range))
