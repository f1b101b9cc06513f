"""An error that nobody foresaw."""

import sys

from desktop.errors import UnexpectedErrors


def test_it_is_logged_and_told(qtbot, tmp_path):
    log = tmp_path / "window.log"
    errors = UnexpectedErrors(log)
    errors.install()
    assert sys.excepthook == errors.hear
    try:
        raise ZeroDivisionError("by nobody")
    except ZeroDivisionError as error:
        with qtbot.waitSignal(errors.happened) as heard:
            errors.hear(type(error), error, error.__traceback__)
    errors.close()
    assert str(log) in heard.args[0]
    assert "by nobody" in log.read_text(encoding="utf-8")
    assert sys.excepthook is sys.__excepthook__
