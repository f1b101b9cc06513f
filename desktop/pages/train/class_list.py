"""Classes with their colours and counts, a few to the line."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from desktop.pages.train.plan import ClassExamples

MOST_CLASSES = 12


class ClassList(QLabel):
    """The classes with the most examples come first; the rest is counted."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)

    def show_classes(self, classes: Sequence[ClassExamples]) -> None:
        """Show these."""
        ordered = sorted(classes, key=lambda row: -row.count)
        parts = [_words(row) for row in ordered[:MOST_CLASSES]]
        if len(ordered) > MOST_CLASSES:
            parts.append(self.tr("and %n more", "", len(ordered) - MOST_CLASSES))
        self.setText("&nbsp; ".join(parts))


def _words(row: ClassExamples) -> str:
    square = f'<span style="color:{row.color}">■</span>'
    return f"{square}&nbsp;{escape(row.name)}&nbsp;<b>{row.count}</b>"
