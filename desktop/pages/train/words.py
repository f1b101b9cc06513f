"""Codes and figures of training as words for the screen."""

import math

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from engine.geometry.losses import Losses
from engine.protocol import loss_sentences
from engine.protocol.run_folder import RunStatus
from engine.tasks.architectures import find_architecture
from engine.tasks.recipes import Reason
from engine.tasks.table import METRICS

translate = QCoreApplication.translate

REASONS: dict[str, object] = {
    "image_size": QT_TRANSLATE_NOOP(
        "Training", "Pictures at {size} px; the longer side of yours is mostly {side} px."
    ),
    "batch_size": QT_TRANSLATE_NOOP("Training", "{batch} pictures at once, which fits {machine}."),
    "head_epochs": QT_TRANSLATE_NOOP(
        "Training",
        "Epochs of the last layers alone: {epochs}, so that what the model knows is kept.",
    ),
    "whole_epochs": QT_TRANSLATE_NOOP(
        "Training", "Then epochs of the whole network: {epochs}, suited to {images} pictures."
    ),
}
MACHINES: dict[str, object] = {
    "cpu": QT_TRANSLATE_NOOP("Training", "this machine's processor"),
    "gpu": QT_TRANSLATE_NOOP("Training", "this machine's graphics card"),
}
STATUSES: dict[RunStatus, object] = {
    RunStatus.QUEUED: QT_TRANSLATE_NOOP("Training", "Starting"),
    RunStatus.RUNNING: QT_TRANSLATE_NOOP("Training", "Training"),
    RunStatus.PAUSED: QT_TRANSLATE_NOOP("Training", "Paused"),
    RunStatus.STOPPING: QT_TRANSLATE_NOOP("Training", "Stopping"),
    RunStatus.DONE: QT_TRANSLATE_NOOP("Training", "Done"),
    RunStatus.STOPPED: QT_TRANSLATE_NOOP("Training", "Stopped early"),
    RunStatus.INTERRUPTED: QT_TRANSLATE_NOOP("Training", "Interrupted, resume?"),
    RunStatus.FAILED: QT_TRANSLATE_NOOP("Training", "Failed"),
    RunStatus.CANCELLED: QT_TRANSLATE_NOOP("Training", "Discarded"),
    RunStatus.DAMAGED: QT_TRANSLATE_NOOP("Training", "Damaged"),
}


def status_words(status: RunStatus) -> str:
    """What a run is doing."""
    return translate("Training", str(STATUSES[status]))


def architecture_words(name: str) -> str:
    """What a model is called."""
    return find_architecture(name).title


def reason_words(reason: Reason) -> str:
    """Why a setting is what it is; of an architecture, what it is good for."""
    if reason.code == "architecture":
        return translate("Architectures", find_architecture(reason.parameters["name"]).about)
    parameters = dict(reason.parameters)
    if "machine" in parameters:
        parameters["machine"] = translate("Training", str(MACHINES[parameters["machine"]]))
    return translate("Training", str(REASONS[reason.code])).format(**parameters)


def duration_words(seconds: float) -> str:
    """A length of time, as exact as it is useful."""
    if seconds < 90:
        return translate("Training", "{count} s").format(count=math.ceil(seconds))
    if seconds < 90 * 60:
        return translate("Training", "{count} min").format(count=math.ceil(seconds / 60))
    hours, minutes = divmod(math.ceil(seconds / 60), 60)
    return translate("Training", "{hours} h {minutes} min").format(hours=hours, minutes=minutes)


def memory_words(size: int) -> str:
    """A number of bytes."""
    if size < 1_000_000_000:
        return f"{size / 1e6:.0f} MB"
    return f"{size / 1e9:.1f} GB"


def wilson_interval(share: float, count: int, z: float = 1.96) -> tuple[float, float]:
    """Where the true share probably lies, seen a share in ``count`` trials (95 %).

    Wilson, Probable Inference (JASA 1927); unlike the normal approximation it stays within 0 and 1
    and holds for few trials.
    """
    if count <= 0:
        return 0.0, 1.0
    centre = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z / (1 + z * z / count) * math.sqrt(share * (1 - share) / count + (z / (2 * count)) ** 2)
    return max(0.0, centre - half), min(1.0, centre + half)


def certainty_words(metric: str, value: float, count: int) -> str:
    """How sure a metric is, measured on ``count`` validation images."""
    if metric not in METRICS or not METRICS[metric].is_share:
        return translate("Training", "from {count} pictures").format(count=count)
    low, high = wilson_interval(value, count)
    return translate("Training", "{low} to {high}, from {count} pictures").format(
        low=f"{low:.0%}", high=f"{high:.0%}", count=count
    )


def loss_words(losses: Losses) -> str:
    """What a training would not learn of what is marked; empty if nothing."""
    return loss_sentences.loss_words(losses, loss_sentences.OF_A_TRAINING, translate)
