"""Trains by the button, watches the curve, lets the model label the rest."""

import functools
from pathlib import Path

from desktop.actions import Act
from desktop.demo.driver import DemoDriver, DemoStuckError
from desktop.demo.report import PhaseFigures, RunFigures
from desktop.pages.train.run_curve import RunCurve
from engine.protocol.events import PhaseDone, PhaseStarted, RunDone, RunFailed
from engine.protocol.run_folder import RunFolder, RunStatus
from engine.protocol.stream import EventReader

LONGEST_RUN = 420
"""Seconds; the whole demonstration is to take less than ten minutes."""
OVER = (
    RunStatus.DONE,
    RunStatus.STOPPED,
    RunStatus.FAILED,
    RunStatus.INTERRUPTED,
    RunStatus.CANCELLED,
)


def train(driver: DemoDriver, name: str, epochs: tuple[int, int] | None = None) -> RunFolder:
    """Press *Train* and wait for the end, with a screenshot on the way and one at the end.

    Args:
        driver: Has the project open.
        name: Begins the names of the screenshots.
        epochs: Of the head and of the whole network, if not as suggested.

    Raises:
        DemoStuckError: The run failed or took too long.
    """
    page = driver.project.train
    driver.trigger(Act.TRAIN)
    driver.wait("the plan", page.plan_panel.can_train)
    if epochs is not None:
        for trainable, count in zip(("head", "all"), epochs, strict=True):
            page.plan_panel.advanced.epochs[trainable].setValue(count)
    driver.press(page.plan_panel.train_button)
    driver.wait("the run", lambda: page.control.run)
    run = page.control.run
    if run is None:
        raise DemoStuckError("The run is not shown.")
    driver.wait("the second phase", functools.partial(_in_second_phase, run.curve), LONGEST_RUN)
    driver.screenshot(f"train-{name}-running")
    driver.wait("the end of the run", lambda: run.status in OVER, LONGEST_RUN)
    if run.status is not RunStatus.DONE:
        raise DemoStuckError(f"The run {run.folder.path} ended as {run.status}.")
    driver.wait("the model", driver.project.session.store.models.rows)
    driver.screenshot(f"train-{name}")
    return run.folder


def label_the_rest(driver: DemoDriver) -> int:
    """Let the new model label what nobody has reviewed; the number of suggestions."""
    driver.press(driver.project.train.panel.header.autolabel_button)
    auto_label = driver.project.annotate.auto_label
    driver.wait("the suggestions", lambda: not auto_label.is_busy, 120)
    return driver.project.session.store.info().suggestions


def figures(project: str, folder: RunFolder, suggestions: int, root: Path) -> RunFigures:
    """What a finished run has said about itself."""
    events = [record.event for record in EventReader(folder.events_path).read_new()]
    done = next((event for event in reversed(events) if isinstance(event, RunDone)), None)
    if done is None:
        failure = next((e for e in events if isinstance(e, RunFailed)), None)
        raise DemoStuckError(f"The run {folder.path} has no end: {failure}")
    seconds = {e.name: e.seconds for e in events if isinstance(e, PhaseDone)}
    phases = tuple(
        PhaseFigures(
            e.name, e.epochs, e.trainable_parameters, e.frozen_parameters, seconds.get(e.name, 0.0)
        )
        for e in events
        if isinstance(e, PhaseStarted)
    )
    return RunFigures(
        project=project,
        folder=folder.path.relative_to(root).as_posix(),
        phases=phases,
        epochs=sum(phase.epochs for phase in phases),
        best_epoch=done.best_epoch,
        metrics=done.metrics,
        seconds=done.seconds,
        suggestions=suggestions,
    )


def _in_second_phase(curve: RunCurve) -> bool:
    # A little way into it, so that the curve shows something of it.
    return len(curve.phases) > 1 and len(curve.epochs) > curve.phases[1].start
