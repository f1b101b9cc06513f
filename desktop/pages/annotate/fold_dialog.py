"""Asks how many steps of the history are kept, and says what that frees."""

from collections.abc import Callable

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop.widgets.labels import label, paragraph
from desktop.widgets.number_box import indent_number
from engine.project.folding import Forgettable

USUALLY_KEPT = 1000
MOST_KEPT = 10_000_000


class FoldDialog(QDialog):
    """Accepted by *Forget*.

    Args:
        look: What is forgotten if so many steps are kept.
        parent: The window.
    """

    def __init__(self, look: Callable[[int], Forgettable], parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setWindowTitle(self.tr("Forget old steps"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.kept = QSpinBox(maximum=MOST_KEPT, singleStep=100)
        self.kept.setValue(USUALLY_KEPT)
        indent_number(self.kept)
        self.kept.valueChanged.connect(self._show)
        self.said = paragraph()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.forget = self.buttons.addButton(
            self.tr("Forget"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.forget.setProperty("role", "danger")
        self.forget.setAutoDefault(False)
        for button in self.buttons.buttons():
            button.setIcon(QIcon())
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._lay_out()
        self._show()

    def _show(self) -> None:
        found = self._look(self.kept.value())
        said = self.tr("Steps forgotten: {count} · about {size} of the file becomes free")
        if not found.steps:
            said = self.tr("There are not so many steps: nothing is forgotten.")
        self.said.setText(said.format(count=f"{found.steps:n}", size=size_words(found.size)))
        self.forget.setEnabled(bool(found.steps))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label(self.tr("Newest steps that are kept:")))
        row.addWidget(self.kept, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.said)
        told = self.tr(
            "What is forgotten can no longer be undone. Images and annotations stay as they are."
        )
        column.addWidget(paragraph(told, "muted"))
        column.addSpacing(8)
        column.addWidget(self.buttons)
        self.setMinimumWidth(400)


def size_words(size: int) -> str:
    """A number of bytes as people of this place write it."""
    return QLocale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
