"""Lines through the pointer, across all that is in sight."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget
from typing_extensions import override

from desktop.canvas import painting
from engine.geometry.types import Point


class CrossHairItem(QGraphicsItem):
    """Seen where it is wanted and the pointer is, with the tools that aim with it.

    Args:
        in_sight: The part of the scene that is seen.
    """

    def __init__(self, in_sight: Callable[[], QRectF]) -> None:
        super().__init__()
        self._in_sight = in_sight
        self._area = QRectF()
        self._is_wanted = True
        self._is_of_tool = False
        self._point: Point | None = None
        self.setZValue(1.5)

    def cover(self, area: QRectF) -> None:
        """The part of the scene that may be painted on."""
        self.prepareGeometryChange()
        self._area = area

    def want(self, is_wanted: bool) -> None:
        """Show it with the tools that have one, or never."""
        self._is_wanted = is_wanted
        self.update()

    def follow_tool(self, has_cross_hair: bool) -> None:
        """Another tool is in hand."""
        self._is_of_tool = has_cross_hair
        self.update()

    def move_to(self, point: Point | None) -> None:
        """The pointer is there, in image pixels; None when it left the canvas."""
        self._point = point
        if self._is_wanted and self._is_of_tool:
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
        if self._point is not None and self._is_wanted and self._is_of_tool:
            painting.draw_cross_hair(painter, QPointF(*self._point), self._in_sight())
