"""Pictures with one class each, from a frozen data set."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor
from torch.utils.data import Dataset
from torchvision.transforms import v2

from engine.architectures.classification import read_picture
from engine.geometry.types import WholeImage
from engine.protocol.specs import Augmentation, DatasetManifest, Split, ValueRange

# Decoded pictures up to this many bytes are kept: about 20,000 at 128 px.
_KEPT_BYTES = 1 << 30


class LabelledPicture(NamedTuple):
    """One picture and its class."""

    image_id: int
    path: Path
    class_index: int
    value_range: ValueRange | None = None


def labelled_pictures(manifest: DatasetManifest, split: Split) -> list[LabelledPicture]:
    """The pictures of a split that have a class; where there are several, the first counts."""
    indices = manifest.class_indices()
    root = Path(manifest.root)
    found: list[LabelledPicture] = []
    for image in manifest.of_split(split):
        label = next((a for a in image.annotations if isinstance(a.geometry, WholeImage)), None)
        if label is not None:
            found.append(
                LabelledPicture(
                    image.id, root / image.path, indices[label.class_id], image.value_range
                )
            )
    return found


def count_by_class(
    manifest: DatasetManifest, pictures: Sequence[LabelledPicture]
) -> dict[str, int]:
    """Class name to number of pictures, zeros included."""
    counts = Counter(picture.class_index for picture in pictures)
    return {c.name: counts[index] for index, c in enumerate(manifest.classes)}


def augmentation(settings: Augmentation) -> v2.Transform:
    """How a training picture is varied, on uint8 (3, S, S)."""
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


class PictureDataset(Dataset[tuple[Tensor, int]]):
    """Pictures as uint8 (3, S, S) with their class index; decoded once where memory allows.

    Args:
        pictures: What to read.
        size: Side S in pixels.

    Attributes:
        is_kept: Whether decoded pictures stay in memory.
    """

    def __init__(self, pictures: Sequence[LabelledPicture], size: int) -> None:
        self.pictures = pictures
        self.size = size
        self.is_kept = len(pictures) * 3 * size * size <= _KEPT_BYTES
        self._kept: dict[int, Tensor] = {}

    def __len__(self) -> int:
        return len(self.pictures)

    def __getitem__(self, index: int) -> tuple[Tensor, int]:
        picture = self.pictures[index]
        if (pixels := self._kept.get(index)) is None:
            pixels = read_picture(picture.path, self.size, picture.value_range)
            if self.is_kept:
                self._kept[index] = pixels
        return pixels, picture.class_index


class AugmentedDataset(Dataset[tuple[Tensor, int]]):
    """A data set with every picture varied, by its own random numbers.

    They depend on the seed, the epoch and the picture only: not on the order, the batch size or the
    number of loading processes. So a resumed epoch sees what it would have seen.
    """

    def __init__(self, plain: PictureDataset, vary: v2.Transform, seed: int, epoch: int) -> None:
        self._plain = plain
        self._vary = vary
        self._seed = seed
        self._epoch = epoch

    def __len__(self) -> int:
        return len(self._plain)

    def __getitem__(self, index: int) -> tuple[Tensor, int]:
        pixels, class_index = self._plain[index]
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(mixed_seed(self._seed, self._epoch, index))
            return self._vary(pixels), class_index


def mixed_seed(seed: int, epoch: int, index: int = 0) -> int:
    """A seed of 63 bits from three numbers; different ones for different triples in practice."""
    mixed = 0
    for number in (seed, epoch, index):
        # The multiplier is Knuth's for a 64-bit linear congruential generator (MMIX).
        mixed = ((mixed ^ (number + 1)) * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        mixed ^= mixed >> 29
    return mixed >> 1
