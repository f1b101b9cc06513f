"""The log files of the window."""

import logging
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import qDebug, qWarning

from desktop.errors.log import CRASHES, FILE_SIZE, Log
from engine.protocol.errors import SaegimError

ROOT = Path(__file__).parents[3]
CRASH = """
import ctypes, sys
from pathlib import Path
from desktop.errors import Log
Log(Path(sys.argv[1])).open()
ctypes.string_at(0)
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "한글 logs" / "window.log"


def test_five_files_of_a_megabyte_are_kept(file):
    log = Log(file)
    log.open()
    for _ in range(12):
        logging.getLogger("desktop").error("x" * (FILE_SIZE // 2))
    log.close()
    names = sorted(path.name for path in file.parent.glob("window.log*"))
    assert names == ["window.log", *(f"window.log.{number}" for number in range(1, 5))]
    assert all(path.stat().st_size <= FILE_SIZE for path in file.parent.glob("window.log*"))


def test_a_record_is_one_line_or_indented(file):
    log = Log(file)
    log.open()
    name = "a.png\n2026-01-01 00:00:00 CRITICAL desktop: forged\r\x1b[2J\u202egnp\u2028x"
    logging.getLogger("desktop").error("%s cannot be read", name)
    try:
        raise SaegimError("not_a_picture", path=name)
    except SaegimError:
        logging.getLogger("desktop").exception("Told")
    log.close()
    lines = file.read_text(encoding="utf-8").split("\n")
    assert [line for line in lines if line and not line.startswith("    ")] == [lines[0], lines[2]]
    assert lines[1].endswith(r"forged\r\x1b[2J\u202egnp\u2028x cannot be read")
    assert r"a.png\n2026" in lines[-2]


def test_what_qt_says_is_logged_at_its_level(file, qtlog):
    with qtlog.disabled():
        log = Log(file)
        log.open()
        qDebug("whispered")
        qWarning("warned")
        log.close()
    text = file.read_text(encoding="utf-8")
    assert "WARNING desktop.qt" in text
    assert "warned" in text
    assert "whispered" not in text


def test_a_native_crash_leaves_its_stack_and_is_told_of_once(file):
    done = subprocess.run([sys.executable, "-c", CRASH, str(file)], cwd=ROOT, capture_output=True)
    assert done.returncode != 0
    assert b"string_at" in (file.parent / CRASHES).read_bytes()
    after = Log(file)
    after.open()
    assert after.ended_badly
    after.close()
    assert "string_at" in file.read_text(encoding="utf-8")
    once_more = Log(file)
    once_more.open()
    assert not once_more.ended_badly
    once_more.close()


def test_a_program_that_ends_properly_has_not_crashed(file):
    log = Log(file)
    log.open()
    # Windows writes such lines for errors that are dealt with afterwards.
    with (file.parent / CRASHES).open("ab") as crashes:
        crashes.write(b"Windows fatal exception: code 0x8001010d\n")
    log.close()
    after = Log(file)
    after.open()
    after.close()
    assert not after.ended_badly


def test_without_a_folder_to_write_to_the_program_goes_on_without_a_log(tmp_path):
    (tmp_path / "home").write_text("a file")
    log = Log(tmp_path / "home" / "logs" / "window.log")
    log.open()
    logging.getLogger("desktop").error("heard by nobody")
    log.close()
    assert not log.is_kept
    assert not log.ended_badly
