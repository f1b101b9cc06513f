"""The figures beside a curve, and the sentence below them."""

from PySide6.QtCore import QCoreApplication

from desktop.errors import words as error_words
from desktop.pages.dataset.words import warning_words
from desktop.pages.train import words
from desktop.pages.train.curve_lines import keeps_highest, metric_name, metric_text
from desktop.pages.train.run_curve import RunCurve
from engine.protocol.data_warnings import ABOUT_FILES, parse_warning
from engine.protocol.events import OutOfMemory
from engine.protocol.run_folder import ACTIVE, RunStatus
from engine.tasks.figures import FEW_VALIDATION

translate = QCoreApplication.translate


def captions() -> list[str]:
    """What the figures are."""
    return [
        translate("RunFigures", "Epoch"),
        translate("RunFigures", "Metric"),
        translate("RunFigures", "Kept"),
        translate("RunFigures", "Time left"),
        translate("RunFigures", "Images/s"),
        translate("RunFigures", "Memory"),
    ]


def figures(curve: RunCurve, status: RunStatus | None, now: float) -> list[str]:
    """The figures as text; an unknown one is empty.

    Args:
        curve: The run so far.
        status: What it is doing.
        now: Seconds since 1970.
    """
    batch = curve.last_batch
    names = curve.metric_names()
    latest = _metric(names, curve.epochs[-1].metrics) if curve.epochs else ""
    best = _metric(names, curve.best.metrics) if curve.best else ""
    return [
        _epoch(curve),
        latest,
        best,
        _time_left(curve, status, now),
        f"{batch.images_per_second:.3g}" if batch else "",
        words.memory_words(batch.memory) if batch else "",
    ]


def message(curve: RunCurve, status: RunStatus | None) -> str:
    """One sentence on how the run stands; empty when the figures say it all."""
    match status:
        case RunStatus.INTERRUPTED:
            return translate(
                "RunFigures", "The training was interrupted; it can go on from its last checkpoint."
            )
        case RunStatus.DAMAGED:
            return translate(
                "RunFigures",
                "Files of the run are damaged: what can be read is shown, and it cannot go on.",
            )
        case RunStatus.FAILED if curve.failed is not None:
            return error_words(curve.failed.code, curve.failed.parameters)
        case RunStatus.DONE | RunStatus.STOPPED:
            return _outcome(curve)
        case RunStatus.RUNNING | RunStatus.PAUSED | RunStatus.STOPPING:
            return _latest_notice(curve) or _about_phase(curve)
        case _:
            return ""


def left_out(curve: RunCurve) -> list[str]:
    """A sentence for each image that the run goes on without."""
    warnings = curve.data.warnings if curve.data else ()
    return [warning_words(w) for w in warnings if parse_warning(w)[0] in ABOUT_FILES]


def _epoch(curve: RunCurve) -> str:
    if curve.started is None:
        return ""
    # Not their number: a head that has learned all it can skips the rest of its phase.
    done = curve.epochs[-1].epoch + 1 if curve.epochs else 0
    planned = curve.started.spec.recipe.epochs
    running = curve.last_batch is not None and curve.last_batch.epoch >= done
    return f"{done + (1 if running else 0)} / {planned}"


def _metric(names: list[str], metrics: dict[str, float]) -> str:
    if not names or names[0] not in metrics:
        return ""
    return f"{metric_text(names[0], metrics[names[0]])} {metric_name(names[0])}"


def _time_left(curve: RunCurve, status: RunStatus | None, now: float) -> str:
    if status not in ACTIVE or not curve.epochs or curve.done is not None:
        return ""
    left = curve.epochs[-1].seconds_left
    if status is RunStatus.RUNNING:
        left -= now - curve.last_epoch_time
    return words.duration_words(max(0.0, left))


def _outcome(curve: RunCurve) -> str:
    done = curve.done
    name = next((n for n in curve.metric_names() if done and n in done.metrics), None)
    if done is None or name is None:
        return ""
    value = done.metrics[name]
    validation = curve.data.counts.get("val", 0) if curve.data else 0
    said = translate(
        "RunFigures", "The model reached {metric} {value} ({certainty}) in {time}."
    ).format(
        metric=metric_name(name),
        value=metric_text(name, value),
        certainty=words.certainty_words(name, value, validation),
        time=words.duration_words(done.seconds),
    )
    return f"{said} {_about_kept(curve, validation)}".rstrip()


def _about_kept(curve: RunCurve, validation: int) -> str:
    """Why the model is not of the epoch with the highest metric."""
    is_last = curve.best is not None and curve.best is curve.epochs[-1]
    if validation >= FEW_VALIDATION or not is_last or keeps_highest(curve):
        return ""
    return translate(
        "RunFigures",
        "It is of the last epoch: with so few validation images a higher figure before it is "
        "chance.",
    )


def _about_phase(curve: RunCurve) -> str:
    """What the phase is for in which the head learns alone."""
    if not curve.phases or not curve.phases[-1].frozen_parameters:
        return ""
    return translate(
        "RunFigures",
        "Trains the new head first, while the pretrained layers stay as they are; this protects "
        "what they know and saves time.",
    )


def _latest_notice(curve: RunCurve) -> str:
    if not curve.notices:
        return ""
    latest = curve.notices[-1]
    if isinstance(latest, OutOfMemory):
        return translate(
            "RunFigures", "The memory was short, so {before} pictures at once became {after}."
        ).format(before=latest.batch_before, after=latest.batch_after)
    return error_words(latest.code, latest.parameters)
