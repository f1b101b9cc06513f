"""How much cheaper an epoch of the head is on cached features than an ordinary frozen one.

    python -m tests.benchmarks.head_epoch [IMAGES] [SIDE]

Both see the same pictures in the same batches, once an epoch; the ordinary one runs the frozen
backbone on each batch again, which is what freezing layers means elsewhere. Both include the
validation.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
import torch
from torch import Tensor

from engine.protocol.events import EpochDone
from engine.system.process import compute_threads
from engine.training.context import RunContext
from engine.training.torch_loop import phase
from engine.training.torch_loop.batches import Batch, ImageBatches
from engine.training.torch_loop.classify import Classification
from engine.training.torch_loop.fitting import Training
from tests.helpers.classification_runs import (
    coloured_manifest,
    create_run,
    events_of,
    opened,
    two_phases,
)


class OrdinaryBatches(NamedTuple):
    """The frozen backbone's features, computed for every batch again."""

    training_state: Training
    images: ImageBatches

    @property
    def train_count(self) -> int:
        """Number of training images."""
        return self.images.train_count

    def training(self, epoch: int, indices: Tensor, batch_size: int) -> Iterator[Batch]:
        """Batches of features of varied images."""
        return self._through_backbone(self.images.training(epoch, indices, batch_size))

    def validation(self, batch_size: int) -> Iterator[Batch]:
        """Batches of features of the validation images."""
        return self._through_backbone(self.images.validation(batch_size))

    def _through_backbone(self, batches: Iterator[Batch]) -> Iterator[Batch]:
        for batch, labels in batches:
            # What the head's epochs do on one thread is done on all here.
            torch.set_num_threads(compute_threads())
            with torch.no_grad():
                features = self.training_state.task.network.features(batch)
            yield features, labels


class OrdinaryTraining(Training):
    """A run whose first phase caches nothing."""

    def _feature_batches(self) -> OrdinaryBatches:
        self.task.network.module.eval()
        return OrdinaryBatches(self, self._image_batches())


def _epoch_seconds(run: RunContext, kind: type[Training]) -> float:
    kind(run, Classification(run.spec, run.manifest)).fit()
    # The fastest: the first one warms up, and other programs disturb the rest.
    return min(e.seconds for e in events_of(run.folder) if isinstance(e, EpochDone))


def main(images: int, side: int) -> None:
    """Print both and their ratio."""
    # In a run an epoch of the head has several passes.
    phase.HEAD_PASSES = 1
    taken: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as place:
        manifest = coloured_manifest(Path(place) / "pictures", images, images // 5, 0)
        recipe = msgspec.structs.replace(two_phases(6, 0), image_size=side, batch_size=32)
        for kind in (Training, OrdinaryTraining):
            folder = create_run(Path(place) / kind.__name__, recipe, manifest)
            began = time.monotonic()
            with opened(folder) as run:
                taken[kind.__name__] = _epoch_seconds(run, kind)
            print(
                f"{kind.__name__}: {taken[kind.__name__] * 1000:.1f} ms an epoch, "
                f"{time.monotonic() - began:.1f} s in all"
            )
    print(f"ratio 1/{taken['OrdinaryTraining'] / taken['Training']:.0f}")


if __name__ == "__main__":
    main(*(int(argument) for argument in [*sys.argv[1:], "1000", "64"][:2]))
