"""Images of a frozen data set with what is to be learned about each."""

from collections import Counter, deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.utils.data import Dataset, default_collate, get_worker_info
from torchvision import tv_tensors
from torchvision.transforms import v2

from engine.architectures.pixels import read_square
from engine.images import UnreadableImage
from engine.protocol.specs import Augmentation, DatasetManifest, ManifestImage, Split

# Decoded images with their targets up to this many bytes are kept: about 13,000 at 128 px.
_KEPT_BYTES = 1 << 30

Target = Callable[[ManifestImage, int], Tensor]
"""What is to be learned about an image that is seen at this many pixels a side."""

Sample = tuple[Tensor, Tensor]
"""uint8 (3, S, S) and the target."""


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


class ImageDataset(Dataset[Sample | None]):
    """Images with their targets; decoded once where memory allows.

    An image that cannot be read any more is None from then on, in every loading process. Loading
    processes keep nothing themselves: they have what was there when they were forked.

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
        self._kept: dict[int, Sample] = {}
        self._is_lost = torch.zeros(len(images), dtype=torch.bool).share_memory_()
        self._told: set[int] = set()

    def __len__(self) -> int:
        return len(self.images)

    def __getitem__(self, index: int) -> Sample | None:
        if (sample := self._kept.get(index)) is None and not self._is_lost[index]:
            sample = self._read(index)
            if sample is not None and self.is_kept and get_worker_info() is None:
                self._kept[index] = sample
        return sample

    def __getstate__(self) -> dict[str, Any]:
        """Leave decoded images out: a process that is not forked would get a copy of them."""
        return self.__dict__ | {"_kept": {}}

    def fill(self, threads: int) -> None:
        """Decode what is to be kept, on several threads."""
        if self.is_kept:
            with ThreadPoolExecutor(threads) as pool:
                deque(pool.map(self.__getitem__, range(len(self))), maxlen=0)

    def present(self) -> list[ManifestImage]:
        """The images that have not turned out to be unreadable."""
        pairs = zip(self.images, self._is_lost.tolist(), strict=True)
        return [image for image, is_lost in pairs if not is_lost]

    def newly_lost(self) -> list[ManifestImage]:
        """The images that have turned out to be unreadable since this was last asked."""
        lost = set(self._is_lost.nonzero().flatten().tolist()) - self._told
        self._told |= lost
        return [self.images[index] for index in sorted(lost)]

    def _read(self, index: int) -> Sample | None:
        image = self.images[index]
        try:
            pixels = read_square(self._root / image.path, self.size, image.value_range)
        except UnreadableImage:
            self._is_lost[index] = True
            return None
        return tv_tensors.Image(pixels), self._target(image, self.size)


class AugmentedDataset(Dataset[Sample | None]):
    """A data set with every image varied, by its own random numbers.

    They depend on the seed, the epoch and the image only: not on the order, the batch size or the
    number of loading processes. So a resumed epoch sees what it would have seen.
    """

    def __init__(self, plain: ImageDataset, vary: v2.Transform, seed: int) -> None:
        self._plain = plain
        self._vary = vary
        self._seed = seed

    def __len__(self) -> int:
        return len(self._plain)

    def __getitem__(self, place: tuple[int, int]) -> Sample | None:
        """An image of an epoch, given the epoch and the image's index."""
        epoch, index = place
        if (sample := self._plain[index]) is None:
            return None
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(mixed_seed(self._seed, epoch, index))
            return self._vary(*sample)


def stacked(samples: Sequence[Sample | None]) -> Sample | None:
    """One batch of the samples that could be read; None if there are none."""
    found = [sample for sample in samples if sample is not None]
    return default_collate(found) if found else None


def epoch_order(count: int, seed: int, epoch: int) -> Tensor:
    """The order of an epoch's examples, the same at every attempt."""
    generator = torch.Generator().manual_seed(mixed_seed(seed, epoch))
    return torch.randperm(count, generator=generator)


def mixed_seed(seed: int, epoch: int, index: int = 0) -> int:
    """A seed of 63 bits from three numbers; different ones for different triples in practice."""
    mixed = 0
    for number in (seed, epoch, index):
        # The multiplier is Knuth's for a 64-bit linear congruential generator (MMIX).
        mixed = ((mixed ^ (number + 1)) * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        mixed ^= mixed >> 29
    return mixed >> 1
