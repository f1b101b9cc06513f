"""Whether an image may have several image-level labels."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox

from desktop.project_session import ProjectSession


class ManyLabelsChoice(QCheckBox):
    """A setting of the project, changed where it is felt; a refusal is the session's ``failed``."""

    changed = Signal()

    def __init__(self, session: ProjectSession) -> None:
        super().__init__()
        self.setText(self.tr("Several labels per image"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setStyleSheet("QCheckBox { padding: 8px; }")
        self._session = session
        self._refresh()
        self.clicked.connect(self._set)
        session.refreshed.connect(self._refresh)

    def _set(self, is_on: bool) -> None:
        self._session.do(lambda store: store.image_labels.set_mode("any" if is_on else "one"))
        self._refresh()
        self.changed.emit()

    def _refresh(self) -> None:
        self.setChecked(self._session.store.image_labels.mode() == "any")
