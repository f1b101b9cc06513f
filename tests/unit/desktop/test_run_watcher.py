"""Following a run by its folder."""

import os
import time

import pytest
from PySide6.QtCore import QTimer

from desktop.jobs.run_watcher import RunWatcher
from engine.protocol.events import BatchDone
from engine.protocol.run_folder import RunStatus, process_of
from engine.protocol.stream import EventWriter
from tests.helpers.recorded_run import BATCHES, events, let_go, recorded_run


@pytest.fixture
def watch(qtbot):
    watchers = []

    def start(folder):
        watcher = RunWatcher(folder)
        heard = []
        watcher.recorded.connect(heard.extend)
        watcher.start()
        watchers.append(watcher)
        return watcher, heard

    yield start
    for watcher in watchers:
        watcher.stop()


def test_the_whole_past_is_replayed_in_order(watch, qtbot, tmp_path):
    watcher, heard = watch(recorded_run(tmp_path / "run"))
    qtbot.waitUntil(lambda: len(heard) == len(events()))
    assert [record.number for record in heard] == list(range(len(heard)))
    assert watcher.status is RunStatus.DONE


def test_what_happens_later_is_heard(watch, qtbot, tmp_path):
    folder = recorded_run(tmp_path / "run", epochs=1, status=RunStatus.RUNNING)
    watcher, heard = watch(folder)
    with qtbot.waitSignal(watcher.caught_up):
        pass
    before = len(heard)
    writer = EventWriter(folder.events_path)
    writer.write(events()[3])
    qtbot.waitUntil(lambda: len(heard) == before + 1)
    writer.close()


def test_a_run_without_events_yet_is_waited_for(watch, qtbot, tmp_path):
    folder = recorded_run(tmp_path / "run", epochs=1)
    content = folder.events_path.read_bytes()
    folder.events_path.unlink()
    watcher, heard = watch(folder)
    with qtbot.waitSignal(watcher.caught_up):
        pass
    folder.events_path.write_bytes(content)
    qtbot.waitUntil(lambda: len(heard) > 0)


def test_a_running_process_that_dies_leaves_the_run_interrupted(watch, qtbot, tmp_path):
    me = process_of(os.getpid())
    folder = recorded_run(tmp_path / "run", epochs=2, status=RunStatus.RUNNING, process=me)
    watcher, _ = watch(folder)
    qtbot.waitUntil(lambda: watcher.status is RunStatus.RUNNING)
    with qtbot.waitSignal(watcher.status_changed) as heard:
        let_go(folder)
    assert heard.args[0] is RunStatus.INTERRUPTED


def test_a_long_backlog_does_not_hold_up_the_window(watch, qtbot, tmp_path):
    folder = recorded_run(tmp_path / "run", epochs=1)
    batch = next(event for event in events() if isinstance(event, BatchDone))
    writer = EventWriter(folder.events_path)
    for _ in range(20_000):
        writer.write(batch)
    writer.close()
    ticks = []
    timer = QTimer(interval=0)
    timer.timeout.connect(lambda: ticks.append(time.monotonic()))
    timer.start()
    _, heard = watch(folder)
    qtbot.waitUntil(lambda: len(heard) > 20_000 + BATCHES, timeout=20_000)
    # The window's own events came through between the pieces, however long these took.
    assert len(ticks) > 2
    timer.stop()


def test_a_damaged_record_is_said_once_and_no_more_is_read(watch, qtbot, tmp_path):
    folder = recorded_run(tmp_path / "run")
    with folder.events_path.open("ab") as file:
        file.write(b'{"number": "no", "tim\n')
    watcher, _heard = watch(folder)
    with qtbot.waitSignal(watcher.failed) as failed:
        pass
    assert failed.args[0].code == "damaged_events"
    with qtbot.assertNotEmitted(watcher.failed, wait=400):
        pass
