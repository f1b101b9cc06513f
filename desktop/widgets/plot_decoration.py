"""What is drawn around the curves of a plot: bands, a ring, words. Items are used again.

A curve grows several times a second; making all of this anew each time took most of the drawing.
"""

import dataclasses
from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QFont, QGuiApplication, QPen
from PySide6.QtWidgets import QGraphicsRectItem

from desktop.theme import tokens
from desktop.theme.token_sets import BODY
from desktop.widgets.plot_content import Band

BACKING = 170
"""Opacity, of 255, of what lies between words and the lines they cross."""
TINTS = (12, 26)
"""Opacities, of 255, of bands in turn."""


@dataclasses.dataclass(frozen=True)
class Word:
    """Words at a place, in the coordinates of the view.

    ``anchor`` is the point of the words' own rectangle, 0 to 1, that lies at the place.
    """

    text: str
    color: str
    x: float
    y: float
    anchor: tuple[float, float]
    backed: bool = False


class Decoration:
    """Draws into a plot without ever deciding what range it shows."""

    def __init__(self, plot: pg.PlotItem) -> None:
        self._plot = plot
        self._regions: list[QGraphicsRectItem] = []
        self._ring = pg.ScatterPlotItem([], [], size=11, brush=None)
        self._words: list[pg.TextItem] = []
        self._drawn_words: list[tuple[bool, Word]] = []
        plot.addItem(self._ring, ignoreBounds=True)

    def show_bands(self, bands: Sequence[Band], low: float, high: float) -> None:
        """Tint these stretches, from the least to the greatest y that is shown."""
        while len(self._regions) < len(bands):
            self._regions.append(self._region())
        for place, region in enumerate(self._regions):
            region.setVisible(place < len(bands))
            if place < len(bands):
                band = bands[place]
                region.setRect(band.start, low, band.end - band.start, high - low)
                region.setBrush(_tint(place))

    def show_ring(self, place: tuple[float, float] | None) -> None:
        """Put the ring here, in the coordinates of the view, or nowhere."""
        points = [place] if place is not None else []
        pen = pg.mkPen(tokens().text, width=1.5)
        self._ring.setData([x for x, _ in points], [y for _, y in points], pen=pen)

    def show_words(self, words: Sequence[Word]) -> None:
        """Write these and nothing else."""
        wanted = [(tokens().dark, word) for word in words]
        if wanted == self._drawn_words:
            return
        while len(self._words) < len(words):
            self._words.append(self._text_item())
        for place, item in enumerate(self._words):
            item.setVisible(place < len(words))
            if place < len(words):
                _write(item, words[place])
        self._drawn_words = wanted

    def _region(self) -> QGraphicsRectItem:
        # Not pyqtgraph's own region: that one can be dragged, which makes it slow.
        region = QGraphicsRectItem()
        region.setPen(QPen(Qt.PenStyle.NoPen))
        region.setZValue(-20)
        self._plot.addItem(region, ignoreBounds=True)
        return region

    def _text_item(self) -> pg.TextItem:
        item = pg.TextItem()
        item.setFont(plot_font())
        self._plot.addItem(item, ignoreBounds=True)
        return item


def plot_font() -> QFont:
    """The window's font at the size of body text."""
    font = QFont(QGuiApplication.font())
    font.setPixelSize(BODY)
    return font


def _tint(place: int) -> QColor:
    tint = QColor(tokens().text)
    tint.setAlpha(TINTS[place % len(TINTS)])
    return tint


def _write(item: pg.TextItem, word: Word) -> None:
    backing = QColor(tokens().base)
    backing.setAlpha(BACKING if word.backed else 0)
    item.fill = QBrush(backing)
    item.setText(word.text, color=word.color)
    item.setAnchor(word.anchor)
    item.setPos(word.x, word.y)
