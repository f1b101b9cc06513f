"""The box tool: press, drag, release; or a click at each of two corners."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from desktop.canvas import painting
from desktop.canvas.regions import snapped
from desktop.canvas.stage import Stage
from desktop.canvas.tools.base import DRAG_FROM, Drag, Pointer, Tool
from desktop.canvas.tools.reshape import SNAP_REACH, reshape
from desktop.canvas.tools.target import OnHandle, find_target
from engine.geometry.types import Box, Point

SMALLEST_ON_SCREEN = 2.0
"""A box with a shorter side than this (screen pixels) is none (docs/notes/interaction.md)."""


class BoxTool(Tool):
    """Draws boxes; the handles of the selected one can be dragged meanwhile.

    A click selects what is there and not selected yet; elsewhere it is a box's first corner.
    """

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._box: Box | None = None
        self._corner: Point | None = None

    def press(self, pointer: Pointer) -> Drag | None:
        """Begins a box, sets its second corner, or takes hold of a handle."""
        if pointer.button != Qt.MouseButton.LeftButton:
            return None
        if self._corner is not None:
            return self._set_second(self._corner, pointer)
        match find_target(self.stage, pointer.point):
            case OnHandle(key, index):
                return reshape(self.stage, pointer, key, index)
            case _:
                return self._draw(pointer)

    def hover(self, pointer: Pointer) -> None:
        """Moves the corner that is still to be set."""
        self._stretch(self._corner, pointer.point)

    def leave(self) -> None:
        """Takes the corner away that was where the pointer is no more."""
        self._stretch(None, self.stage.pointer)

    def has_draft(self) -> bool:
        """Whether the first of two corners is set."""
        return self._corner is not None

    def finish(self) -> None:
        """Sets the second corner where the pointer is, if that makes a box."""
        if self._box is not None:
            self._give(self._box)

    def cancel(self) -> None:
        """Forgets the corner."""
        self._corner = None
        self._stretch(None, self.stage.pointer)

    def take_back(self) -> None:
        """Forgets the corner, which is all there is of the draft."""
        self.cancel()

    def paint(self, painter: QPainter, area: QRectF) -> None:
        """Paints the box being drawn."""
        if self._box is not None:
            path = QPainterPath()
            path.addRect(rectangle(self._box))
            painting.draw_outline(painter, path, self.stage.draft_color, fill=painting.FILL)
        if self._corner is not None:
            painting.draw_handle(painter, QPointF(*self._corner), self.stage.scale)

    def _draw(self, start: Pointer) -> Drag:
        pointer = start
        try:
            while not pointer.released:
                pointer = yield
                self._stretch(start.point, pointer.point)
            box = self._box
        finally:
            self._stretch(None, pointer.point)
        if not pointer.moved_from(start, self.stage.reach(DRAG_FROM)):
            self._click(start.point)
        elif box is not None:
            self._give(box)

    def _click(self, point: Point) -> None:
        stage, there = self.stage, self.stage.shapes_at(point)[:1]
        is_chosen = there == stage.selection and not stage.just_drawn
        if not there or is_chosen:
            self._corner = snapped(point, stage.width, stage.height, stage.reach(SNAP_REACH))
            stage.draft_changed.emit()
        if not is_chosen:
            stage.select(there)

    def _set_second(self, corner: Point, pointer: Pointer) -> Drag:
        """The second corner follows the pointer until the button is released."""
        while not pointer.released:
            pointer = yield
            self._stretch(corner, pointer.point)
        box = self._box
        self.cancel()
        if box is not None:
            self._give(box)

    def _give(self, box: Box) -> None:
        self.cancel()
        self.stage.geometry_drawn.emit(box)

    def _stretch(self, corner: Point | None, end: Point) -> None:
        self._box = None if corner is None else box_between(self.stage, corner, end)
        self.stage.draft_changed.emit()


def box_between(stage: Stage, a: Point, b: Point) -> Box | None:
    """The box between two points, inside the image; None when too small to be meant."""
    reach = stage.reach(SNAP_REACH)
    (x1, y1), (x2, y2) = (snapped(point, stage.width, stage.height, reach) for point in (a, b))
    smallest = stage.reach(SMALLEST_ON_SCREEN)
    if abs(x1 - x2) < smallest or abs(y1 - y2) < smallest:
        return None
    return Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


def rectangle(box: Box) -> QRectF:
    """A box as Qt's rectangle."""
    return QRectF(box.left, box.top, box.right - box.left, box.bottom - box.top)
