"""What this machine can do, in a few words, with the way to all of them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.errors.problems import remark_words
from desktop.jobs.doctor import Doctor
from desktop.theme import icon
from desktop.widgets.labels import label, paragraph
from engine.protocol.doctor import DoctorReport

MOST_SENTENCES = 3
LINES = 5
"""That the answer takes, most often."""


class MachinePanel(QWidget):
    """Knows nothing until it is told."""

    details_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.text: QLabel = paragraph(self.tr("Looking at this machine…"), "muted")
        self.details = QPushButton()
        self.details.setProperty("role", "link")
        self.details.clicked.connect(self.details_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(self.tr("What this machine can do"), "section"))
        column.addWidget(self.text)
        column.addWidget(self.details)
        self.text.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.show_waiting()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        # The answer takes a while; what is below must not move when it comes. The style sheet has
        # set the font by now.
        self.text.setMinimumHeight(LINES * self.text.fontMetrics().lineSpacing())
        super().showEvent(event)

    def follow(self, doctor: Doctor) -> None:
        """Show what the doctor knows, and what it finds from now on."""
        doctor.started.connect(self.show_waiting)
        doctor.reported.connect(self.show_report)
        doctor.failed.connect(self.show_failure)
        if doctor.report is not None:
            self.show_report(doctor.report)
        elif doctor.failure is not None:
            self.show_failure()

    def show_waiting(self) -> None:
        """An answer is on its way."""
        self._show(self.tr("Looking at this machine…"), is_well=True)

    def show_report(self, report: DoctorReport) -> None:
        """Show its summary."""
        sentences = [remark_words(remark) for remark in report.summary[:MOST_SENTENCES]]
        is_well = all(problem.severity == "hint" for problem in report.problems)
        self._show(" ".join(sentences), is_well=is_well)

    def show_failure(self, _reason: str = "") -> None:
        """The engine could not say anything."""
        self._show(
            self.tr(
                "The engine did not start, so pictures can be labelled by hand only: training and "
                "the smart tool do not work."
            ),
            is_well=False,
        )

    def _show(self, text: str, *, is_well: bool) -> None:
        self.text.setText(text)
        self.details.setText(self.tr("Details…") if is_well else self.tr("See what can be done…"))
        self.details.setIcon(icon("cpu" if is_well else "triangle-alert"))
