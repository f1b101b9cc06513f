"""How much of the project is done, above the list of images."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from desktop.models.state_words import state_meaning
from desktop.project_session import ProjectSession
from engine.project.rows import FINISHED, ImageState


class WorkLine(QLabel):
    """Counts all images of the project, whatever the list shows.

    Args:
        session: Tells when something was written.
    """

    def __init__(self, session: ProjectSession) -> None:
        super().__init__(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.setProperty("role", "muted")
        self.setContentsMargins(8, 8, 8, 0)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.setToolTip("\n".join(map(state_meaning, ImageState)))
        self._session = session
        session.changed.connect(self._count)
        session.refreshed.connect(self._count)
        self._count()

    def _count(self) -> None:
        counts = self._session.store.images.count_by_state()
        done = sum(counts[state] for state in FINISHED)
        parts = [self.tr("{count} done").format(count=f"{done:n}")]
        for words, state in (
            (self.tr("{count} in work"), ImageState.IN_WORK),
            (self.tr("{count} suggested"), ImageState.SUGGESTED),
            (self.tr("{count} new"), ImageState.NEW),
        ):
            if counts[state]:
                parts.append(words.format(count=f"{counts[state]:n}"))
        self.setText(", ".join(parts))
