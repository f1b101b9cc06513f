"""Batches of a phase: cached features for the head alone, varied pictures for the whole network."""

import math
from collections.abc import Callable, Iterator
from typing import Any, Protocol

import torch
from torch import Tensor
from torch.utils.data import DataLoader
from torchvision.transforms import v2

from engine.architectures.classification import normalise
from engine.datasets.classification import AugmentedDataset, PictureDataset, mixed_seed
from engine.system.process import compute_threads

_MOST_WORKERS = 8

Batch = tuple[Tensor, Tensor]
"""Model input and class indices (N,), both on the device."""

Features = tuple[Tensor, Tensor]
"""(N, C) pooled features and (N,) class indices."""


class BatchSource(Protocol):
    """Where the examples of a phase come from."""

    def training(self, epoch: int, indices: Tensor, batch_size: int) -> Iterator[Batch]:
        """Batches of these examples, in this order."""
        ...

    def validation(self, batch_size: int) -> Iterator[Batch]:
        """Batches of all validation examples, in their order."""
        ...


class FeatureBatches:
    """Cached features, already on the device."""

    def __init__(self, train: Features, val: Features) -> None:
        self._train = train
        self._val = val

    def training(self, epoch: int, indices: Tensor, batch_size: int) -> Iterator[Batch]:
        """Batches of features; every epoch sees the same ones."""
        features, labels = self._train
        for chosen in even_batches(indices.to(labels.device), batch_size):
            yield features[chosen], labels[chosen]

    def validation(self, batch_size: int) -> Iterator[Batch]:
        """All validation features at once: they are small."""
        if len(self._val[1]):
            yield self._val


class PictureBatches:
    """Pictures, varied for training, as they are for validation."""

    def __init__(
        self, train: PictureDataset, val: PictureDataset, vary: v2.Transform, seed: int, device: str
    ) -> None:
        self._train = train
        self._val = val
        self._vary = vary
        self._seed = seed
        self._device = device

    def training(self, epoch: int, indices: Tensor, batch_size: int) -> Iterator[Batch]:
        """Batches of varied pictures."""
        varied = AugmentedDataset(self._train, self._vary, self._seed, epoch)
        sampler = [chosen.tolist() for chosen in even_batches(indices, batch_size)]
        workers = worker_count(self._train, self._device)
        loader = DataLoader(varied, batch_sampler=sampler, num_workers=workers)
        return _normalised(loader, self._device)

    def validation(self, batch_size: int) -> Iterator[Batch]:
        """Batches of all validation pictures."""
        return picture_batches(self._val, batch_size, self._device)


def picture_batches(pictures: PictureDataset, batch_size: int, device: str) -> Iterator[Batch]:
    """All pictures in their order, as they are."""
    loader = DataLoader(pictures, batch_size, num_workers=worker_count(pictures, device))
    return _normalised(loader, device)


def _normalised(loader: DataLoader[Any], device: str) -> Iterator[Batch]:
    for pixels, labels in loader:
        yield normalise(pixels.to(device)), labels.to(device)


def worker_count(pictures: PictureDataset, device: str) -> int:
    """Loading processes: none where the CPU computes anyway or the pictures stay in memory."""
    if device == "cpu" or pictures.is_kept:
        return 0
    return min(_MOST_WORKERS, compute_threads())


def epoch_order(count: int, seed: int, epoch: int) -> Tensor:
    """The order of an epoch's examples, the same at every attempt."""
    generator = torch.Generator().manual_seed(mixed_seed(seed, epoch))
    return torch.randperm(count, generator=generator)


def even_batches(indices: Tensor, batch_size: int) -> tuple[Tensor, ...]:
    """Batches of equal size up to one: a last batch of one picture would spoil batch norm."""
    return indices.tensor_split(math.ceil(len(indices) / batch_size))


def extract(
    forward: Callable[[Tensor], Tensor],
    batches: Iterator[Batch],
    before_batch: Callable[[], None],
) -> Features:
    """Compute something of all pictures once, e.g. the frozen backbone's features.

    One view without augmentation: making it costs about one ordinary frozen epoch, and every epoch
    of the head then costs less than a hundredth of one (docs/notes/training.md).

    Args:
        forward: Model input to features (N, C).
        batches: The pictures.
        before_batch: Called before each batch; what it raises ends it.
    """
    features: list[Tensor] = []
    labels: list[Tensor] = []
    # Not inference mode: what comes out of that could not be trained on.
    with torch.no_grad():
        for batch, classes in batches:
            before_batch()
            features.append(forward(batch).float())
            labels.append(classes)
    return (
        (torch.cat(features), torch.cat(labels)) if features else (torch.empty(0), torch.empty(0))
    )
