"""Figures side by side: a small caption and a value that can be read from afar."""

from collections.abc import Sequence

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from desktop.widgets.labels import label


class FigureRow(QWidget):
    """One column for each caption; values are set by their number.

    Args:
        captions: What the figures are.
    """

    def __init__(self, captions: Sequence[str]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(0)
        self._values: list[QLabel] = []
        for column, caption in enumerate(captions):
            value = label("", "section")
            value.setFont(tabular(value.font()))
            grid.addWidget(label(caption, "muted"), 0, column)
            grid.addWidget(value, 1, column)
            grid.setColumnStretch(column, 1)
            self._values.append(value)
        self.show_values([""] * len(captions))

    def show_values(self, values: Sequence[str]) -> None:
        """Show these, in the order of the captions; an empty one is shown as unknown."""
        for shown, value in zip(self._values, values, strict=True):
            shown.setText(value or "-")

    def values(self) -> list[str]:
        """What is shown."""
        return [shown.text() for shown in self._values]


def tabular(font: QFont) -> QFont:
    """The font with digits of one width, so that changing figures do not jump."""
    changed = QFont(font)
    changed.setFeature(QFont.Tag("tnum"), 1)
    return changed
