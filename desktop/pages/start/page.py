"""The start page: a new project, an old one, a sample, and what this machine can do."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.pages.start.machine import MachinePanel
from desktop.pages.start.recent import RecentProjects
from desktop.pages.start.samples import SampleCards
from desktop.theme import icon
from desktop.widgets.labels import label, paragraph

WIDEST, NARROWEST = 432, 288
"""Of a column, in pixels."""
TOP = 32
"""Pixels above the columns, at least."""
LOWEST_COLUMN = 560
"""Pixels that everything needs in one column."""
REST = 300
"""Milliseconds after it was painted before anything else may take the processor."""


class StartPage(QWidget):
    """One column at the first start; two with projects to go on with, or in a low window."""

    new_requested = Signal()
    open_requested = Signal()
    project_chosen = Signal(object)
    """Path of a project."""
    sample_chosen = Signal(str)
    """Name of a sample."""
    doctor_requested = Signal()
    rested = Signal()
    """It has been seen for a moment, and nothing is waiting to be painted."""

    def __init__(self) -> None:
        super().__init__()
        self.recent = RecentProjects()
        self.samples = SampleCards()
        self.machine = MachinePanel()
        self._columns = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self.rested)
        self.recent.chosen.connect(self.project_chosen)
        self.samples.chosen.connect(self.sample_chosen)
        self.machine.details_requested.connect(self.doctor_requested)
        self._lay_out()

    def show_projects(self, recent: Sequence[Path]) -> None:
        """List what was opened before."""
        self.recent.show_paths(recent)
        self._arrange()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._rest.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._rest.stop()

    def _arrange(self) -> None:
        two = not self.recent.isHidden() or self.height() < LOWEST_COLUMN
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(beside if two else below)
        self._columns.setSpacing(48 if two else 24)
        # By the window's height and not by the page's: nothing moves when more is known.
        top = max(TOP, (self.height() - LOWEST_COLUMN) * 2 // 5)
        self._outer.setContentsMargins(TOP, top, TOP, TOP)

    def _lay_out(self) -> None:
        top = Qt.AlignmentFlag.AlignTop
        self._columns.addWidget(_column(self._welcome(), self.recent), 0, top)
        self._columns.addWidget(_column(self.samples, self.machine), 0, top)
        self._outer = QVBoxLayout(self)
        middle = QHBoxLayout()
        middle.addStretch(1)
        # All the room that there is, up to the widest that the columns can be.
        middle.addLayout(self._columns, 1000)
        middle.addStretch(1)
        self._outer.addLayout(middle)
        self._outer.addStretch(1)

    def _welcome(self) -> QWidget:
        frame = QWidget()
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label("Saegim", "page"))
        column.addWidget(
            paragraph(
                self.tr(
                    "Mark objects in your pictures, and train a model on the marks with one button."
                ),
                "muted",
            )
        )
        column.addSpacing(8)
        column.addLayout(self._buttons())
        return frame

    def _buttons(self) -> QHBoxLayout:
        new = QPushButton(self.tr("New project…"))
        new.setProperty("role", "primary")
        new.clicked.connect(self.new_requested)
        old = QPushButton(icon("folder-open"), self.tr("Open…"))
        old.clicked.connect(self.open_requested)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(new)
        row.addWidget(old)
        row.addStretch(1)
        return row


def _column(*parts: QWidget) -> QFrame:
    frame = QFrame()
    frame.setMinimumWidth(NARROWEST)
    frame.setMaximumWidth(WIDEST)
    column = QVBoxLayout(frame)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(24)
    for part in parts:
        column.addWidget(part)
    return frame
