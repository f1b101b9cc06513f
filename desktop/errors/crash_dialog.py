"""The window that says what happened when something went wrong that nobody foresaw."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.errors.report import ErrorReport

TEXT_WIDTH = 512

WENT_WRONG = QT_TRANSLATE_NOOP("CrashDialog", "Something went wrong inside the program")
STOPPED = QT_TRANSLATE_NOOP(
    "CrashDialog",
    "What you just did may not have worked, because of an error that nobody foresaw. The program "
    "can go on.",
)
NO_START = QT_TRANSLATE_NOOP("CrashDialog", "Saegim could not start")
STOPPED_AT_START = QT_TRANSLATE_NOOP(
    "CrashDialog",
    "An error that nobody foresaw stopped it before its window was there. Installing the program "
    "afresh often helps.",
)
NOTHING_LOST = QT_TRANSLATE_NOOP(
    "CrashDialog",
    "Nothing was lost: every edit is saved when it is made, and a training run goes on in its own "
    "process.",
)
THE_ERROR = QT_TRANSLATE_NOOP("CrashDialog", "The error: {summary}")
THE_LOG = QT_TRANSLATE_NOOP("CrashDialog", "It is written in the log: {file}")
NO_LOG = QT_TRANSLATE_NOOP("CrashDialog", "No log can be written here, so copy the details.")
TIMES = QT_TRANSLATE_NOOP("CrashDialog", "{count} errors so far.")
SHOW_LOG = QT_TRANSLATE_NOOP("CrashDialog", "Show the log")
COPY = QT_TRANSLATE_NOOP("CrashDialog", "Copy details")
COPIED = QT_TRANSLATE_NOOP("CrashDialog", "Copied")
RESTART = QT_TRANSLATE_NOOP("CrashDialog", "Restart Saegim")
GO_ON = QT_TRANSLATE_NOOP("CrashDialog", "Go on")
CLOSE = QT_TRANSLATE_NOOP("CrashDialog", "Close")


class CrashDialog(QDialog):
    """Plain on purpose: nothing of the program that may be broken is needed to show it.

    Args:
        report: The error.
        log: The file that it is written to; None where nothing can be written.
        at_start: There is no program yet that could go on.
        parent: The window.
    """

    restart_requested = Signal()

    def __init__(
        self,
        report: ErrorReport,
        log: Path | None,
        *,
        at_start: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._details = [report.details]
        self._log = log
        self._count = 1
        self._counted = _label("", "muted")
        self._counted.hide()
        self.setWindowTitle("Saegim")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        # The window follows the length of its sentences, also of one that is added later.
        column.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)
        for label in (*_sentences(report, log, at_start=at_start), self._counted):
            column.addWidget(label)
        column.addSpacing(12)
        column.addLayout(self._buttons(at_start=at_start))
        self._leave.setFocus()

    def count(self, report: ErrorReport) -> None:
        """Another error has happened since this one was shown."""
        self._count += 1
        if report.details not in self._details:
            self._details.append(report.details)
        self._counted.setText(crash_words(TIMES, count=self._count))
        self._counted.show()

    def copy_details(self) -> None:
        """Put the details of all that happened on the clipboard."""
        QGuiApplication.clipboard().setText("\n\n".join(self._details))
        self._copy.setText(crash_words(COPIED))

    def show_log(self) -> None:
        """Open the folder of the log in the system's file manager."""
        if self._log is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log.parent)))

    def _restart(self) -> None:
        self.restart_requested.emit()
        self.accept()

    def _buttons(self, *, at_start: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        if self._log is not None:
            row.addWidget(_button(SHOW_LOG, self.show_log))
        self._copy = _button(COPY, self.copy_details)
        row.addWidget(self._copy)
        row.addStretch(1)
        if not at_start:
            row.addWidget(_button(RESTART, self._restart))
        self._leave = _button(CLOSE if at_start else GO_ON, self.accept)
        self._leave.setProperty("role", "primary")
        self._leave.setDefault(True)
        row.addWidget(self._leave)
        return row


def crash_words(english: object, **values: object) -> str:
    """A sentence in the window's language; in English if the catalogue is what is broken."""
    try:
        return QCoreApplication.translate("CrashDialog", str(english)).format(**values)
    except Exception:
        return str(english).format(**values)


def _sentences(report: ErrorReport, log: Path | None, *, at_start: bool) -> list[QLabel]:
    where = crash_words(NO_LOG) if log is None else crash_words(THE_LOG, file=log)
    return [
        _label(crash_words(NO_START if at_start else WENT_WRONG), "section"),
        _label(crash_words(STOPPED_AT_START if at_start else STOPPED)),
        _label(crash_words(NOTHING_LOST)),
        _label(crash_words(THE_ERROR, summary=report.summary), "muted"),
        _label(where, "muted"),
    ]


def _label(text: str, role: str = "") -> QLabel:
    label = QLabel(text, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
    label.setFixedWidth(TEXT_WIDTH)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setProperty("role", role)
    return label


def _button(english: object, on_click: Callable[[], object]) -> QPushButton:
    button = QPushButton(crash_words(english))
    button.setAutoDefault(False)
    button.clicked.connect(lambda: on_click())
    return button
