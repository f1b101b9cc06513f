"""The last net: an error that nobody foresaw is logged and told, and the program goes on."""

import logging
import sys
import threading
from collections import Counter
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QT_TRANSLATE_NOOP, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from desktop.errors.crash_dialog import CrashDialog, crash_words
from desktop.errors.log import Log
from desktop.errors.report import ErrorReport, report_of
from desktop.errors.words import sentence
from engine.protocol.errors import SaegimError

log = logging.getLogger("desktop")

AGAIN = QT_TRANSLATE_NOOP(
    "CrashDialog", "The same error happened again inside the program; it goes on."
)
AGAIN_IN = QT_TRANSLATE_NOOP(
    "CrashDialog",
    "The same error happened again inside the program; it goes on. Details: {file}",
)


class UnexpectedErrors(QObject):
    """Hears of every error that nobody caught, in slots, in Qt overrides and in threads.

    The first of its kind opens a window. While that is open, others are counted there. One that
    comes again afterwards is told by ``said`` only, and ever more rarely: an error in painting
    comes with each frame, and telling it paints. What is the fault of a file or of the machine (a
    disk that was pulled out while a page read the project) is a sentence, not a window.

    Args:
        log_files: Where tracebacks go.
        parent: Qt owner.
    """

    said = Signal(str)
    """A sentence for the person."""
    restart_requested = Signal()
    _heard = Signal(object)
    _refused = Signal(str)

    def __init__(self, log_files: Log, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log = log_files
        self._logged: Counter[str] = Counter()
        self._told: Counter[str] = Counter()
        self._dialog: CrashDialog | None = None
        # Told from the event loop of the window's thread: the error may have happened in another
        # one, or in the middle of painting.
        self._heard.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._refused.connect(self.said, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """From now on hear of every error that nobody caught."""
        sys.excepthook = self.hear
        threading.excepthook = self._hear_thread

    def close(self) -> None:
        """Give the hooks back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def hear(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Log an error and say so; an interrupt by the person ends the program as ever."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        if isinstance(error, SaegimError) and error.blame != "program":
            self._refuse(error)
            return
        report = report_of(error)
        self._logged[report.trace_id] += 1
        count = self._logged[report.trace_id]
        if count == 1:
            log.critical("Unexpected error", exc_info=error)
        elif _is_power_of_two(count):
            log.critical("Unexpected error for the %d. time: %s", count, report.summary)
        self._heard.emit(report)

    def _refuse(self, error: SaegimError) -> None:
        self._logged[error.code] += 1
        if _is_power_of_two(self._logged[error.code]):
            log.warning("Told to the person", exc_info=error)
        self._refused.emit(sentence(error))

    def _hear_thread(self, happened: threading.ExceptHookArgs) -> None:
        if happened.exc_value is not None:
            self.hear(happened.exc_type, happened.exc_value, happened.exc_traceback)

    def _tell(self, report: ErrorReport) -> None:
        self._told[report.trace_id] += 1
        count = self._told[report.trace_id]
        if self._dialog is not None:
            self._dialog.count(report)
        elif count == 1:
            self._show(report)
        elif _is_power_of_two(count):
            self._say_again()

    def _show(self, report: ErrorReport) -> None:
        try:
            dialog = CrashDialog(report, self._file(), parent=_window_in_front())
        except Exception:
            log.exception("The error could not be shown")
            self._say_again()
            return
        dialog.restart_requested.connect(self.restart_requested)
        # Also when the window it belongs to goes away under it.
        dialog.destroyed.connect(self._forget)
        self._dialog = dialog
        dialog.open()

    def _forget(self) -> None:
        self._dialog = None

    def _say_again(self) -> None:
        text = (
            crash_words(AGAIN) if self._file() is None else crash_words(AGAIN_IN, file=self._file())
        )
        self.said.emit(text)

    def _file(self) -> Path | None:
        return self._log.file if self._log.is_kept else None


def _window_in_front() -> QWidget | None:
    shown = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    return (
        QApplication.activeModalWidget() or QApplication.activeWindow() or next(iter(shown), None)
    )


def _is_power_of_two(count: int) -> bool:
    return count & (count - 1) == 0
