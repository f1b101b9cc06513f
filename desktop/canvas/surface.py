"""Painting of the canvas: image and committed shapes below, selection and draft above."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget
from typing_extensions import override

from desktop.canvas.canvas_image import CanvasImage
from desktop.canvas.cross_hair import CrossHairItem
from desktop.canvas.decode_ahead import DecodeAhead, usual_budget
from desktop.canvas.image_layer import ImageLayer
from desktop.canvas.items import DraftItem, SelectionItem
from desktop.canvas.navigation import Navigator
from desktop.canvas.pixel_values import paint_values
from desktop.canvas.rulers import Rulers
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
    moved = Signal()
    """Another part of the image is in sight: it was zoomed, scrolled, or is another image."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene = QGraphicsScene(self)
        self._scene.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.setScene(self._scene)
        self.stage = Stage(self)
        self.ahead = DecodeAhead(usual_budget(), self)
        self.image = CanvasImage(self.ahead, self)
        self.compared = CanvasImage(self.ahead, self)
        self.image_layer = ImageLayer(self.image, self.compared, self)
        self.navigator = Navigator(self)
        self.current: Tool = Tool(self.stage)
        self._layer = ShapeLayer(self.stage)
        self._selection = SelectionItem(self.stage, self._layer)
        self._draft = DraftItem(lambda: self.current, self.navigator.in_sight)
        self.cross_hair = CrossHairItem(self.navigator.in_sight)
        self.rulers = Rulers(self)
        self._has_values = True
        self._is_stale = True
        self._empty_text = ""
        self._set_up()
        self._connect()

    def set_empty_text(self, text: str) -> None:
        """The sentence that is shown while there is no image, or none that can be read."""
        self._empty_text = text
        self.refresh()

    def show_rulers(self, are_shown: bool) -> None:
        """Shows a scale at the upper and the left edge, or hides it; the image stays in place."""
        before = self.rulers.thickness
        self.rulers.show(are_shown)
        edge = self.rulers.thickness
        self.setViewportMargins(edge, edge, 0, 0)
        if not self.navigator.fitting:
            self.navigator.pan_by(before - edge, before - edge)

    def show_values(self, are_shown: bool) -> None:
        """Writes the values of the pixels into them where there is room, or does not."""
        self._has_values = are_shown
        self.refresh()

    def refresh(self) -> None:
        """Paints everything anew, once however often this is called until then."""
        self._is_stale = True
        self.resetCachedContent()
        self.viewport().update()

    def zoomed(self) -> None:
        """The zoom is another one now."""
        self.stage.scale = self.navigator.scale
        self._draft.cover(self.sceneRect())
        self.cross_hair.cover(self.sceneRect())
        self._selection.refresh()
        self.refresh()
        self.zoom_changed.emit(self.stage.scale)
        self.moved.emit()

    @override
    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        exposed = QRectF(rect)
        if self._is_stale:
            self._is_stale = False
            self._layer.prepare(self.navigator.in_sight())
        painter.fillRect(exposed, self._surround())
        if self.image.size.isEmpty():
            self._paint_empty_text(painter)
            return
        self.image_layer.paint(painter, exposed, self.stage.scale * self.devicePixelRatioF())
        if self._has_values and self.image.decoded is not None:
            paint_values(painter, self.image.decoded, exposed, self.stage.scale)
        # A slanting scroll uncovers two strips, whose bounding rectangle is the whole view.
        uncovered = cast("Sequence[QRect]", painter.clipRegion())
        strips = [QRectF(strip) for strip in uncovered]
        self._layer.paint(painter, strips or [exposed])

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rulers.place()
        self.navigator.resized()
        self.zoomed()

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.moved.emit()

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
        self._scene.addItem(self.cross_hair)

    def _connect(self) -> None:
        self.image.changed.connect(self.refresh)
        self.image_layer.changed.connect(self.refresh)
        self.moved.connect(self.rulers.refresh)
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
