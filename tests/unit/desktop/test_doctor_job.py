"""The examination in a process of its own, whatever becomes of that process."""

import sys

import msgspec
import psutil
import pytest

from desktop.jobs import doctor as doctor_module
from desktop.jobs.doctor import Doctor
from tests.helpers.doctor_reports import PROCESSOR_ONLY

JSON = msgspec.json.format(msgspec.json.encode(PROCESSOR_ONLY)).decode()


@pytest.fixture
def examined_by(tmp_path, request):
    """A doctor whose engine is a line of Python."""

    def make(code: str) -> Doctor:
        made = Doctor(tmp_path / "logs" / "doctor.log", [sys.executable, "-c", code])
        request.addfinalizer(made.close)
        return made

    return make


def test_a_report_over_many_lines_is_heard_and_kept(qtbot, examined_by):
    doctor = examined_by(f"print({JSON!r})")
    with qtbot.waitSignal(doctor.reported) as heard:
        doctor.examine()
    assert heard.args == [PROCESSOR_ONLY]
    assert doctor.report == PROCESSOR_ONLY
    assert not doctor.is_busy


def test_an_engine_that_finds_trouble_and_says_so_by_its_exit_code_has_reported(qtbot, examined_by):
    doctor = examined_by(f"import sys; print({JSON!r}); sys.exit(1)")
    with qtbot.waitSignal(doctor.reported):
        doctor.examine()


def test_much_said_on_the_side_does_not_hold_it_up(qtbot, examined_by):
    doctor = examined_by(f"import sys; sys.stderr.write('w' * 1_000_000); print({JSON!r})")
    with qtbot.waitSignal(doctor.reported):
        doctor.examine()


def test_an_engine_that_dies_is_quoted(qtbot, examined_by):
    doctor = examined_by("raise ImportError('libcudart.so is not there')")
    with qtbot.waitSignal(doctor.failed) as heard:
        doctor.examine()
    assert heard.args == ["ImportError: libcudart.so is not there"]
    assert doctor.failure == heard.args[0]
    assert doctor.report is None


def test_what_an_earlier_engine_said_is_not_quoted(qtbot, examined_by, tmp_path):
    first = examined_by("raise ImportError('of yesterday')")
    with qtbot.waitSignal(first.failed):
        first.examine()
    second = examined_by("import os; os._exit(3)")
    with qtbot.waitSignal(second.failed) as heard:
        second.examine()
    assert "yesterday" not in heard.args[0]
    assert heard.args[0]


def test_a_program_that_is_not_there_is_a_failure(qtbot, tmp_path):
    doctor = Doctor(tmp_path / "doctor.log", [str(tmp_path / "saegim-engine")])
    with qtbot.waitSignal(doctor.failed) as heard:
        doctor.examine()
    assert heard.args[0]
    assert not doctor.is_busy


def test_a_stuck_engine_is_given_up(qtbot, examined_by, monkeypatch):
    monkeypatch.setattr(doctor_module, "PATIENCE", 300)
    doctor = examined_by("import time; time.sleep(600)")
    with qtbot.waitSignal(doctor.failed) as heard:
        doctor.examine()
    assert heard.args[0]


def test_a_log_that_cannot_be_written_does_not_keep_it_from_looking(qtbot, tmp_path):
    (tmp_path / "logs").write_text("a file where a folder is wanted")
    command = [sys.executable, "-c", f"print({JSON!r})"]
    doctor = Doctor(tmp_path / "logs" / "doctor.log", command)
    with qtbot.waitSignal(doctor.reported):
        doctor.examine()


def test_it_steps_back_behind_the_window(qtbot, examined_by):
    doctor = examined_by("import time; time.sleep(600)")
    doctor.examine()
    mine = psutil.Process()
    qtbot.waitUntil(lambda: any(_steps_back(child, mine) for child in mine.children()))


def _steps_back(child: psutil.Process, mine: psutil.Process) -> bool:
    try:
        return "time.sleep(600)" in " ".join(child.cmdline()) and child.nice() > mine.nice()
    except psutil.NoSuchProcess:
        return False


def test_one_examination_at_a_time_and_once_is_enough(qtbot, examined_by):
    doctor = examined_by(f"print({JSON!r})")
    begun = []
    doctor.started.connect(lambda: begun.append(1))
    with qtbot.waitSignal(doctor.reported):
        doctor.examine()
        doctor.examine()
        doctor.examine_once()
    doctor.examine_once()
    assert begun == [1]
    with qtbot.waitSignal(doctor.reported):
        doctor.examine()
    assert begun == [1, 1]


def test_closing_ends_the_process_and_nothing_more_is_heard(qtbot, examined_by):
    doctor = examined_by("import time; time.sleep(600)")
    heard = []
    doctor.failed.connect(heard.append)
    doctor.examine()
    qtbot.waitUntil(lambda: bool(_sleepers()))
    doctor.close()
    assert _sleepers() == []
    assert heard == []
    assert not doctor.is_busy


def _sleepers() -> list[psutil.Process]:
    children = psutil.Process().children()
    return [child for child in children if "time.sleep(600)" in " ".join(child.cmdline())]


@pytest.mark.slow
def test_the_real_engine_reports(qtbot, tmp_path):
    doctor = Doctor(tmp_path / "doctor.log")
    with qtbot.waitSignal(doctor.reported, timeout=180_000) as heard:
        doctor.examine()
    report = heard.args[0]
    assert report.torch.version
    assert report.summary
