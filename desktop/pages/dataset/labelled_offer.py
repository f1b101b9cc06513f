"""Offers to learn from what is labelled, where nobody has said of it that it is finished."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.project_session import ProjectSession
from desktop.widgets.labels import paragraph
from engine.project.rows import ImageState
from engine.tasks.figures import FEW_VALIDATION


class LabelledOffer(QWidget):
    """Seen only while little is finished and something is labelled; one click, undoable.

    Args:
        session: The open project.
    """

    def __init__(self, session: ProjectSession) -> None:
        super().__init__()
        self._session = session
        self._text = paragraph()
        self.button = QPushButton()
        self.button.clicked.connect(self._use)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._text)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_counts(self, labelled: int, finished: int) -> None:
        """Offer these many images, if that helps."""
        self._text.setText(
            self.tr(
                "Labelled and not reviewed: {count}. If everything on them is marked, they can be "
                "learned from."
            ).format(count=labelled)
        )
        self.button.setText(self.tr("Use the {count} labelled images").format(count=labelled))
        self.button.setToolTip(self.tr("Marks them as reviewed; it can be undone."))
        self.button.setProperty("role", "" if finished else "primary")
        self.button.style().polish(self.button)
        self.setVisible(labelled > 0 and finished < FEW_VALIDATION)

    def _use(self) -> None:
        ids = self._session.store.images.labelled_ids()
        self._session.do(lambda store: store.images.set_state(ids, ImageState.REVIEWED))
