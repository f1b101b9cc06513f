"""Whether a digit also goes to the next picture."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from desktop.settings import Settings


class GoOnChoice(QCheckBox):
    """A setting that is changed where it is felt."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.setText(self.tr("Then go to the next picture"))
        self.setChecked(settings.go_on_after_label)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setStyleSheet("QCheckBox { padding: 8px; }")
        self._settings = settings
        self.toggled.connect(self._remember)

    def _remember(self, is_on: bool) -> None:
        self._settings.go_on_after_label = is_on
