"""How far an epoch is."""

import torch
from torch import Tensor

from engine.datasets.images import epoch_order


class EpochPass:
    """How far an epoch is. It outlives a batch that did not fit into memory.

    Args:
        epoch: The epoch.
        step: Steps of the run before it.
        count: Number of training examples.
        seed: The run's seed.
        passes: How often the epoch goes through all examples.

    Attributes:
        epoch: The epoch.
        images: Number of training examples.
        step: Steps of the run so far.
        number: Steps of this epoch so far.
        last_loss: Loss of the latest step.
    """

    def __init__(self, epoch: int, step: int, count: int, seed: int, passes: int = 1) -> None:
        self.epoch = epoch
        self.images = count
        self.step = step
        self.number = 0
        self.last_loss = 0.0
        numbers = range(epoch * passes, (epoch + 1) * passes)
        self._order = torch.cat([epoch_order(count, seed, number) for number in numbers])
        self._done = 0
        self._loss_sum = 0.0

    @property
    def left(self) -> Tensor:
        """Indices of the examples still to come, in order."""
        return self._order[self._done :]

    @property
    def share_done(self) -> float:
        """How much of the epoch is over, in [0, 1]."""
        return self._done / len(self._order)

    @property
    def mean_loss(self) -> float:
        """Mean training loss of the examples so far."""
        return self._loss_sum / max(self._done, 1)

    def count(self, images: int, loss: float) -> None:
        """Take in a step over this many examples."""
        self._done += images
        self._loss_sum += images * loss
        self.last_loss = loss
        self.number += 1
        self.step += 1
