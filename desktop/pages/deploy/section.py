"""A section of the Deploy page: a heading, then what there is to do or why there is nothing."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.widgets.labels import label, paragraph


class DeploySection(QWidget):
    """Shows its body, or one sentence and one button while there is nothing to export.

    Args:
        title: Its heading.
        empty: The sentence.
        leads_to: The button's word.
    """

    def __init__(self, title: str, empty: str, leads_to: str) -> None:
        super().__init__()
        self.lead_button = QPushButton(leads_to)
        self.lead_button.setProperty("role", "primary")
        self._empty, self._body = QWidget(), QWidget()
        column = _column(self._empty)
        column.addWidget(paragraph(empty))
        column.addWidget(self.lead_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body = _column(self._body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(label(title, "section"))
        whole.addWidget(self._empty)
        whole.addWidget(self._body)
        whole.addStretch(1)

    def set_empty(self, empty: bool) -> None:
        """Say whether there is nothing to export."""
        self._empty.setVisible(empty)
        self._body.setHidden(empty)


def _column(parent: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(parent)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    return column
