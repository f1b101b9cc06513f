"""The window's log files: what went wrong, in a place that can be shown to somebody who helps."""

import faulthandler
import logging
import logging.handlers
import sys
from pathlib import Path
from typing import BinaryIO

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from engine.system.text import LogFormatter

log = logging.getLogger("desktop")
qt_log = logging.getLogger("desktop.qt")

FILE_SIZE = 1_000_000
OLDER_FILES = 4
CRASHES = "window-crash.log"
FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Log:
    """Open from ``open`` to ``close``; the program works without it where nothing can be written.

    Args:
        file: Python's and Qt's messages, in files of 1 MB of which the newest five are kept.
            A crash of native code leaves its stack in a file of its own beside it, since nothing
            of Python's runs then.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self.is_kept = False
        """Whether there is a file to write to."""
        self.ended_badly = False
        """Whether the program crashed natively the last time."""
        self._handlers: list[logging.Handler] = []
        self._crashes: BinaryIO | None = None

    def open(self) -> None:
        """Begin to write, and take over what the last crash has left."""
        if sys.stderr is not None:
            self._add(logging.StreamHandler())
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            self._crashes = (self.file.parent / CRASHES).open("a+b")
        except OSError as error:
            log.warning("There is no log: %s", error)
        else:
            self.is_kept = True
            self._add(
                logging.handlers.RotatingFileHandler(
                    self.file, "a", FILE_SIZE, OLDER_FILES, encoding="utf-8", delay=True
                )
            )
            self._take_over(self._crashes)
            faulthandler.enable(self._crashes)
        qInstallMessageHandler(_hear_qt)

    def close(self) -> None:
        """Give everything back; a program that gets here has not crashed."""
        qInstallMessageHandler(None)
        if self._crashes is not None:
            faulthandler.disable()
            # Windows reports exceptions there that somebody has caught afterwards.
            self._crashes.truncate(0)
            self._crashes.close()
        for handler in self._handlers:
            logging.getLogger().removeHandler(handler)
            handler.close()

    def _add(self, handler: logging.Handler) -> None:
        handler.setFormatter(LogFormatter(FORMAT))
        logging.getLogger().addHandler(handler)
        self._handlers.append(handler)

    def _take_over(self, crashes: BinaryIO) -> None:
        crashes.seek(0)
        if left := crashes.read().decode(errors="replace").strip():
            self.ended_badly = True
            log.critical("The program crashed the last time:\n%s", left)
            crashes.truncate(0)


def _hear_qt(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    category = getattr(context, "category", None) or "default"
    qt_log.log(LEVELS.get(kind, logging.WARNING), "%s: %s", category, text)
