"""An error before there is a window: told in a window of its own, and the program ends."""

import logging
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop.errors.crash_dialog import CrashDialog
from desktop.errors.log import Log
from desktop.errors.report import report_of

log = logging.getLogger("desktop")


def tell_failed_start(error: Exception, log_file: Path) -> int:
    """Log the error, show it until the person has read it, and return the exit code."""
    files = Log(log_file)
    files.open()
    log.critical("The program could not start", exc_info=error)
    # Kept in a variable: an application that nobody holds is destroyed at once.
    app = QApplication.instance() or QApplication(sys.argv)
    file = files.file if files.is_kept else None
    CrashDialog(report_of(error), file, at_start=True).exec()
    files.close()
    del app
    return 1
