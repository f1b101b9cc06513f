"""Classes with their colours and counts, a few to the line."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from desktop.pages.dataset.summary import Summary
from engine.project.rows import ClassRow

MOST_CLASSES = 12


class ClassList(QLabel):
    """The classes with the most examples come first; the rest is counted."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)

    def show_classes(self, data: Summary) -> None:
        """Show these."""
        counted = sorted(((data.examples(row.id), row) for row in data.classes), key=_most_first)
        parts = [_words(row, count) for count, row in counted[:MOST_CLASSES]]
        if len(counted) > MOST_CLASSES:
            parts.append(self.tr("and {count} more").format(count=len(counted) - MOST_CLASSES))
        self.setText(" &nbsp;".join(parts))


def _most_first(item: tuple[int, ClassRow]) -> tuple[int, int]:
    return -item[0], item[1].position


def _words(row: ClassRow, count: int) -> str:
    square = f'<span style="color:{row.color}">■</span>'
    return f"{square}&nbsp;{escape(row.name)}&nbsp;<b>{count}</b>"
