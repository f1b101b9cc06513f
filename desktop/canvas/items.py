"""The graphics items: the selection with its handles, and the draft of the tool in hand."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget
from typing_extensions import override

from desktop.canvas import handles, painting
from desktop.canvas.keypoint_painting import draw_name, edge_path
from desktop.canvas.regions import region_of
from desktop.canvas.shape import CanvasShape
from desktop.canvas.shape_layer import ShapeLayer
from desktop.canvas.stage import Stage
from desktop.canvas.tools.base import Tool
from engine.geometry.ops import bounds, extent_of
from engine.geometry.types import Geometry, Keypoints

BAND = 5.0
"""Width of a selected shape's outline, in screen pixels; most of it dark, a white line inside."""
ROOM_FOR_NAME = 40.0
"""Screen pixels of an object's longer side for each of its names."""
TOP_HANDLE = handles.BOX_HANDLES.index((0, -1))


class SelectionItem(QGraphicsItem):
    """All selected shapes as they are being edited, over the image.

    Its pixels are kept: moving it, or painting beside it, strokes no outline anew.
    """

    def __init__(self, stage: Stage, layer: ShapeLayer) -> None:
        super().__init__()
        self._stage = stage
        self._layer = layer
        self._area = QRectF()
        self._painted: object = None
        self.setZValue(1)
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)

    def refresh(self) -> None:
        """The selection, its shapes, the unfinished edit or the zoom changed."""
        stage, shapes = self._stage, self._shown()
        self.setPos(*stage.edit.offset)
        painted = (shapes, stage.edit.reshaped, stage.vertices, stage.scale)
        if painted == self._painted:
            return
        self._painted = painted
        self.prepareGeometryChange()
        self._area = self._extent(shapes)
        self.update()

    @override
    def boundingRect(self) -> QRectF:
        return self._area

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shapes = self._shown()
        for shape in shapes:
            self._paint_shape(painter, shape)
        if len(shapes) == 1:
            self._paint_handles(painter, shapes[0])

    def _shown(self) -> list[CanvasShape]:
        stage = self._stage
        return [stage.index.shape(key) for key in stage.shown(stage.selection)]

    def _extent(self, shapes: Sequence[CanvasShape]) -> QRectF:
        """All that is painted; paths are not made for that, of which there may be thousands."""
        stage, reshaped = self._stage, self._stage.edit.reshaped
        extent = stage.index.extent(shape.key for shape in shapes)
        covered = extent if reshaped is None else bounds(reshaped)
        area = QRectF() if covered is None else self._layer.margined(covered)
        return area | self._around_handles(shapes[0]) if len(shapes) == 1 else area

    def _path(self, shape: CanvasShape) -> QPainterPath:
        reshaped = self._stage.edit.reshaped
        if reshaped is None:
            return self._layer.look(shape.key).path
        if isinstance(reshaped, Keypoints) and shape.skeleton is not None:
            return edge_path(reshaped, shape.skeleton.edges)
        return painting.path_of(region_of(reshaped))

    def _paint_shape(self, painter: QPainter, shape: CanvasShape) -> None:
        path = self._path(shape)
        painter.setBrush(painting.tinted(shape.color, self._layer.look(shape.key).fill))
        painter.setPen(painting.pen(painting.DARK, BAND + 2 * painting.HAIRLINE))
        painter.drawPath(path)
        painter.setBrush(QColor(0, 0, 0, 0))
        painter.setPen(painting.pen(QColor(shape.color), BAND))
        painter.drawPath(path)
        painter.setPen(painting.pen(painting.WHITE, 1.0, shape.dashed))
        painter.drawPath(path)
        self._layer.paint_tag(painter, shape, path)

    def _paint_handles(self, painter: QPainter, shape: CanvasShape) -> None:
        stage = self._stage
        geometry = stage.edit.reshaped or shape.geometry
        points = [QPointF(x, y) for x, y in stage.handles_of(geometry)]
        for index, point in enumerate(points):
            if not handles.is_there(geometry, index):
                continue
            is_chosen = index in stage.vertices
            if handles.is_free(geometry, index):
                painting.draw_stem(painter, points[TOP_HANDLE], point)
            painting.draw_handle(painter, point, stage.scale, is_chosen=is_chosen)
            names = shape.skeleton.names if shape.skeleton is not None else ()
            if index < len(names) and self._is_named(geometry, index):
                draw_name(painter, point, names[index])

    def _is_named(self, geometry: Geometry, index: int) -> bool:
        """Whether a key point's name is shown: if it is chosen, or there is room for all."""
        extent = bounds(geometry)
        if not isinstance(geometry, Keypoints) or extent is None:
            return False
        room = max(extent.width, extent.height) * self._stage.scale
        return index in self._stage.vertices or room >= ROOM_FOR_NAME * len(geometry.points)

    def _around_handles(self, shape: CanvasShape) -> QRectF:
        stage = self._stage
        geometry = stage.edit.reshaped or shape.geometry
        there = enumerate(stage.handles_of(geometry))
        extent = extent_of([at for index, at in there if handles.is_there(geometry, index)])
        if extent is None:
            return QRectF()
        margin = stage.reach(painting.CHOSEN_HANDLE)
        around = QRectF(extent.left, extent.top, extent.width, extent.height)
        return around.adjusted(-margin, -margin, margin, margin)


class DraftItem(QGraphicsItem):
    """What the tool in hand paints, across all that is in sight."""

    def __init__(self, tool: Callable[[], Tool], in_sight: Callable[[], QRectF]) -> None:
        super().__init__()
        self._tool = tool
        self._in_sight = in_sight
        self._area = QRectF()
        self.setZValue(2)

    def cover(self, area: QRectF) -> None:
        """The part of the scene that may be painted on."""
        self.prepareGeometryChange()
        self._area = area

    @override
    def boundingRect(self) -> QRectF:
        return self._area

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._tool().paint(painter, self._in_sight())
