"""Showing a run in the terminal while it goes on elsewhere."""

import time
from collections.abc import Iterator, Sequence

from engine.cli.output import say
from engine.protocol.data_warnings import warning_sentence
from engine.protocol.error_sentences import SENTENCES
from engine.protocol.events import (
    DataReady,
    EpochDone,
    Event,
    Notice,
    OutOfMemory,
    PhaseStarted,
    RunCancelled,
    RunDone,
    RunFailed,
)
from engine.protocol.run_folder import ACTIVE, RunFolder, RunStatus
from engine.protocol.stream import EventReader

_POLL_SECONDS = 0.3

MOST_WARNINGS = 10
"""Of hundreds of classes each may have one."""


def follow(folder: RunFolder) -> RunStatus:
    """Print a line per event until the run ends; Ctrl+C ends the watching only.

    Returns:
        How the run ended, or what it was doing when the person looked away.
    """
    reader = EventReader(folder.events_path)
    try:
        while True:
            # Asked for first, so that nothing said before the end is missed.
            status = folder.status()
            for record in reader.read_new():
                _show(record.event)
            if status not in ACTIVE:
                break
            time.sleep(_POLL_SECONDS)
    except KeyboardInterrupt:
        say(f"\nThe run {folder.id} goes on; `runs show {folder.id}` tells of it.")
        return folder.status()
    if status is RunStatus.INTERRUPTED:
        say(f"The run's process is gone; `runs resume {folder.id}` goes on with it.")
    return status


def _show(event: Event) -> None:
    if (line := line_of(event)) is not None:
        say(line)


def line_of(event: Event) -> str | None:
    """An event as a line of text; None for those that come too often to be read."""
    match event:
        case DataReady():
            counts = ", ".join(f"{count} {split}" for split, count in event.counts.items())
            return "\n".join([f"images: {counts}", *_warnings(event.warnings)])
        case PhaseStarted():
            return f"{event.name}: {event.epochs} epochs, {event.trainable_parameters:,} trainable"
        case EpochDone():
            return _epoch_line(event)
        case OutOfMemory():
            return f"out of memory: from {event.batch_before} to {event.batch_after} images at once"
        case Notice():
            return event.code
        case RunDone():
            done = f"done in {event.seconds:.0f} s: {_figures(event.metrics)}"
            classes = (f"  {n}: {_figures(found)}" for n, found in event.class_metrics.items())
            return "\n".join([done, *classes])
        case RunCancelled():
            return "cancelled"
        case RunFailed():
            return SENTENCES[event.code].format(**event.parameters)
        case _:
            return None


def _warnings(warnings: Sequence[str]) -> Iterator[str]:
    yield from map(warning_sentence, warnings[:MOST_WARNINGS])
    if (rest := len(warnings) - MOST_WARNINGS) > 0:
        yield f"{rest} more like this."


def _epoch_line(event: EpochDone) -> str:
    best = ", best yet" if event.best else ""
    figures = _figures(event.train_losses | event.metrics)
    return f"epoch {event.epoch + 1}: {figures}, {event.seconds_left:.0f} s left{best}"


def _figures(figures: dict[str, float]) -> str:
    return ", ".join(f"{name} {value:.4g}" for name, value in figures.items())
