"""Batches of a phase: cached features for the head alone, varied images for the network."""

import math
from collections.abc import Callable, Iterator
from typing import Any, Protocol

import torch
from torch import Tensor
from torch.utils.data import DataLoader
from torchvision.transforms import v2

from engine.architectures.pixels import normalise
from engine.datasets.images import AugmentedDataset, ImageDataset, stacked
from engine.system.process import compute_threads

_MOST_WORKERS = 8

FEWEST_FOR_WORKERS = 64
"""Images of an epoch that are worth starting loading processes for."""

Batch = tuple[Tensor, Tensor]
"""Network input and targets of N images, both on the device."""

Features = tuple[Tensor, Tensor]
"""(N, C) pooled features and N targets."""


class BatchSource(Protocol):
    """Where the examples of a phase come from."""

    @property
    def train_count(self) -> int:
        """Number of training examples."""
        ...

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

    @property
    def train_count(self) -> int:
        """Number of images whose features were made."""
        return len(self._train[1])

    def training(self, epoch: int, indices: Tensor, batch_size: int) -> Iterator[Batch]:
        """Batches of features; every epoch sees the same ones."""
        features, labels = self._train
        for chosen in even_batches(indices.to(labels.device), batch_size):
            yield features[chosen], labels[chosen]

    def validation(self, batch_size: int) -> Iterator[Batch]:
        """All validation features at once: they are small."""
        if len(self._val[1]):
            yield self._val


class ImageBatches:
    """Images, varied for training, as they are for validation."""

    def __init__(
        self, train: ImageDataset, val: ImageDataset, vary: v2.Transform, seed: int, device: str
    ) -> None:
        self._train = train
        self._val = val
        self._device = device
        self._places: list[list[tuple[int, int]]] = []
        workers = worker_count(train, device)
        if workers:
            train.fill(workers)
        # One for all epochs: loading processes take seconds to start on some systems.
        self._loader = DataLoader(
            AugmentedDataset(train, vary, seed),
            batch_sampler=self._places,
            num_workers=workers,
            persistent_workers=workers > 0,
            # It draws from one when processes start; dropout must not notice.
            generator=torch.Generator(),
            collate_fn=stacked,
        )

    @property
    def train_count(self) -> int:
        """Number of images, those that cannot be read any more included."""
        return len(self._train)

    def training(self, epoch: int, indices: Tensor, batch_size: int) -> Iterator[Batch]:
        """Batches of varied images."""
        self._places[:] = [
            [(epoch, index) for index in chosen.tolist()]
            for chosen in even_batches(indices, batch_size)
        ]
        return _normalised(self._loader, self._device)

    def validation(self, batch_size: int) -> Iterator[Batch]:
        """Batches of all validation images."""
        return image_batches(self._val, batch_size, self._device)


def image_batches(images: ImageDataset, batch_size: int, device: str) -> Iterator[Batch]:
    """All images in their order, as they are."""
    workers = 0 if images.is_kept else worker_count(images, device)
    if device != "cpu":
        images.fill(compute_threads())
    loader = DataLoader(images, batch_size, num_workers=workers, collate_fn=stacked)
    return _normalised(loader, device)


def _normalised(loader: DataLoader[Any], device: str) -> Iterator[Batch]:
    for batch in loader:
        if batch is None:
            continue
        pixels, targets = batch
        yield normalise(pixels.to(device)), targets.to(device)


def worker_count(images: ImageDataset, device: str) -> int:
    """Loading processes: none where the CPU computes anyway, or for few images.

    Also where decoded images stay in memory: to vary one takes 2.1 ms at 224 px (0.5 ms at 64 px),
    so that one process prepares fewer than 500 a second, and a graphics card trains on thousands.
    """
    if device == "cpu" or len(images) < FEWEST_FOR_WORKERS:
        return 0
    return min(_MOST_WORKERS, compute_threads())


def even_batches(indices: Tensor, batch_size: int) -> tuple[Tensor, ...]:
    """Batches of equal size up to one: a last batch of one image would spoil batch norm."""
    return indices.tensor_split(math.ceil(len(indices) / batch_size))


def extract(
    forward: Callable[[Tensor], Tensor],
    batches: Iterator[Batch],
    before_batch: Callable[[], None],
) -> Features:
    """Compute something of all images once, e.g. the frozen backbone's features.

    One view without augmentation: making it costs about one ordinary frozen epoch, and every pass
    of the head over it then costs less than a hundredth of one (docs/notes/training.md).

    Args:
        forward: Network input to features (N, C).
        batches: The images.
        before_batch: Called before each batch; what it raises ends it.
    """
    features: list[Tensor] = []
    targets: list[Tensor] = []
    # Not inference mode: what comes out of that could not be trained on.
    with torch.no_grad():
        for batch, wanted in batches:
            before_batch()
            features.append(forward(batch).float())
            targets.append(wanted)
    return (
        (torch.cat(features), torch.cat(targets)) if features else (torch.empty(0), torch.empty(0))
    )
