"""Work on a thread: progress, outcome, errors in words, cancelling."""

import threading

import pytest
from PySide6.QtCore import QObject
from shiboken6 import isValid

from desktop.jobs.background import BackgroundTask
from engine.protocol.errors import SaegimError


@pytest.fixture
def owner(qapp):
    return QObject()


def test_the_outcome_arrives_in_the_window_s_thread(qtbot, owner):
    heard = []
    task = BackgroundTask(lambda report: threading.current_thread(), owner)
    task.finished.connect(lambda thread: heard.append((thread, threading.current_thread())))
    with qtbot.waitSignal(task.ended):
        task.start()
    [(worker, hearer)] = heard
    assert hearer is threading.main_thread()
    assert worker is not hearer


def test_progress_is_told(qtbot, owner):
    heard = []
    task = BackgroundTask(lambda report: report(2, 5_000_000_000), owner)
    task.progressed.connect(lambda done, total: heard.append((done, total)))
    with qtbot.waitSignal(task.ended):
        task.start()
    assert heard == [(2, 5_000_000_000)]


def test_an_error_for_people_is_handed_on(qtbot, owner):
    def work(report):
        raise SaegimError("disk_full", "machine")

    task = BackgroundTask(work, owner)
    with qtbot.waitSignal(task.failed) as heard:
        task.start()
    assert heard.args[0].code == "disk_full"


def test_a_bug_becomes_an_error_in_words(qtbot, owner, caplog):
    task = BackgroundTask(lambda report: 1 / 0, owner)
    with qtbot.waitSignal(task.failed) as heard:
        task.start()
    assert heard.args[0].code == "internal"
    assert "ZeroDivisionError" in caplog.text


def test_a_cancelled_task_ends_at_its_next_report(qtbot, owner):
    go_on = threading.Event()

    def work(report):
        go_on.wait(10)
        report(1, 2)
        raise AssertionError("it went on")

    task = BackgroundTask(work, owner)
    with qtbot.waitSignal(task.cancelled):
        task.start()
        task.cancel()
        go_on.set()


def test_a_task_goes_when_it_has_ended(qtbot, owner):
    task = BackgroundTask(lambda report: None, owner)
    task.start()
    qtbot.waitUntil(lambda: not isValid(task))
