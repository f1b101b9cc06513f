"""Whether a digit also goes to the next picture."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from desktop.remembered import Remembered


class GoOnChoice(QCheckBox):
    """A setting that is changed where it is felt."""

    def __init__(self, remembered: Remembered) -> None:
        super().__init__()
        self.setText(self.tr("Then go to the next picture"))
        self.setChecked(remembered.go_on_after_label)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setStyleSheet("QCheckBox { padding: 8px; }")
        self._remembered = remembered
        self.toggled.connect(self._remember)

    def _remember(self, is_on: bool) -> None:
        self._remembered.go_on_after_label = is_on
