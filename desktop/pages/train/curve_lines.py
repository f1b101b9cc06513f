"""Which lines a run's curves consist of."""

from collections.abc import Sequence

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.pages.train.run_curve import RunCurve
from desktop.widgets.plot_content import Band, Line, Mark, Stroke, line_color
from desktop.widgets.series import Series, smooth
from engine.tasks.table import METRICS

translate = QCoreApplication.translate

PHASES: dict[str, object] = {
    "head only": QT_TRANSLATE_NOOP("CurveLines", "head only"),
    "whole network": QT_TRANSLATE_NOOP("CurveLines", "whole network"),
}


def loss_lines(curve: RunCurve, smoothing: float, other: RunCurve | None) -> list[Line]:
    """Loss of every batch and epoch, with that of the run laid over it."""
    batches = curve.batch_loss
    lines = [
        Line("batches", "", line_color(0), batches.x, smooth(batches.y, smoothing), "faint"),
        _line("train", translate("CurveLines", "training"), 0, curve.train_loss()),
        _line("val", translate("CurveLines", "validation"), 1, curve.val_loss()),
    ]
    if other is not None:
        lines.append(_line("other train", "", 0, other.train_loss(), "dashed"))
        lines.append(_line("other val", "", 1, other.val_loss(), "dashed"))
    return _drawn(lines)


def metric_lines(curve: RunCurve, other: RunCurve | None) -> list[Line]:
    """The metrics on the validation images; the first two, so that they can be read."""
    names = (curve.metric_names() or (other.metric_names() if other else []))[:2]
    lines: list[Line] = []
    for index, name in enumerate(names, start=2):
        lines.append(_line(name, metric_name(name), index, curve.metric(name)))
        if other is not None:
            lines.append(_line(f"other {name}", "", index, other.metric(name), "dashed"))
    return _drawn(lines)


def rate_lines(curve: RunCurve) -> list[Line]:
    """The learning rate of every group of parameters; many groups keep only their ends."""
    names = sorted(curve.rates, key=lambda name: -float(curve.rates[name].y.max(initial=0.0)))
    shown = names if len(names) <= 2 else [names[0], names[-1]]
    return _drawn(
        [
            Line(name, rate_name(name), line_color(index), curve.rates[name].x, curve.rates[name].y)
            for index, name in enumerate(shown, start=4)
        ]
    )


def rate_name(name: str) -> str:
    """What a group of parameters is called on the screen."""
    part, _, number = name.partition(" ")
    if part == "head":
        return translate("CurveLines", "head")
    return translate("CurveLines", "backbone {number}").format(number=number)


def phase_bands(curve: RunCurve, end: float) -> list[Band]:
    """The phases, as far as they are in sight."""
    starts = [phase.start for phase in curve.phases] + [end]
    return [
        Band(
            translate("CurveLines", str(PHASES.get(phase.name, phase.name))),
            phase.start,
            min(phase.end, until, end),
        )
        for phase, until in zip(curve.phases, starts[1:], strict=True)
    ]


def best_mark(curve: RunCurve) -> Mark | None:
    """The epoch the model comes from."""
    best, names = curve.best, curve.metric_names()
    if best is None or not names or names[0] not in best.metrics:
        return None
    value = best.metrics[names[0]]
    text = (
        translate("CurveLines", "best {value}, epoch {epoch}")
        if keeps_highest(curve)
        else translate("CurveLines", "kept {value}, epoch {epoch}")
    )
    said = text.format(value=metric_text(names[0], value), epoch=best.epoch + 1)
    return Mark(best.epoch + 1.0, value, said)


def keeps_highest(curve: RunCurve) -> bool:
    """Whether no epoch scored higher than the one the model comes from."""
    best, names = curve.best, curve.metric_names()
    if best is None or not names or names[0] not in best.metrics:
        return True
    return best.metrics[names[0]] >= max(e.metrics.get(names[0], 0.0) for e in curve.epochs)


def planned_end(curve: RunCurve, other: RunCurve | None) -> float:
    """How many epochs the x axis spans: all that are planned, or that there were at its end."""
    ends = [phase.end for phase in curve.phases]
    if curve.started is not None:
        ends.append(float(curve.started.spec.recipe.epochs))
    if curve.done is not None and curve.epochs:
        batch = curve.last_batch
        # A run that was stopped has batches of an epoch that was never finished.
        begun = batch.epoch + (batch.batch + 1) / batch.batches if batch else 0.0
        ends = [curve.epochs[-1].epoch + 1.0, begun]
    others = [epoch.epoch + 1.0 for epoch in other.epochs] if other else []
    return max([*ends, *others], default=1.0)


def metric_name(name: str) -> str:
    """What a metric is called on the screen."""
    return translate("Metrics", METRICS[name].title) if name in METRICS else name


def metric_text(name: str, value: float) -> str:
    """A metric's value: a share of the images in per cent, everything else as a fraction."""
    is_share = name in METRICS and METRICS[name].is_share
    return f"{value:.1%}" if is_share else f"{value:.3f}"


def _line(key: str, label: str, color: int, series: Series, stroke: Stroke = "solid") -> Line:
    dots = stroke == "solid"
    return Line(key, label, line_color(color), series.x, series.y, stroke, dots)


def _drawn(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if len(line.x)]
