"""Painting of the canvas: image and committed shapes below, selection and draft above."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget
from typing_extensions import override

from desktop.canvas.canvas_image import CanvasImage
from desktop.canvas.decode_ahead import DecodeAhead, usual_budget
from desktop.canvas.items import DraftItem, SelectionItem
from desktop.canvas.navigation import Navigator
from desktop.canvas.shape_layer import ShapeLayer
from desktop.canvas.stage import Stage
from desktop.canvas.tools.base import Tool
from engine.geometry.types import Bounds

if TYPE_CHECKING:
    from collections.abc import Sequence

SURROUND = 112
"""How much darker than the window the surround of the image is, in per cent."""


class CanvasSurface(QGraphicsView):
    """Shows the stage and its image; the scene's coordinates are image pixels.

    Image and committed shapes are painted into the cached background; only what changes under
    the hand is a graphics item (docs/notes/canvas.md).
    """

    zoom_changed = Signal(float)
    """Screen pixels per image pixel."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene = QGraphicsScene(self)
        self._scene.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.setScene(self._scene)
        self.stage = Stage(self)
        self.ahead = DecodeAhead(usual_budget(), self)
        self.image = CanvasImage(self.ahead, self)
        self.navigator = Navigator(self)
        self.current: Tool = Tool(self.stage)
        self._layer = ShapeLayer(self.stage)
        self._selection = SelectionItem(self.stage, self._layer)
        self._draft = DraftItem(lambda: self.current, self.navigator.in_sight)
        self._empty_text = ""
        self._set_up()
        self._connect()

    def set_empty_text(self, text: str) -> None:
        """The sentence that is shown while there is no image, or none that can be read."""
        self._empty_text = text
        self.refresh()

    def refresh(self) -> None:
        """Paints everything anew."""
        self._layer.prepare(self.navigator.in_sight())
        self.resetCachedContent()
        self.viewport().update()

    def zoomed(self) -> None:
        """The zoom is another one now."""
        self.stage.scale = self.navigator.scale
        self._draft.cover(self.sceneRect())
        self._selection.refresh()
        self.refresh()
        self.zoom_changed.emit(self.stage.scale)

    @override
    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        exposed = QRectF(rect)
        painter.fillRect(exposed, self._surround())
        if self.image.size.isEmpty():
            self._paint_empty_text(painter)
            return
        self.image.paint(painter, exposed, self.stage.scale * self.devicePixelRatioF())
        # A slanting scroll uncovers two strips, whose bounding rectangle is the whole view.
        uncovered = cast("Sequence[QRect]", painter.clipRegion())
        strips = [QRectF(strip) for strip in uncovered]
        self._layer.paint(painter, strips or [exposed])

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.navigator.resized()
        self.zoomed()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.refresh()

    def _set_up(self) -> None:
        self.setCacheMode(QGraphicsView.CacheModeFlag.CacheBackground)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scene.addItem(self._selection)
        self._scene.addItem(self._draft)

    def _connect(self) -> None:
        self.image.changed.connect(self.refresh)
        self.stage.shapes_changed.connect(self._repaint_shapes)
        self.stage.edit_changed.connect(self._selection.refresh)
        self.stage.draft_changed.connect(self._draft.update)

    def _repaint_shapes(self, bounds: Bounds | None) -> None:
        if bounds is None:
            self._layer.forget()
            self.refresh()
            return
        self.invalidateScene(
            self._layer.margined(bounds), QGraphicsScene.SceneLayer.BackgroundLayer
        )

    def _surround(self) -> QColor:
        return self.palette().color(QPalette.ColorRole.Window).darker(SURROUND)

    def _paint_empty_text(self, painter: QPainter) -> None:
        painter.resetTransform()
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        painter.setFont(self.font())
        area = self.viewport().rect().adjusted(32, 32, -32, -32)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(area, int(flags), self._empty_text)
