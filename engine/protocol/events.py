"""What a training run says while it runs: one JSON object a line in ``events.jsonl``."""

from typing import Literal

import msgspec

from engine.protocol.error_sentences import ErrorCode
from engine.protocol.specs import ClassMetrics, JobSpec, Trainable

Blame = Literal["data", "machine", "program"]
"""Whose fault a failure is: their files, their disk or memory, or our bug."""


class LearningRateGroup(msgspec.Struct, frozen=True):
    """One group of parameters of the optimiser."""

    name: str
    learning_rate: float
    parameters: int


class RunStarted(msgspec.Struct, frozen=True, tag=True):
    """The process is up (first event of every attempt; ``resumed_epoch`` > 0 after a resume)."""

    spec: JobSpec
    device: str
    versions: dict[str, str]
    resumed_epoch: int = 0


class DataReady(msgspec.Struct, frozen=True, tag=True):
    """The data set is read. ``counts`` maps a split to its number of images."""

    counts: dict[str, int]
    objects: dict[str, int]
    """Class name to number of training annotations."""
    warnings: tuple[str, ...] = ()
    """As in ``data_warnings``, e.g. ``few_images:cracked:9``."""


class PhaseStarted(msgspec.Struct, frozen=True, tag=True):
    """From here on this set of layers is trained."""

    name: str
    trainable: Trainable
    first_epoch: int
    epochs: int
    trainable_parameters: int
    frozen_parameters: int
    groups: tuple[LearningRateGroup, ...]


class BatchDone(msgspec.Struct, frozen=True, tag=True):
    """One optimiser step. ``epoch`` counts from 0 over all phases, ``step`` over the whole run."""

    epoch: int
    step: int
    batch: int
    batches: int
    losses: dict[str, float]
    learning_rates: dict[str, float]
    images_per_second: float
    memory: int
    """Bytes in use on the device, or resident bytes of the process on a CPU."""


class EpochDone(msgspec.Struct, frozen=True, tag=True):
    """One pass over the training images and its validation."""

    epoch: int
    train_losses: dict[str, float]
    val_losses: dict[str, float]
    metrics: dict[str, float]
    """By name, as in the row of the task; empty without validation images."""
    best: bool
    seconds: float
    seconds_left: float


class CheckpointWritten(msgspec.Struct, frozen=True, tag=True):
    """A checkpoint is safe on disk."""

    epoch: int
    file: str
    best: bool


class ValidationImages(msgspec.Struct, frozen=True, tag="ValidationPictures"):
    """Predictions on validation images, worst first: a JSON file relative to the run folder."""

    epoch: int
    file: str


class OutOfMemory(msgspec.Struct, frozen=True, tag=True):
    """The batch did not fit; the run goes on with a smaller one."""

    batch_before: int
    batch_after: int


NoticeCode = Literal[
    "stopping", "pausing", "paused", "resumed", "early_stop", "features_cached", "calibrated"
]


class Notice(msgspec.Struct, frozen=True, tag=True):
    """Something worth a sentence; the window turns the code into words."""

    code: NoticeCode
    parameters: dict[str, str] = {}


class PhaseDone(msgspec.Struct, frozen=True, tag=True):
    """The phase is over."""

    name: str
    seconds: float


class RunDone(msgspec.Struct, frozen=True, tag=True):
    """The run ended with a model; ``stopped`` when the person asked for it early."""

    best_epoch: int
    """-1 if no epoch was validated."""
    metrics: dict[str, float]
    model: str
    """The model card's path relative to the run folder."""
    seconds: float
    stopped: bool = False
    class_metrics: ClassMetrics = {}


class RunCancelled(msgspec.Struct, frozen=True, tag=True):
    """The person discarded the run."""


class RunFailed(msgspec.Struct, frozen=True, tag=True):
    """The run cannot go on. ``code`` is turned into words by the window; the log has the rest."""

    blame: Blame
    code: ErrorCode
    parameters: dict[str, str] = {}


Event = (
    RunStarted
    | DataReady
    | PhaseStarted
    | BatchDone
    | EpochDone
    | CheckpointWritten
    | ValidationImages
    | OutOfMemory
    | Notice
    | PhaseDone
    | RunDone
    | RunCancelled
    | RunFailed
)


class Record(msgspec.Struct, frozen=True):
    """A line of ``events.jsonl``: numbered from 0 without gaps, over all attempts."""

    number: int
    time: float
    """Seconds since 1970, UTC."""
    event: Event
