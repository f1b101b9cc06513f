"""The picture of the skeleton editor: points that are set, dragged and joined by the mouse."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QGraphicsEllipseItem,
    QGraphicsItem,
    QGraphicsLineItem,
    QGraphicsRectItem,
    QGraphicsScene,
    QGraphicsSceneMouseEvent,
    QGraphicsSimpleTextItem,
)
from typing_extensions import override

from desktop.canvas import painting
from engine.geometry.skeleton import Pair
from engine.geometry.types import Point

SIDE = 400.0
"""Of the square that points lie in, in pixels of the scene."""
MARGIN = 16.0
RADIUS = 6.0
ACCENT = "#2563eb"


class SkeletonScene(QGraphicsScene):
    """A click sets a point, a drag moves one; Shift and a drag join two, or part them."""

    point_set = Signal(float, float)
    """Place in the unit square where a point is wanted."""
    point_moved = Signal(int, float, float)
    joined = Signal(int, int)
    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__(-MARGIN, -MARGIN, SIDE + 2 * MARGIN, SIDE + 2 * MARGIN)
        self._picture = QPixmap()
        self._nodes: list[QGraphicsEllipseItem] = []
        self._lines: list[tuple[Pair, QGraphicsLineItem]] = []
        self._held: int | None = None
        self._rubber: QGraphicsLineItem | None = None

    def set_picture(self, picture: QPixmap) -> None:
        """What is seen behind the points."""
        self._picture = picture
        self.update()

    def show_skeleton(
        self, names: list[str], places: list[Point], edges: list[Pair], current: int | None
    ) -> None:
        """Show points and lines anew."""
        self.clear()
        self._lines = [(edge, self._line(places, edge)) for edge in edges]
        self._nodes = [self._node(place, index == current) for index, place in enumerate(places)]
        for node, name in zip(self._nodes, names, strict=True):
            _name(node, name)

    @override
    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        painter.fillRect(self.sceneRect(), QColor("#606060"))
        if not self._picture.isNull():
            scaled = (
                self._picture.size()
                .toSizeF()
                .scaled(SIDE, SIDE, Qt.AspectRatioMode.KeepAspectRatio)
            )
            target = QRectF(QPointF(), scaled)
            target.moveCenter(self.sceneRect().center())
            painter.drawPixmap(target, self._picture, QRectF(self._picture.rect()))

    @override
    def mousePressEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        event.accept()
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._held = self._node_at(event.scenePos())
        if self._held is None:
            self.point_set.emit(*self._share(event.scenePos()))
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            center = self._nodes[self._held].pos()
            self._rubber = self.addLine(center.x(), center.y(), center.x(), center.y(), _pen())
        else:
            self.chosen.emit(self._held)

    @override
    def mouseMoveEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        if self._held is None:
            return
        if self._rubber is not None:
            line = self._rubber.line()
            line.setP2(event.scenePos())
            self._rubber.setLine(line)
            return
        self._nodes[self._held].setPos(self._inside(event.scenePos()))
        for (a, b), line_item in self._lines:
            start, end = self._nodes[a].pos(), self._nodes[b].pos()
            line_item.setLine(start.x(), start.y(), end.x(), end.y())

    @override
    def mouseReleaseEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        held, rubber = self._held, self._rubber
        self._held = self._rubber = None
        if held is None:
            return
        if rubber is None:
            self.point_moved.emit(held, *self._share(event.scenePos()))
            return
        self.removeItem(rubber)
        other = self._node_at(event.scenePos())
        if other is not None and other != held:
            self.joined.emit(held, other)

    def _node_at(self, position: QPointF) -> int | None:
        reach = [(position - node.pos()).manhattanLength() for node in self._nodes]
        nearest = min(range(len(reach)), key=reach.__getitem__, default=None)
        return nearest if nearest is not None and reach[nearest] <= 2 * RADIUS else None

    def _inside(self, position: QPointF) -> QPointF:
        return QPointF(min(max(position.x(), 0.0), SIDE), min(max(position.y(), 0.0), SIDE))

    def _share(self, position: QPointF) -> Point:
        inside = self._inside(position)
        return inside.x() / SIDE, inside.y() / SIDE

    def _node(self, place: Point, is_current: bool) -> QGraphicsEllipseItem:
        node = self.addEllipse(-RADIUS, -RADIUS, 2 * RADIUS, 2 * RADIUS, QPen(painting.DARK))
        node.setBrush(QColor(ACCENT) if is_current else painting.WHITE)
        node.setPos(place[0] * SIDE, place[1] * SIDE)
        node.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsSelectable, False)
        return node

    def _line(self, places: list[Point], edge: Pair) -> QGraphicsLineItem:
        (x1, y1), (x2, y2) = (places[index] for index in edge)
        return self.addLine(x1 * SIDE, y1 * SIDE, x2 * SIDE, y2 * SIDE, _pen())


def _pen() -> QPen:
    return QPen(QColor(ACCENT), 2.0)


def _name(node: QGraphicsItem, name: str) -> None:
    plate = QGraphicsRectItem(node)
    plate.setBrush(painting.DARK)
    plate.setPen(Qt.PenStyle.NoPen)
    text = QGraphicsSimpleTextItem(name, plate)
    text.setBrush(painting.WHITE)
    plate.setRect(text.boundingRect().adjusted(-3, -1, 3, 1))
    plate.setPos(RADIUS + 5, -RADIUS - 2)
