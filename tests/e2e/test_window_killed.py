"""The window dies in the middle of a run: nothing happens to the run."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.app.program import Program
from desktop.demo.driver import DemoDriver
from desktop.remembered import Remembered
from engine.protocol.events import BatchDone, EpochDone, RunDone
from engine.protocol.run_folder import RunFolder, RunStatus
from engine.protocol.stream import EventReader
from tests.helpers.lamps import make_lamps


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is POSIX")
def test_a_run_outlives_the_window_and_the_next_window_shows_its_whole_curve(
    tmp_path: Path, qtbot: QtBot
) -> None:
    project = make_lamps(tmp_path)
    command = [sys.executable, "-m", "tests.helpers.window_process", str(project)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as window:
        assert window.stdout is not None
        run_id = window.stdout.readline().strip()
        os.kill(window.pid, signal.SIGKILL)
    folder = RunFolder(project.with_suffix(".files") / "runs" / run_id)
    assert folder.status() in (RunStatus.QUEUED, RunStatus.RUNNING)

    program = Program(Remembered())
    qtbot.addWidget(program.window)
    program.window.show()
    driver = DemoDriver(program, tmp_path)
    driver.open(project)
    run = driver.project.train.control.run
    assert run is not None
    assert run.folder.id == run_id
    driver.wait("the end of the run", lambda: run.status is RunStatus.DONE, 120)
    driver.wait("the model", driver.project.session.store.models.rows)

    events = [record.event for record in EventReader(folder.events_path).read_new()]
    assert isinstance(events[-1], RunDone)
    done = [event.epoch for event in events if isinstance(event, EpochDone)]
    # The head may be done before its epochs are.
    assert (done[0], done[-1], len(run.curve.epochs)) == (0, 7, len(done))
    assert len(run.curve.batch_loss) == sum(isinstance(event, BatchDone) for event in events)
    program.close_project()
