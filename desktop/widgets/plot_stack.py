"""Plots above each other that share their x axis, and can be kept as a picture."""

from pathlib import Path
from typing import cast

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QResizeEvent
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QFrame, QGraphicsGridLayout, QLabel, QWidget
from typing_extensions import override

from desktop.theme import tokens
from desktop.widgets.plot_lane import PlotLane

VALUE_GAP = 8
IMAGE_SCALE = 2
"""A PNG has this many pixels for one on the screen, so that it can be printed."""


class PlotStack(pg.GraphicsLayoutWidget):
    """Lanes from top to bottom; only the last one writes its x axis."""

    hovered = Signal(object)
    """The x under the pointer, or None when it has left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lanes: list[PlotLane] = []
        self.ci.setContentsMargins(0, 0, 0, 0)
        self.ci.setSpacing(4)
        self.setMinimumSize(220, 200)
        cast("pg.GraphicsScene", self.sceneObj).sigMouseMoved.connect(self._point)
        self._values = _value_box(self)
        self.repaint_background()

    def add_lane(self, title: str, stretch: int, *, names_bands: bool = False) -> PlotLane:
        """Add a plot below the others."""
        row = len(self.lanes)
        plot = self.ci.addPlot(row=row, col=0)
        cast("QGraphicsGridLayout", self.ci.layout).setRowStretchFactor(row, stretch)
        if self.lanes:
            self.lanes[-1].plot.getAxis("bottom").setStyle(showValues=False)
            plot.getViewBox().setXLink(self.lanes[0].plot)
        lane = PlotLane(plot, title, names_bands=names_bands)
        self.lanes.append(lane)
        return lane

    def make_room(self) -> None:
        """Give the names at the right the room they take; the lanes share their x axis."""
        room = max(lane.wanted_room() for lane in self.lanes)
        if any(lane.room != room for lane in self.lanes):
            for lane in self.lanes:
                lane.room = room
            self._arrange()

    def repaint_background(self) -> None:
        """Take the colours of the theme as it is now."""
        self.setBackground(tokens().base)

    def show_values(self, x: float, html: str) -> None:
        """Show words beside the pointer, which is at ``x``."""
        self._values.setText(html)
        self._values.adjustSize()
        box = self.lanes[0].plot.getViewBox()
        pointer = round(box.mapViewToScene(QPointF(x, 0.0)).x())
        room = self.width() - pointer > self._values.width() + 2 * VALUE_GAP
        left = pointer + VALUE_GAP if room else pointer - VALUE_GAP - self._values.width()
        self._values.move(max(0, left), VALUE_GAP)
        self._values.show()

    def values_text(self) -> str:
        """What is said beside the pointer, as HTML."""
        return self._values.text()

    def save_png(self, path: Path) -> bool:
        """Write what is shown as a PNG; whether that worked."""
        image = QImage(self.size() * IMAGE_SCALE, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(IMAGE_SCALE)
        image.fill(tokens().base)
        painter = QPainter(image)
        # Left to itself a graphics view takes the image's pixels for its own and scales twice.
        self.render(painter, QRectF(self.rect()), self.rect())
        painter.end()
        return image.save(str(path))

    def save_svg(self, path: Path) -> bool:
        """Write what is shown as an SVG; whether that worked."""
        generator = QSvgGenerator()
        generator.setFileName(str(path))
        generator.setSize(QSize(self.size()))
        generator.setViewBox(QRect(0, 0, self.width(), self.height()))
        painter = QPainter()
        if not painter.begin(generator):
            return False
        self.render(painter)
        return painter.end()

    @override
    def resizeEvent(self, ev: QResizeEvent) -> None:
        super().resizeEvent(ev)
        # The view boxes know their new sizes only after the layout has run.
        QTimer.singleShot(0, self, self._arrange)

    @override
    def leaveEvent(self, ev: QEvent) -> None:
        super().leaveEvent(ev)
        self._show_pointer(None)

    def _arrange(self) -> None:
        for lane in self.lanes:
            lane.arrange()

    def _point(self, place: QPointF) -> None:
        for lane in self.lanes:
            box = lane.plot.getViewBox()
            if box.sceneBoundingRect().contains(place):
                self._show_pointer(float(box.mapSceneToView(place).x()))
                return
        self._show_pointer(None)

    def _show_pointer(self, x: float | None) -> None:
        for lane in self.lanes:
            lane.point_at(x)
        self._values.setVisible(x is not None)
        self.hovered.emit(x)


def _value_box(parent: QWidget) -> QLabel:
    box = QLabel(parent)
    box.setObjectName("card")
    box.setFrameShape(QFrame.Shape.StyledPanel)
    box.setTextFormat(Qt.TextFormat.RichText)
    box.setMargin(8)
    # Else the pointer would leave the plot whenever it came near the box.
    box.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    box.hide()
    return box
