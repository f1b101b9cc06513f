"""What a run's events say so far, as series that can be drawn; no Qt, no drawing."""

import dataclasses
from collections.abc import Collection, Mapping, Sequence

from desktop.widgets.series import Series
from engine.protocol.events import (
    BatchDone,
    DataReady,
    EpochDone,
    Notice,
    OutOfMemory,
    PhaseStarted,
    Record,
    RunDone,
    RunFailed,
    RunStarted,
    ValidationImages,
)
from engine.tasks.table import TASKS


@dataclasses.dataclass(frozen=True)
class PhaseSpan:
    """A phase as planned; ``start`` and ``end`` count epochs."""

    name: str
    start: float
    end: float
    trainable_parameters: int
    frozen_parameters: int


class RunCurve:
    """Grows by records; a resumed run takes back what its interrupted epoch had said.

    In all series x counts epochs: the first epoch goes from 0.0 to 1.0.

    Attributes:
        started: The first event of the latest attempt.
        data: Counts and warnings of the data set.
        phases: Phases in order.
        epochs: Finished epochs that still hold.
        last_batch: The latest batch.
        last_epoch_time: When the latest epoch was over; seconds since 1970.
        batch_loss: Training loss of every batch.
        rates: Learning rate of every batch, per group of parameters.
        validation_images: The latest validation images.
        done: How it ended, if it ended well.
        failed: Why it ended, if it failed.
        notices: Everything worth a sentence, oldest first.
    """

    def __init__(self) -> None:
        self.started: RunStarted | None = None
        self.data: DataReady | None = None
        self.phases: list[PhaseSpan] = []
        self.epochs: list[EpochDone] = []
        self.last_batch: BatchDone | None = None
        self.last_epoch_time = 0.0
        self.batch_loss = Series()
        self.rates: dict[str, Series] = {}
        self.validation_images: ValidationImages | None = None
        self.done: RunDone | None = None
        self.failed: RunFailed | None = None
        self.notices: list[Notice | OutOfMemory] = []

    def extend(self, records: Sequence[Record]) -> None:
        """Take in records, in order."""
        for record in records:
            self._take(record)

    @property
    def best(self) -> EpochDone | None:
        """The epoch the model is (or would be) taken from: the last one that was the best yet."""
        return next((epoch for epoch in reversed(self.epochs) if epoch.best), None)

    def metric_names(self) -> list[str]:
        """Metrics the run reports, the main one first; empty before the first epoch."""
        if self.started is None or not self.epochs:
            return []
        return main_metrics(self.started.spec.recipe.task, self.epochs[-1].metrics)

    def train_loss(self) -> Series:
        """Mean training loss of every epoch."""
        return self._per_epoch([total(epoch.train_losses) for epoch in self.epochs])

    def val_loss(self) -> Series:
        """Validation loss of every epoch; empty for a task that reports none."""
        return self._per_epoch([total(epoch.val_losses) for epoch in self.epochs])

    def metric(self, name: str) -> Series:
        """A metric of every epoch, on the validation images."""
        return self._per_epoch([epoch.metrics.get(name) for epoch in self.epochs])

    def _per_epoch(self, values: Sequence[float | None]) -> Series:
        series = Series()
        for epoch, value in zip(self.epochs, values, strict=True):
            if value is not None:
                series.append(epoch.epoch + 1.0, value)
        return series

    def _take(self, record: Record) -> None:
        match record.event:
            case RunStarted() as event:
                self._begin(event)
            case DataReady() as event:
                self.data = event
            case PhaseStarted() as event:
                self._enter(event)
            case BatchDone() as event:
                self._add_batch(event)
            case EpochDone() as event:
                self.epochs.append(event)
                self.last_epoch_time = record.time
            case ValidationImages() as event:
                self.validation_images = event
            case RunDone() as event:
                self.done = event
            case RunFailed() as event:
                self.failed = event
            case Notice() | OutOfMemory() as event:
                self.notices.append(event)
            case _:
                pass

    def _begin(self, event: RunStarted) -> None:
        resumed = event.resumed_epoch
        self.started, self.failed, self.last_batch = event, None, None
        self.epochs = [epoch for epoch in self.epochs if epoch.epoch < resumed]
        self.phases = [phase for phase in self.phases if phase.start < resumed]
        self.batch_loss = self.batch_loss.before(resumed)
        self.rates = {name: series.before(resumed) for name, series in self.rates.items()}

    def _enter(self, event: PhaseStarted) -> None:
        start = float(event.first_epoch)
        # A resumed run says again which phase it is in, and may count from its middle.
        earlier = [phase for phase in self.phases if phase.name != event.name]
        started = min([start, *(p.start for p in self.phases if p.name == event.name)])
        span = PhaseSpan(
            event.name,
            started,
            start + event.epochs,
            event.trainable_parameters,
            event.frozen_parameters,
        )
        self.phases = [*earlier, span]

    def _add_batch(self, event: BatchDone) -> None:
        self.last_batch = event
        x = event.epoch + (event.batch + 1) / event.batches
        loss = total(event.losses)
        if loss is not None:
            self.batch_loss.append(x, loss)
        for name, rate in event.learning_rates.items():
            self.rates.setdefault(name, Series()).append(x, rate)


def total(losses: Mapping[str, float]) -> float | None:
    """The loss as one number: ``loss`` where it is named, else the sum of its parts."""
    if not losses:
        return None
    return losses["loss"] if "loss" in losses else sum(losses.values())


def main_metrics(task: str, reported: Collection[str]) -> list[str]:
    """Order a task's metrics: a share of the images first, which people understand at once."""
    metrics = next((row.metrics for row in TASKS if row.name == task), ())
    known = sorted(metrics, key=lambda metric: not metric.is_share)
    return [metric.name for metric in known if metric.name in reported]
