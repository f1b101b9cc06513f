"""Name, state, verbs and figures of the run that is shown; always in sight."""

import time

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.pages.train import run_figures, words
from desktop.pages.train.followed_run import FollowedRun
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.figure_row import FigureRow
from desktop.widgets.flow_row import FlowRow
from desktop.widgets.labels import label, paragraph, plain_tip
from engine.protocol.run_folder import RunStatus

CAN_PAUSE = frozenset({RunStatus.QUEUED, RunStatus.RUNNING})
CAN_RESUME = frozenset({RunStatus.PAUSED, RunStatus.INTERRUPTED, RunStatus.FAILED})
CAN_STOP = frozenset({RunStatus.QUEUED, RunStatus.RUNNING, RunStatus.PAUSED})
MOST_SENTENCES = 2
"""About single images; there may be thousands."""

HAS_BEST = frozenset({RunStatus.FAILED, RunStatus.INTERRUPTED})
"""Not at its end, a run may have the best model so far."""

HAS_MODEL = frozenset({RunStatus.DONE, RunStatus.STOPPED}) | HAS_BEST


class RunHeader(QWidget):
    """Says how a run stands; its buttons only ask."""

    stop_requested = Signal()
    pause_requested = Signal()
    resume_requested = Signal()
    discard_requested = Signal()
    autolabel_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._name = ElidedLabel()
        self._name.setProperty("role", "section")
        self._status = label("", "muted")
        self._message = paragraph()
        self._left_out = paragraph("", "warning")
        self.figures = FigureRow(run_figures.captions())
        self.stop_button = QPushButton(self.tr("Stop and keep best"))
        self.pause_button = QPushButton(self.tr("Pause"))
        self.resume_button = QPushButton(self.tr("Resume"))
        self.discard_button = QPushButton(self.tr("Discard…"))
        self.discard_button.setProperty("role", "danger")
        # A button that goes while it has the focus gives it to its neighbour: not to this one.
        self.discard_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.autolabel_button = QPushButton(self.tr("Auto-label the rest"))
        for button, signal in (
            (self.stop_button, self.stop_requested),
            (self.pause_button, self.pause_requested),
            (self.resume_button, self.resume_requested),
            (self.discard_button, self.discard_requested),
            (self.autolabel_button, self.autolabel_requested),
        ):
            button.clicked.connect(signal)
        self._arrange()

    def show_run(self, run: FollowedRun, *, has_model: bool) -> None:
        """Say how this run stands now.

        Args:
            run: The run.
            has_model: Whether the project knows the run's model.
        """
        status = run.status
        self._name.set_whole(run.name)
        self._status.setText(words.status_words(status) if status else "")
        self.figures.show_values(run_figures.figures(run.curve, status, time.time()))
        text = run_figures.message(run.curve, status)
        if has_model and status in HAS_BEST:
            text = "\n".join([text, self.tr("The best model so far is kept and can be used.")])
        self._message.setText(text)
        self._message.setVisible(bool(text))
        self._message.setProperty("role", "danger" if status is RunStatus.FAILED else "body")
        self._message.style().polish(self._message)
        self._show_left_out(run_figures.left_out(run.curve))
        self.stop_button.setVisible(status in CAN_STOP)
        self.pause_button.setVisible(status in CAN_PAUSE)
        self.resume_button.setVisible(status in CAN_RESUME)
        self.autolabel_button.setVisible(status in HAS_MODEL and has_model)

    def _show_left_out(self, sentences: list[str]) -> None:
        """Show what is said of images, all of it in the tip."""
        shown = sentences[:MOST_SENTENCES]
        if hidden := len(sentences) - len(shown):
            shown.append(self.tr("… and {count} more.").format(count=hidden))
        self._left_out.setText("\n".join(shown))
        self._left_out.setToolTip(plain_tip("\n".join(sentences)))
        self._left_out.setVisible(bool(shown))

    def warning(self) -> str:
        """What is said of images that the run goes on without."""
        return self._left_out.text()

    def message(self) -> str:
        """The sentence below the figures."""
        return self._message.text()

    def status_text(self) -> str:
        """What the run is said to be doing."""
        return self._status.text()

    def _arrange(self) -> None:
        title = QWidget()
        title_row = QHBoxLayout(title)
        title_row.setContentsMargins(0, 0, 0, 0)
        title_row.setSpacing(8)
        title_row.addWidget(self._name)
        title_row.addWidget(self._status)
        title_row.addStretch(1)
        title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        top = FlowRow()
        top.add(
            title,
            self.autolabel_button,
            self.pause_button,
            self.resume_button,
            self.stop_button,
            self.discard_button,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(top)
        column.addWidget(self.figures)
        column.addWidget(self._message)
        column.addWidget(self._left_out)
