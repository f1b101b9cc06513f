"""An error that nobody foresaw: logged, shown once, counted, never in the way."""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRunnable, QThreadPool
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from desktop.errors import Log, UnexpectedErrors
from desktop.errors.crash_dialog import CrashDialog
from desktop.errors.report import report_of
from engine.protocol.errors import SaegimError


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    files = Log(tmp_path / "logs" / "window.log")
    files.open()
    yield files
    files.close()


@pytest.fixture
def errors(log: Log, qtbot: QtBot, qtlog) -> Iterator[UnexpectedErrors]:
    heard = UnexpectedErrors(log)
    heard.install()
    yield heard
    heard.close()
    for dialog in dialogs():
        dialog.close()


def dialogs() -> list[CrashDialog]:
    return [
        w for w in QApplication.topLevelWidgets() if isinstance(w, CrashDialog) and w.isVisible()
    ]


def words_of(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def fail(message: str = "by nobody") -> None:
    raise ZeroDivisionError(message)


def raise_in(errors: UnexpectedErrors, message: str = "by nobody") -> None:
    """As PySide does with what a slot raises."""
    try:
        fail(message)
    except ZeroDivisionError as error:
        errors.hear(type(error), error, error.__traceback__)


def shown(qtbot: QtBot) -> CrashDialog:
    qtbot.waitUntil(lambda: len(dialogs()) == 1)
    return dialogs()[0]


def press(dialog: CrashDialog, text: str) -> None:
    next(b for b in dialog.findChildren(QPushButton) if b.text() == text).click()


def test_it_is_logged_and_a_window_says_so(errors, log, qtbot):
    raise_in(errors)
    dialog = shown(qtbot)
    words = words_of(dialog)
    assert "Nothing was lost" in words
    assert "ZeroDivisionError: by nobody" in words
    assert str(log.file) in words
    assert "ZeroDivisionError: by nobody" in log.file.read_text(encoding="utf-8")


def test_errors_while_the_window_is_open_are_counted_there(errors, qtbot):
    raise_in(errors)
    dialog = shown(qtbot)
    for _ in range(3):
        raise_in(errors)
    qtbot.waitUntil(lambda: "4 errors so far" in words_of(dialog))
    assert len(dialogs()) == 1


def test_after_going_on_the_same_error_is_told_without_a_window_and_ever_more_rarely(errors, qtbot):
    told = []
    errors.said.connect(told.append)
    raise_in(errors)
    press(shown(qtbot), "Go on")
    qtbot.waitUntil(lambda: not dialogs())
    for number in range(63):
        raise_in(errors, f"message {number}")
    qtbot.waitUntil(lambda: len(told) == 6)
    assert not dialogs()
    assert "happened again" in told[0]


def test_another_error_opens_another_window(errors, qtbot):
    raise_in(errors)
    press(shown(qtbot), "Go on")
    qtbot.waitUntil(lambda: not dialogs())
    errors.hear(KeyError, KeyError("other"), None)
    assert "KeyError" in words_of(shown(qtbot))


def test_an_error_in_painting_leaves_the_window_usable(errors, qtbot, log):
    class Broken(QWidget):
        painted = 0

        @override
        def paintEvent(self, event):
            Broken.painted += 1
            raise ValueError("cannot paint")

    broken = Broken()
    qtbot.addWidget(broken)
    broken.show()
    press(shown(qtbot), "Go on")
    errors.said.connect(lambda _text: broken.update())
    before = Broken.painted
    broken.update()
    qtbot.waitUntil(lambda: Broken.painted > before)
    # Telling it has painted again, which has failed again; that must come to an end.
    for _ in range(10):
        calm = Broken.painted
        qtbot.wait(100)
        if Broken.painted == calm:
            break
    assert Broken.painted == calm
    assert not dialogs()
    assert log.file.read_text(encoding="utf-8").count("Traceback") == 1


def test_errors_in_threads_are_shown_too(errors, qtbot):
    thread = threading.Thread(target=fail, args=("in a thread",))
    thread.start()
    thread.join()
    assert "in a thread" in words_of(shown(qtbot))


def test_errors_in_the_thread_pool_are_shown_too(errors, qtbot):
    class Work(QRunnable):
        def run(self):
            fail("in the pool")

    QThreadPool.globalInstance().start(Work())
    assert "in the pool" in words_of(shown(qtbot))


def test_restarting_is_asked_for(errors, qtbot):
    raise_in(errors)
    dialog = shown(qtbot)
    with qtbot.waitSignal(errors.restart_requested):
        press(dialog, "Restart Saegim")


def test_the_details_tell_no_name_of_the_person(errors, qtbot, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    raise_in(errors, f"no file {tmp_path / 'cat.jpg'}")
    press(shown(qtbot), "Copy details")
    copied = QApplication.clipboard().text()
    assert "no file ~" in copied
    assert "Traceback" in copied
    assert "Python 3" in copied
    assert str(tmp_path) not in copied


def test_a_home_folder_that_is_the_root_takes_nothing_out(monkeypatch):
    monkeypatch.setenv("HOME", "/")
    monkeypatch.setenv("USERPROFILE", "C:\\")
    assert report_of(ValueError("/a/b")).summary == "ValueError: /a/b"


def test_it_is_shown_in_english_when_the_catalogue_is_what_is_broken(errors, qtbot, monkeypatch):
    monkeypatch.setattr(
        "desktop.errors.crash_dialog.QCoreApplication.translate", lambda *_: "{no such thing}"
    )
    raise_in(errors)
    assert "Nothing was lost" in words_of(shown(qtbot))


def test_a_window_that_goes_away_under_the_error_does_not_take_the_next_one_along(errors, qtbot):
    window = QWidget()
    window.show()
    raise_in(errors)
    shown(qtbot)
    window.deleteLater()
    qtbot.waitUntil(lambda: not dialogs())
    errors.hear(KeyError, KeyError("next"), None)
    assert "KeyError" in words_of(shown(qtbot))


def test_the_hooks_are_given_back(log):
    errors = UnexpectedErrors(log)
    errors.install()
    assert sys.excepthook == errors.hear
    errors.close()
    assert sys.excepthook is sys.__excepthook__
    assert threading.excepthook is threading.__excepthook__


def test_what_a_disk_did_is_a_sentence_and_no_window(errors, qtbot) -> None:
    error = SaegimError("disk_failed", "machine", path="stick.saegim")
    with qtbot.waitSignal(errors.said) as told:
        errors.hear(SaegimError, error, None)
    assert "stick.saegim" in told.args[0]
    assert not dialogs()


def test_what_a_disk_does_at_each_frame_does_not_fill_the_log(errors, caplog) -> None:
    for _ in range(100):
        errors.hear(SaegimError, SaegimError("disk_failed", "machine", path="stick.saegim"), None)
    assert len(caplog.records) == 7
