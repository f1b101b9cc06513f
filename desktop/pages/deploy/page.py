"""The Deploy page: annotations for other programs, and a model to take away."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.jobs.background import BackgroundTask
from desktop.pages.deploy.annotations_panel import AnnotationsPanel
from desktop.pages.deploy.model_panel import ModelPanel
from desktop.project_session import ProjectSession
from desktop.widgets.labels import label
from engine.formats.annotations import formats_of
from engine.project.rows import FINISHED, ImageFilter, ImageState

SETTLE_TIME = 300
"""Milliseconds of quiet after which the project is counted again."""


class DeployPage(QWidget):
    """Exports what there is.

    Args:
        session: The open project.
        parent: Qt owner.
    """

    annotate_requested = Signal()
    train_requested = Signal()

    def __init__(self, session: ProjectSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._is_stale = True
        self._counting: BackgroundTask | None = None
        self.annotations = AnnotationsPanel(session.store)
        self.model = ModelPanel(session.store)
        self.annotations.lead_button.clicked.connect(self.annotate_requested)
        self.model.lead_button.clicked.connect(self.train_requested)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_TIME)
        self._settle.timeout.connect(self.refresh)
        session.changed.connect(self._notice_change)
        session.refreshed.connect(self._notice_change)
        self._arrange()

    def refresh(self) -> None:
        """Look again what there is, if something changed and somebody looks."""
        if not self._is_stale or not self.isVisible() or self._counting is not None:
            return
        self._is_stale = False
        store = self._session.store
        reviewed = store.images.ids(ImageFilter(states=FINISHED))
        in_work = store.images.ids(ImageFilter(states=(ImageState.IN_WORK,)))
        self.annotations.show_formats(formats_of(store))
        self.annotations.show_counts(len(reviewed), len(in_work))
        self.model.show_models(store.models.rows(), store.runs.rows())
        self._count_kinds()

    def close_parts(self) -> None:
        """Stop what is being exported; nothing is left of it."""
        self.annotations.line.cancel()
        self.model.line.cancel()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _count_kinds(self) -> None:
        # Every annotation is looked at, and there may be half a million.
        annotations = self._session.store.annotations
        states = FINISHED, (ImageState.IN_WORK,)
        self._counting = BackgroundTask(lambda _: list(map(annotations.kind_counts, states)), self)
        self._counting.finished.connect(lambda counts: self.annotations.show_kinds(*counts))
        self._counting.failed.connect(self._session.failed)
        self._counting.ended.connect(self._end_counting)
        self._counting.start()

    def _end_counting(self) -> None:
        self._counting = None
        # It may have changed again meanwhile.
        self.refresh()

    def _notice_change(self) -> None:
        self._is_stale = True
        self._settle.start()

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(32)
        row.addWidget(_scrolled(self.annotations), 1)
        row.addWidget(self.model, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(16)
        column.addWidget(label(self.tr("Deploy"), "page"))
        column.addLayout(row, 1)


def _scrolled(section: QWidget) -> QScrollArea:
    """All formats together may be higher than a small window."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(section)
    return area
