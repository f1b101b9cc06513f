"""Images of a frozen data set with what is to be learned about each."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import torch
from torch import Tensor
from torch.utils.data import Dataset
from torchvision import tv_tensors
from torchvision.transforms import v2

from engine.architectures.pixels import read_square
from engine.protocol.specs import Augmentation, DatasetManifest, ManifestImage, Split

# Decoded images with their targets up to this many bytes are kept: about 13,000 at 128 px.
_KEPT_BYTES = 1 << 30

Target = Callable[[ManifestImage, int], Tensor]
"""What is to be learned about an image that is seen at this many pixels a side."""


def count_by_class(manifest: DatasetManifest, split: Split) -> dict[str, int]:
    """Class name to number of annotations in a split, zeros included."""
    counts = Counter(a.class_id for image in manifest.of_split(split) for a in image.annotations)
    return {c.name: counts[c.id] for c in manifest.classes}


def augmentation(settings: Augmentation) -> v2.Transform:
    """How a training image is varied, on uint8 (3, S, S); a mask is moved with its image."""
    return v2.Compose(
        [
            v2.RandomHorizontalFlip(settings.flip_horizontal),
            v2.RandomVerticalFlip(settings.flip_vertical),
            v2.RandomAffine(
                degrees=(-settings.rotation, settings.rotation),
                translate=(settings.shift, settings.shift),
                scale=(1 - settings.scale, 1 + settings.scale),
                interpolation=v2.InterpolationMode.BILINEAR,
            ),
            v2.ColorJitter(
                brightness=settings.brightness,
                saturation=settings.saturation,
                hue=settings.hue,
            ),
        ]
    )


class ImageDataset(Dataset[tuple[Tensor, Tensor]]):
    """Images as uint8 (3, S, S) with their targets; decoded once where memory allows.

    Args:
        images: What to read.
        root: Folder that the images' paths are relative to.
        size: Side S in pixels.
        target: Makes an image's target.

    Attributes:
        is_kept: Whether decoded images stay in memory.
    """

    def __init__(
        self, images: Sequence[ManifestImage], root: Path, size: int, target: Target
    ) -> None:
        self.images = images
        self.size = size
        self._root = root
        self._target = target
        self.is_kept = len(images) * 5 * size * size <= _KEPT_BYTES
        self._kept: dict[int, tuple[Tensor, Tensor]] = {}

    def __len__(self) -> int:
        return len(self.images)

    def __getitem__(self, index: int) -> tuple[Tensor, Tensor]:
        if (sample := self._kept.get(index)) is None:
            image = self.images[index]
            pixels = read_square(self._root / image.path, self.size, image.value_range)
            sample = tv_tensors.Image(pixels), self._target(image, self.size)
            if self.is_kept:
                self._kept[index] = sample
        return sample


class AugmentedDataset(Dataset[tuple[Tensor, Tensor]]):
    """A data set with every image varied, by its own random numbers.

    They depend on the seed, the epoch and the image only: not on the order, the batch size or the
    number of loading processes. So a resumed epoch sees what it would have seen.
    """

    def __init__(self, plain: ImageDataset, vary: v2.Transform, seed: int, epoch: int) -> None:
        self._plain = plain
        self._vary = vary
        self._seed = seed
        self._epoch = epoch

    def __len__(self) -> int:
        return len(self._plain)

    def __getitem__(self, index: int) -> tuple[Tensor, Tensor]:
        sample = self._plain[index]
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(mixed_seed(self._seed, self._epoch, index))
            return self._vary(*sample)


def mixed_seed(seed: int, epoch: int, index: int = 0) -> int:
    """A seed of 63 bits from three numbers; different ones for different triples in practice."""
    mixed = 0
    for number in (seed, epoch, index):
        # The multiplier is Knuth's for a 64-bit linear congruential generator (MMIX).
        mixed = ((mixed ^ (number + 1)) * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        mixed ^= mixed >> 29
    return mixed >> 1
