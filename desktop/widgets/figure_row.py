"""Figures side by side: a small caption and a value that can be read from afar."""

from collections.abc import Sequence

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop.widgets.flow_row import FlowRow
from desktop.widgets.labels import label

GAP = 8
"""Pixels right of a figure."""


class FigureRow(FlowRow):
    """One figure for each caption; values are set by their number.

    Args:
        captions: What the figures are.
    """

    def __init__(self, captions: Sequence[str]) -> None:
        super().__init__()
        self._values = [label("", "section") for _ in captions]
        for caption, value in zip(captions, self._values, strict=True):
            value.setFont(tabular(value.font()))
            self.add(_figure(caption, value))
        self.show_values([""] * len(captions))

    def show_values(self, values: Sequence[str]) -> None:
        """Show these, in the order of the captions; an empty one is shown as unknown."""
        for shown, value in zip(self._values, values, strict=True):
            shown.setText(value or "-")

    def values(self) -> list[str]:
        """What is shown."""
        return [shown.text() for shown in self._values]


def _figure(caption: str, value: QLabel) -> QWidget:
    figure = QWidget()
    figure.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    column = QVBoxLayout(figure)
    column.setContentsMargins(0, 0, GAP, 0)
    column.setSpacing(0)
    column.addWidget(label(caption, "muted"))
    column.addWidget(value)
    return figure


def tabular(font: QFont) -> QFont:
    """The font with digits of one width, so that changing figures do not jump."""
    changed = QFont(font)
    changed.setFeature(QFont.Tag("tnum"), 1)
    return changed
