"""Batches that depend on the seed and the epoch alone, whoever loads them and since when.

Loading processes outlive an epoch and read ahead into the next one. So which epoch an example
belongs to travels with its number, and nothing is drawn from what was drawn before.
"""

from collections.abc import Iterator

import torch
from torch.utils.data import Sampler
from ultralytics.data.build import InfiniteDataLoader

from engine.training.ultralytics.dataset import ManifestDataset


class EpochSampler(Sampler[int]):
    """Numbers of the examples of one epoch after the other, counted through all epochs.

    Args:
        count: Images of an epoch.

    Attributes:
        epoch: The one that is drawn next.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self.epoch = 0

    def __iter__(self) -> Iterator[int]:
        first = self.epoch * self._count
        self.epoch += 1
        return iter(range(first, first + self._count))

    def __len__(self) -> int:
        return self._count


def training_loader(
    data: ManifestDataset, batch_size: int, workers: int, device: torch.device
) -> InfiniteDataLoader:
    """Batches of a data set whose order it knows itself.

    Args:
        data: The training images.
        batch_size: Images of a batch.
        workers: Loading processes; none for a single batch, which is not worth them.
        device: Where the batches go.
    """
    size = min(batch_size, len(data))
    workers = workers if len(data) > size else 0
    data.loaders = max(workers, 1)
    return InfiniteDataLoader(
        data,
        batch_size=size,
        sampler=EpochSampler(len(data)),
        num_workers=workers,
        prefetch_factor=4 if workers else None,
        pin_memory=device.type == "cuda",
        collate_fn=data.collate_fn,
    )
