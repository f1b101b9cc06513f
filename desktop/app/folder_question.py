"""The question whether folders are labels, before pictures that lie in several are added."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMessageBox, QWidget

SHOWN_NAMES = 8


class FolderQuestion(QMessageBox):
    """Emits nothing when it is closed without an answer.

    Args:
        labels: The folder's name of each picture that lies in one.
        parent: The window.
    """

    answered = Signal(object)
    """The labels, or none of them."""

    def __init__(self, labels: Mapping[Path, str], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setIcon(QMessageBox.Icon.Question)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(self.tr("Label the pictures with the names of their folders?"))
        counts = Counter(labels.values())
        names = ", ".join(f"{name} ({counts[name]})" for name in list(counts)[:SHOWN_NAMES])
        more = f" + {len(counts) - SHOWN_NAMES}" if len(counts) > SHOWN_NAMES else ""
        told = self.tr("They lie in {count} folders, each of which would become a class: {names}.")
        self.setInformativeText(told.format(count=len(counts), names=names + more))
        use = self.addButton(self.tr("Label them"), QMessageBox.ButtonRole.AcceptRole)
        leave = self.addButton(self.tr("Only add them"), QMessageBox.ButtonRole.NoRole)
        # The style's own icon is of another family.
        self.addButton(QMessageBox.StandardButton.Cancel).setIcon(QIcon())
        self.setDefaultButton(use)
        use.clicked.connect(lambda: self.answered.emit(labels))
        leave.clicked.connect(lambda: self.answered.emit({}))
