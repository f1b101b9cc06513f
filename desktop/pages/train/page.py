"""The Train page: the plan at the left, the run at the right."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.pages.dataset.labelled_offer import LabelledOffer
from desktop.pages.train.launcher import Launcher
from desktop.pages.train.plan_control import PlanControl
from desktop.pages.train.plan_panel import PlanPanel
from desktop.pages.train.run_control import RunControl
from desktop.pages.train.run_list import RunList
from desktop.pages.train.run_panel import RunPanel
from desktop.project_session import ProjectSession
from desktop.widgets.page_area import PageArea
from engine.project.rows import RunRow

LEFT_WIDTH = 320
RIGHT_WIDTH = 640


class TrainPage(QWidget):
    """Starts runs and shows them; errors go to the session's ``failed``.

    Args:
        session: The open project.
        parent: Qt owner.
    """

    annotate_requested = Signal()
    autolabel_requested = Signal(object)
    """The ``ModelRow`` to label the rest with."""

    activity_changed = Signal()
    """What ``activity`` says may be another thing now."""

    def __init__(self, session: ProjectSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.runs = RunList(self)
        self.plan_panel = PlanPanel(LabelledOffer(session))
        self.panel = RunPanel(self.runs, session.store.datasets.image_path)
        launcher = Launcher(session.store.path, self)
        launcher.failed.connect(session.failed)
        self.plan = PlanControl(session, launcher, self.runs, self.plan_panel)
        self.control = RunControl(session, launcher, self.runs, self.panel)
        self.plan_panel.annotate_requested.connect(self.annotate_requested)
        self.control.autolabel_requested.connect(self.autolabel_requested)
        self.control.looked.connect(self.activity_changed)
        self._arrange()

    def set_devices(self, devices: tuple[str, ...]) -> None:
        """Say what can compute, once an engine has looked (``Hello.devices``)."""
        self.plan.set_devices(devices)

    def active_runs(self) -> list[RunRow]:
        """The runs that are going."""
        return [entry.row for entry in self.runs.active()]

    def activity(self) -> str:
        """What is going on, in words; empty if nothing is."""
        return self.control.activity()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.plan.reading.refresh()

    def _arrange(self) -> None:
        self.plan_panel.setMinimumWidth(280)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.plan_panel)
        splitter.addWidget(PageArea(self.panel))
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([LEFT_WIDTH, RIGHT_WIDTH])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(splitter)
