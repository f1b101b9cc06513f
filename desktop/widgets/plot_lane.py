"""One of several plots above each other: lines with their names at the end, bands, one mark."""

import math
from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFontMetrics

from desktop.theme import tokens
from desktop.theme.token_sets import BODY
from desktop.widgets.plot_content import Band, Line, Mark, spread, thinned
from desktop.widgets.plot_decoration import Decoration, Word, plot_font

AXIS_WIDTH = 72
LABEL_ROOM = 92
"""Least pixels kept free at the right for the names of the lines."""
LABEL_GAP = 16
LABEL_OFFSET = 8
NAME_ROOM = 20
"""Pixels kept free at the top for the names of the bands."""
PADDING = 6
"""Pixels between the extreme values and the edges."""
FAINT = 90
"""Opacity, of 255, of a line that is background to the others."""


class PlotLane:
    """Draws what it is given; knows nothing of what it means.

    Args:
        plot: The plot item to draw in.
        title: Stands at the left, along the axis.
        names_bands: Whether the names of the bands are written here.

    Attributes:
        plot: The plot item.
        lines: What is drawn.
        bands: Stretches of the x axis.
        mark: The one point worth seeing.
        room: Pixels kept free at the right.
    """

    def __init__(self, plot: pg.PlotItem, title: str, *, names_bands: bool = False) -> None:
        self.plot = plot
        self.lines: tuple[Line, ...] = ()
        self._title = title
        self._names_bands = names_bands
        self.bands: tuple[Band, ...] = ()
        self.mark: Mark | None = None
        self.room = LABEL_ROOM
        self._log = False
        self._end = 1.0
        self._curves: dict[str, pg.PlotDataItem] = {}
        self._colored_dark: bool | None = None
        self._decoration = Decoration(plot)
        self._pointer = pg.InfiniteLine(angle=90, movable=False)
        self._prepare()

    def set_log(self, log: bool) -> None:
        """Show y on a logarithmic scale."""
        self._log = log
        self.plot.setLogMode(x=False, y=log)
        self.arrange()

    def show_content(
        self, lines: Sequence[Line], bands: Sequence[Band], mark: Mark | None, end: float
    ) -> None:
        """Draw this and nothing else; x goes from 0 to ``end``."""
        self.lines, self.bands, self.mark = tuple(lines), tuple(bands), mark
        self._end = max(end, 1e-9)
        self._color_axes()
        self._draw_curves()
        self.arrange()

    def arrange(self) -> None:
        """Put everything whose place counts in pixels where it belongs; after a resize, too."""
        box = self.plot.getViewBox()
        width = max(box.width(), self.room + 40.0)
        box.setXRange(0.0, self._end * width / (width - self.room), padding=0)
        low, high = self._y_range(box.height())
        box.setYRange(low, high, padding=0)
        self._decoration.show_bands(self.bands, low, high)
        mark = self.mark
        self._decoration.show_ring((mark.x, self._scaled(mark.y)) if mark else None)
        self._decoration.show_words([*self._band_names(), *self._mark_words(), *self._line_names()])

    def wanted_room(self) -> int:
        """Pixels that the names of the lines take at the right."""
        metrics = QFontMetrics(plot_font())
        widths = [metrics.horizontalAdvance(line.label) for line in self.lines]
        return max(LABEL_ROOM, max(widths, default=0) + 2 * LABEL_OFFSET)

    def point_at(self, x: float | None) -> None:
        """Show where the pointer is, in all lanes."""
        self._pointer.setVisible(x is not None)
        if x is not None:
            self._pointer.setValue(x)

    def values_at(self, x: float) -> list[tuple[Line, float]]:
        """The value of every line nearest to ``x``."""
        found: list[tuple[Line, float]] = []
        for line in self.lines:
            if len(line.x):
                nearest = int(np.abs(line.x - x).argmin())
                found.append((line, float(line.y[nearest])))
        return found

    def _prepare(self) -> None:
        self.plot.setMenuEnabled(False)
        self.plot.hideButtons()
        self.plot.getViewBox().setMouseEnabled(x=False, y=False)
        self.plot.getAxis("left").setWidth(AXIS_WIDTH)
        self.plot.setLabel("left", self._title)
        self.plot.getAxis("left").enableAutoSIPrefix(False)
        self.plot.addItem(self._pointer, ignoreBounds=True)
        self._pointer.hide()

    def _color_axes(self) -> None:
        if self._colored_dark == tokens().dark:
            return
        self._colored_dark = tokens().dark
        font = plot_font()
        for name in ("left", "bottom"):
            axis = self.plot.getAxis(name)
            axis.setPen(tokens().line)
            axis.setTextPen(tokens().muted)
            axis.setStyle(tickFont=font, tickLength=-4, maxTickLevel=0, hideOverlappingLabels=True)
        style = {"color": tokens().muted, "font-size": f"{BODY}px"}
        self.plot.getAxis("left").setLabel(self._title, **style)
        self._pointer.setPen(pg.mkPen(tokens().muted, width=1, style=Qt.PenStyle.DotLine))

    def _draw_curves(self) -> None:
        shown = {line.key for line in self.lines}
        for key in self._curves.keys() - shown:
            self.plot.removeItem(self._curves.pop(key))
        for line in self.lines:
            if line.key not in self._curves:
                self._curves[line.key] = self.plot.plot()
            self._draw_curve(self._curves[line.key], line)

    def _draw_curve(self, curve: pg.PlotDataItem, line: Line) -> None:
        color = QColor(line.color)
        if line.stroke == "faint":
            color.setAlpha(FAINT)
        dashed = line.stroke == "dashed"
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        curve.setData(
            thinned(line.x),
            thinned(line.y),
            pen=pg.mkPen(color, width=1.5, style=style),
            symbol="o" if line.dots else None,
            symbolSize=4,
            symbolBrush=color,
            symbolPen=None,
        )

    def _band_names(self) -> list[Word]:
        if not self._names_bands:
            return []
        top = float(self.plot.getViewBox().viewRange()[1][1])
        named = [band for band in self.bands if self._has_room(band)]
        return [Word(b.name, tokens().muted, b.start, top, (0.0, 0.0)) for b in named]

    def _has_room(self, band: Band) -> bool:
        """Whether the name of a band ends before that of the next one begins."""
        box = self.plot.getViewBox()
        start, end = (box.mapFromView(QPointF(x, 0.0)).x() for x in (band.start, band.end))
        width = QFontMetrics(plot_font()).horizontalAdvance(band.name) + LABEL_OFFSET
        return band is self.bands[-1] or width <= end - start

    def _mark_words(self) -> list[Word]:
        if self.mark is None:
            return []
        x, y = self.mark.x, self._scaled(self.mark.y)
        # Below the line, and to the left where there is no room at the right.
        anchor = (1.0, -0.2) if x > 0.7 * self._end else (0.0, -0.2)
        return [Word(self.mark.text, tokens().text, x, y, anchor, backed=True)]

    def _line_names(self) -> list[Word]:
        named = [line for line in self.lines if line.label and len(line.x)]
        box = self.plot.getViewBox()
        ends = [
            box.mapFromView(QPointF(float(line.x[-1]), self._scaled(float(line.y[-1]))))
            for line in named
        ]
        heights = spread([end.y() for end in ends], LABEL_GAP, 8.0, max(8.0, box.height() - 8.0))
        places = [
            box.mapToView(QPointF(end.x() + LABEL_OFFSET, height))
            for end, height in zip(ends, heights, strict=True)
        ]
        return [
            Word(line.label, line.color, place.x(), place.y(), (0.0, 0.5))
            for line, place in zip(named, places, strict=True)
        ]

    def _y_range(self, height: float) -> tuple[float, float]:
        """From the least to the greatest value shown, with room for words and strokes."""
        values = [value for line in self.lines for value in (line.y.min(), line.y.max())]
        low = self._scaled(float(min(values, default=0.0)))
        high = self._scaled(float(max(values, default=1.0)))
        if high - low < 1e-9:
            low, high = low - 0.5, high + 0.5
        above = (NAME_ROOM if self._names_bands else 0) + PADDING
        scale = (high - low) / max(height - above - PADDING, 1.0)
        return low - PADDING * scale, high + above * scale

    def _scaled(self, y: float) -> float:
        return math.log10(max(y, 1e-12)) if self._log else y
