"""The doctor's dialog: what this machine can do, what is wrong, and what can be done about it."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QProgressBar, QWidget

from desktop.errors.problems import problem_words, remark_words
from desktop.jobs.doctor import Doctor
from desktop.pages.doctor.facts import facts
from desktop.pages.doctor.fetching import Fetching
from desktop.pages.doctor.findings import FindingsView
from desktop.pages.doctor.problem_row import ProblemRow
from desktop.pages.doctor.remedies import Remedies, open_folder
from desktop.pages.doctor.report_text import failure_text, report_text
from desktop.pages.help.about_dialog import version_line
from desktop.widgets.dialog import Dialog
from desktop.widgets.labels import label, paragraph
from desktop.widgets.screen_room import within_screen
from engine.protocol.doctor import DoctorReport, Problem
from engine.system.build import build_info

SIZE = QSize(760, 560)


class DoctorDialog(Dialog):
    """Shows the last examination, and begins one if there is none.

    Args:
        doctor: Examines; outlives the dialog.
        parent: The window.
    """

    settings_requested = Signal(str)
    """Name of a field of ``Settings`` that is to be changed; the dialog has closed itself."""
    updates_requested = Signal()

    def __init__(self, doctor: Doctor, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("What this machine can do"), parent)
        self._doctor = doctor
        self.title = label("", "page")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setRange(0, 0)
        self.findings = FindingsView()
        self.fetching = Fetching(self)
        self.note = paragraph("", "muted")
        self.again = self.add_button(self.tr("Check again"))
        self.copy = self.add_button(self.tr("Copy report"))
        self._remedies = Remedies(self)
        for widget in (self.title, self._bar, self.fetching.line, self.findings, self.note):
            self.column.addWidget(widget)
        self.column.setStretchFactor(self.findings, 1)
        self.resize(within_screen(SIZE, self))
        self._wire()
        self._begin()

    def _wire(self) -> None:
        doctor, remedies = self._doctor, self._remedies
        doctor.started.connect(self._wait)
        doctor.reported.connect(self._show_report)
        doctor.failed.connect(self._show_failure)
        self.again.clicked.connect(self._examine_again)
        self.copy.clicked.connect(self._copy)
        remedies.fetch_requested.connect(self.fetching.start)
        remedies.settings_requested.connect(self._go_to_settings)
        remedies.updates_requested.connect(self.updates_requested)
        self.fetching.said.connect(self._say)
        self.fetching.ended.connect(doctor.examine)
        self.finished.connect(self.fetching.cancel)

    def _begin(self) -> None:
        self._bar.hide()
        self._say("")
        if self._doctor.is_busy:
            self._wait()
        elif self._doctor.report is not None:
            self._show_report(self._doctor.report)
        elif self._doctor.failure is not None:
            self._show_failure(self._doctor.failure)
        else:
            self._doctor.examine()

    def _examine_again(self) -> None:
        self._say("")
        self._doctor.examine()

    def _wait(self) -> None:
        self.title.setText(self.tr("Looking at this machine…"))
        self._bar.show()
        self._allow(False)

    def _show_report(self, report: DoctorReport) -> None:
        self.title.setText(self._verdict(report))
        self.findings.fill(
            " ".join(remark_words(remark) for remark in report.summary),
            [self._row(problem, report) for problem in report.problems],
            facts(report),
        )
        self._settle()

    def _show_failure(self, reason: str) -> None:
        self.title.setText(self.tr("The engine did not start"))
        text = self.tr(
            "It said: {reason}. If the same happens again, install the program again, or copy the "
            "report and ask for help."
        ).format(reason=reason.rstrip("."))
        row = ProblemRow("blocks", text, self.tr("Open the folder of logs"), self._open_logs)
        by_hand = self.tr(
            "Pictures can be labelled by hand, but training and the smart tool do not work yet."
        )
        self.findings.fill(by_hand, [row], [])
        self._settle()

    def _verdict(self, report: DoctorReport) -> str:
        if report.blocked:
            return self.tr("Something is in the way")
        if any(problem.severity == "limits" for problem in report.problems):
            return self.tr("Everything works, within limits")
        return self.tr("Everything works here")

    def _row(self, problem: Problem, report: DoctorReport) -> ProblemRow:
        offer = self._remedies.offer(problem, report)
        return ProblemRow(problem.severity, problem_words(problem), offer.words, offer.act)

    def _settle(self) -> None:
        self._bar.hide()
        self._allow(True)

    def _allow(self, is_idle: bool) -> None:
        self.again.setEnabled(is_idle)
        self.copy.setEnabled(is_idle)
        self.findings.setEnabled(is_idle)

    def _open_logs(self) -> None:
        open_folder(self._doctor.log_path.parent)

    def _go_to_settings(self, field: str) -> None:
        self.accept()
        self.settings_requested.emit(field)

    def _copy(self) -> None:
        if (report := self._doctor.report) is not None:
            text = report_text(report)
        else:
            text = failure_text(version_line(build_info()), self._doctor.failure or "")
        QGuiApplication.clipboard().setText(text)
        self._say(self.tr("Copied. Your name and your pictures are not in it."))

    def _say(self, text: str) -> None:
        self.note.setText(text)
        self.note.setVisible(bool(text))
