"""How the parts of the Annotate page lie beside each other."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSplitter, QWidget

LEFT_WIDTH, CANVAS_WIDTH, RIGHT_WIDTH = 232, 760, 240
NARROWEST = 160
"""Of the panels at the sides, in pixels."""


def framed(top: QWidget, side: QWidget, canvas: QWidget, bottom: QWidget) -> QWidget:
    """The canvas with rows above and below it, and a column at its left."""
    frame = QWidget()
    grid = QGridLayout(frame)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(0)
    grid.addWidget(top, 0, 0, 1, 2)
    grid.addWidget(side, 1, 0)
    grid.addWidget(canvas, 1, 1)
    grid.addWidget(bottom, 2, 0, 1, 2)
    grid.setColumnStretch(1, 1)
    grid.setRowStretch(1, 1)
    return frame


def stacked(*panels: QWidget) -> QSplitter:
    """Panels above each other, whose heights can be changed."""
    splitter = QSplitter(Qt.Orientation.Vertical)
    for panel in panels:
        splitter.addWidget(panel)
    return splitter


def beside(left: QWidget, middle: QWidget, right: QWidget) -> QSplitter:
    """A wide middle between two panels, whose widths can be changed."""
    splitter = QSplitter(Qt.Orientation.Horizontal)
    for widget in (left, middle, right):
        splitter.addWidget(widget)
    for panel in (left, right):
        panel.setMinimumWidth(NARROWEST)
    splitter.setStretchFactor(1, 1)
    splitter.setSizes([LEFT_WIDTH, CANVAS_WIDTH, RIGHT_WIDTH])
    return splitter
