"""The rotated box tool: the axis first, then the width."""

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from desktop.canvas import painting, rotated_handles
from desktop.canvas.regions import region_of, snapped
from desktop.canvas.stage import Stage
from desktop.canvas.tools.base import DRAG_FROM, Drag, Pointer, Tool
from desktop.canvas.tools.box import SMALLEST_ON_SCREEN
from desktop.canvas.tools.reshape import SNAP_REACH, reshape
from desktop.canvas.tools.target import OnHandle, find_target
from engine.geometry.types import Point, RotatedBox


class RotatedBoxTool(Tool):
    """Draws boxes at any angle; handles of the selected one can be dragged meanwhile.

    The axis is dragged, or clicked at both ends; then the pointer gives the width, as much on both
    sides of the axis, and a click keeps it.
    """

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._ends: tuple[Point, ...] = ()
        self._pointer: Point = (0.0, 0.0)

    def press(self, pointer: Pointer) -> Drag | None:
        """Begins the axis, ends it, gives the width, or takes hold of a handle."""
        if pointer.button != Qt.MouseButton.LeftButton:
            return None
        target = None if self._ends else find_target(self.stage, pointer.point)
        match target:
            case OnHandle(key, index):
                return reshape(self.stage, pointer, key, index)
            case _:
                return self._place(pointer)

    def hover(self, pointer: Pointer) -> None:
        """Moves the end of the axis, or the side, that is still to be set."""
        self._move(pointer.point)

    def has_draft(self) -> bool:
        """Whether the axis is begun."""
        return bool(self._ends)

    def finish(self) -> None:
        """Keeps the box as it is shown, if it is wide enough to be meant."""
        box = self._box()
        if box is not None:
            self.cancel()
            self.stage.geometry_drawn.emit(box)

    def cancel(self) -> None:
        """Forgets the axis."""
        self._set(())

    def take_back(self) -> None:
        """Forgets the last end of the axis."""
        self._set(self._ends[:-1])

    def paint(self, painter: QPainter, area: QRectF) -> None:
        """Paints the axis and the box around it."""
        if not self._ends:
            return
        box = self._box()
        if box is not None:
            path = painting.path_of(region_of(box))
            painting.draw_outline(painter, path, self.stage.draft_color, fill=painting.FILL)
        start, end = (QPointF(*point) for point in (*self._ends, self._inside(self._pointer))[:2])
        painter.setPen(painting.pen(painting.WHITE, 1.0, dashed=True))
        painter.drawLine(QLineF(start, end))
        for point in self._ends:
            painting.draw_handle(painter, QPointF(*point), self.stage.scale)

    def _place(self, start: Pointer) -> Drag:
        """The axis follows the pointer; without a drag, a click sets one end of it."""
        ends = self._ends
        if not ends:
            self._set((self._inside(start.point),))
        pointer = start
        while not pointer.released:
            self._move(pointer.point)
            pointer = yield
        self._move(pointer.point)
        is_drag = pointer.moved_from(start, self.stage.reach(DRAG_FROM))
        if len(ends) == 2:
            self.finish()
        elif ends or is_drag:
            self._end_axis()

    def _end_axis(self) -> None:
        start, end = self._ends[0], self._inside(self._pointer)
        length = QLineF(QPointF(*start), QPointF(*end)).length()
        if length >= self.stage.reach(SMALLEST_ON_SCREEN):
            self._set((start, end))

    def _box(self) -> RotatedBox | None:
        if len(self._ends) < 2:
            return None
        start, end = self._ends
        axis = rotated_handles.box_along(start, end, 0.0)
        width = 2 * abs(rotated_handles.to_box(axis, self._pointer)[1])
        if width < self.stage.reach(SMALLEST_ON_SCREEN):
            return None
        return rotated_handles.box_along(start, end, width)

    def _move(self, point: Point) -> None:
        self._pointer = point
        self.stage.draft_changed.emit()

    def _set(self, ends: tuple[Point, ...]) -> None:
        self._ends = ends
        self.stage.draft_changed.emit()

    def _inside(self, point: Point) -> Point:
        stage = self.stage
        return snapped(point, stage.width, stage.height, stage.reach(SNAP_REACH))
