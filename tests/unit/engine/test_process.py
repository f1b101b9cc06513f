"""Detached processes, and how they end."""

import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from engine.system.process import (
    escalate,
    is_alive,
    launch_detached,
    start_time,
)

_STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"


def _wait_dead(pid: int, started: float) -> None:
    for _ in range(200):
        if not is_alive(pid, started):
            return
        time.sleep(0.05)
    raise AssertionError("it lives on")


def _launch(code: str, log: Path) -> tuple[int, float]:
    pid = launch_detached([sys.executable, "-c", code], log)
    return pid, start_time(pid)


def test_output_goes_into_the_log_and_the_dead_are_seen(tmp_path: Path) -> None:
    log = tmp_path / "log.txt"
    pid, started = _launch("import sys; print('out'); print('err', file=sys.stderr)", log)
    _wait_dead(pid, started)
    assert {"out", "err"} <= set(log.read_text().split())


def test_a_detached_process_outlives_its_parent(tmp_path: Path) -> None:
    parent = (
        "import sys; from pathlib import Path; from engine.system.process import *;"
        "print(launch_detached([sys.executable, '-c', 'import time; time.sleep(30)'],"
        f"Path({str(tmp_path / 'log.txt')!r})))"
    )
    answer = subprocess.run([sys.executable, "-c", parent], capture_output=True, check=True)
    child = psutil.Process(int(answer.stdout))
    try:
        assert child.is_running()
        assert child.status() != psutil.STATUS_ZOMBIE
    finally:
        child.kill()


def test_a_zombie_is_dead(tmp_path: Path) -> None:
    child = subprocess.Popen([sys.executable, "-c", "pass"])
    started = start_time(child.pid)
    _wait_dead(child.pid, started)
    child.wait()


def test_escalation_stops_where_asking_is_enough(tmp_path: Path) -> None:
    wish = tmp_path / "wish"
    code = f"import pathlib, time\nwhile not pathlib.Path({str(wish)!r}).exists(): time.sleep(0.05)"
    pid, started = _launch(code, tmp_path / "log.txt")
    assert escalate(pid, started, wish.touch)
    assert not is_alive(pid, started)


@pytest.mark.skipif(sys.platform == "win32", reason="terminating is killing there")
def test_what_will_not_go_is_killed(tmp_path: Path) -> None:
    pid, started = _launch(f"print('up', flush=True); {_STUBBORN}", tmp_path / "log.txt")
    while "up" not in (tmp_path / "log.txt").read_text():
        time.sleep(0.05)
    assert not escalate(pid, started, lambda: None, ask_seconds=0.1, terminate_seconds=0.3)
    assert not is_alive(pid, started)


def test_another_process_with_the_id_is_left_alone() -> None:
    assert escalate(os.getpid(), start_time(os.getpid()) - 100, lambda: None)
