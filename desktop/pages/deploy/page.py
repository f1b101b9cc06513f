"""The Deploy page: annotations for other programs, and a model to take away."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.models.project_reading import ProjectReading
from desktop.pages.deploy.annotations_panel import AnnotationsPanel
from desktop.pages.deploy.model_panel import ModelPanel
from desktop.project_session import ProjectSession
from desktop.widgets.labels import label
from engine.formats.annotations import contents_of, formats_of
from engine.project.rows import FINISHED, ImageFilter, ImageState


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
        self.annotations = AnnotationsPanel(session.store)
        self.model = ModelPanel(session.store)
        self.annotations.lead_button.clicked.connect(self.annotate_requested)
        self.model.lead_button.clicked.connect(self.train_requested)
        self.reading = ProjectReading(session, self, self._begin)
        self.reading.read.connect(lambda counts: self.annotations.show_kinds(*counts))
        self._arrange()

    def close_parts(self) -> None:
        """Stop what is being exported; nothing is left of it."""
        self.annotations.line.cancel()
        self.model.line.cancel()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reading.refresh()

    def _begin(self) -> Callable[[], object]:
        store = self._session.store
        states = FINISHED, (ImageState.IN_WORK,)
        self.annotations.show_formats(formats_of(store))
        self.annotations.show_counts(*(store.images.count(ImageFilter(states=s)) for s in states))
        self.model.show_models(store.models.rows(), store.runs.rows())
        # Every annotation is looked at, and there may be half a million.
        return lambda: [contents_of(store, s) for s in states]

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
