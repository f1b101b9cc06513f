"""What a network of ours sees of an image: a square of the whole, normalised as for ImageNet."""

from pathlib import Path

import torch
from PIL import Image
from torch import Tensor
from torchvision.transforms.v2 import functional as transforms

from engine.images import read
from engine.protocol.specs import ValueRange

# Mean and deviation of ImageNet's pictures in 0..1, which torchvision's weights were trained with.
_MEAN = (0.485, 0.456, 0.406)
_DEVIATION = (0.229, 0.224, 0.225)


def read_square(path: Path, size: int, value_range: ValueRange | None = None) -> Tensor:
    """Read an image upright, RGB, the whole of it squeezed into a square.

    Nothing is cropped away: a label holds for the image as a whole, wherever its reason is.

    Returns:
        uint8, shape (3, size, size).

    Raises:
        UnreadableImage: Why it cannot be read.
    """
    # A JPEG is decoded at 1/2, 1/4 or 1/8 much faster than whole.
    pixels = Image.fromarray(read(path, value_range, shortest_side=2 * size))
    return transforms.pil_to_tensor(
        pixels.resize((size, size), Image.Resampling.BILINEAR, reducing_gap=3.0)
    )


def normalise(batch: Tensor) -> Tensor:
    """uint8 (3, S, S) or (N, 3, S, S) to float32 with ImageNet's mean and deviation."""
    floats = transforms.normalize(batch.float() / 255, list(_MEAN), list(_DEVIATION))
    return floats.contiguous(memory_format=torch.channels_last) if batch.ndim == 4 else floats


def network_input(path: Path, size: int, value_range: ValueRange | None = None) -> Tensor:
    """An image file as a network's input: float32, shape (3, size, size)."""
    return normalise(read_square(path, size, value_range))
