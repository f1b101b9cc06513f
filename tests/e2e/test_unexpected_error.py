"""The program after an error that nobody foresaw, by real processes."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.stores import make_store
from tests.helpers.watched import ROOT, person, start, watched

FAILING_START = """
import sys
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton
from desktop import __main__, main_window

class FakeReader:
    '''Reads the window aloud instead of waiting for somebody to close it.'''
    def exec(dialog):
        for part in dialog.findChildren(QLabel) + dialog.findChildren(QPushButton):
            print(part.text())
        return 0

QDialog.exec = FakeReader.exec
def fail(*arguments):
    raise LookupError("no window today")
main_window.MainWindow.__init__ = fail
sys.argv = ["saegim"]
__main__.main()
"""


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    return person(tmp_path / "home")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    store = make_store(tmp_path / "project")
    store.close()
    return store.path


def log_of(home: dict[str, str]) -> Path:
    [log] = Path(home["HOME"]).glob("**/window.log")
    return log


def test_the_program_goes_on(project, home):
    with watched(project, **home) as window:
        window.until("the project", lambda state: state["project"])
        window.do("fail")
        told = window.until("the dialog", lambda state: state["dialog"])
        assert "RuntimeError: asked to fail" in told["dialog"]
        assert "Nothing was lost" in told["dialog"]
        window.do("press Go on")
        window.until("the window", lambda state: not state["dialog"])
        window.do("image 3")
        window.until("the image", lambda state: state["image"] == 3)
        window.do("fail")
        window.until("a sentence", lambda s: "same error" in s["message"] and not s["dialog"])
        window.do("quit")
        assert window.wait() == 0
    assert "asked to fail" in log_of(home).read_text(encoding="utf-8")


def test_it_starts_again_in_the_same_place(project, home):
    with watched(project, **home) as window:
        window.until("the project", lambda state: state["project"])
        window.do("image 3")
        window.do("page train")
        window.do("fail")
        window.until("the dialog", lambda s: s["dialog"] and s["page"] == "train")
        window.do("press Restart Saegim")
        again = window.until("the new window", lambda s: s["pid"] != window.pid and s["image"] == 3)
        assert (again["project"], again["page"]) == (str(project), "train")
        assert window.wait() == 0
        # It is the one that other starts call now.
        assert start(**home) == 0


def test_a_native_crash_is_told_of_once_at_the_next_start(project, home):
    with watched(project, **home) as window:
        window.until("the project", lambda state: state["project"])
        window.do("crash")
        assert window.wait() != 0
    with watched(project, **home) as window:
        told = window.until(
            "the project", lambda s: s["project"] and "unexpectedly" in s["message"]
        )
        assert str(log_of(home)) in told["message"]
        window.do("quit")
        window.wait()
    with watched(project, **home) as window:
        state = window.until("the project", lambda state: state["project"])
        assert "unexpectedly" not in state["message"]


def test_a_start_that_fails_is_told_in_a_window_and_by_the_exit_code(home):
    import os

    done = subprocess.run(
        [sys.executable, "-c", FAILING_START],
        cwd=ROOT,
        env=os.environ | home,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1
    assert "could not start" in done.stdout
    assert "LookupError: no window today" in done.stdout
    assert "Copy details" in done.stdout
    assert "no window today" in log_of(home).read_text(encoding="utf-8")


def test_another_language_makes_the_window_anew_in_the_same_place(project, home):
    with watched(project, **home) as window:
        window.until("the project", lambda state: state["project"])
        window.do("image 3")
        window.do("page train")
        window.do("size 1100 700")
        before = window.until("the page", lambda s: s["page"] == "train" and s["size"][0] == 1100)
        window.do("korean")
        after = window.until("Korean", lambda s: s["menu"] != before["menu"] and s["project"])
        assert after["menu"] == "파일"
        same = ("project", "page", "image", "size", "pid")
        assert [after[key] for key in same] == [before[key] for key in same]
        window.do("english")
        window.until("English", lambda s: s["menu"] == before["menu"] and s["image"] == 3)
        window.do("quit")
        assert window.wait() == 0
