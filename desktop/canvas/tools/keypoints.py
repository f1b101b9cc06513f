"""The key point tool: point by point in the order of the skeleton, or all at once in a box."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from desktop.canvas import painting
from desktop.canvas.keypoint_painting import draw_keypoints, draw_name
from desktop.canvas.regions import snapped
from desktop.canvas.stage import Stage
from desktop.canvas.tools.base import DRAG_FROM, Drag, Pointer, Tool
from desktop.canvas.tools.box import box_between, rectangle
from desktop.canvas.tools.reshape import SNAP_REACH, reshape
from desktop.canvas.tools.target import OnHandle, find_target
from engine.geometry.skeleton import ABSENT, OCCLUDED, VISIBLE, posed
from engine.geometry.types import Box, Keypoint, Keypoints, Point

HIDDEN = Qt.KeyboardModifier.ControlModifier
SKIP = Qt.Key.Key_Tab
NOWHERE = Keypoint(0.0, 0.0, ABSENT)


class KeypointsTool(Tool):
    """A click places the next point, with Ctrl one that is occluded; Tab leaves one out.

    A drag places all points as they usually lie in the box that is dragged.
    """

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._points: tuple[Keypoint, ...] = ()
        self._pointer: Point | None = None
        self._box: Box | None = None

    def press(self, pointer: Pointer) -> Drag | None:
        """Places a point, begins a box, or takes hold of a point of the selected object."""
        if pointer.button != Qt.MouseButton.LeftButton:
            return None
        if self.stage.draft_skeleton is None:
            self.stage.skeleton_missing.emit()
            return None
        target = None if self._points else find_target(self.stage, pointer.point)
        match target:
            case OnHandle(key, index):
                return reshape(self.stage, pointer, key, index)
            case _:
                return self._place(pointer)

    def hover(self, pointer: Pointer) -> None:
        """Says which point the next click places."""
        self._pointer = pointer.point
        self.stage.draft_changed.emit()

    def leave(self) -> None:
        """Says nothing."""
        self._pointer = None
        self.stage.draft_changed.emit()

    def takes_key(self, key: int) -> bool:
        """Tab belongs to the draft."""
        return key == SKIP and self.has_draft()

    def key(self, key: int) -> None:
        """Leaves the next point out."""
        self._add(NOWHERE)

    def has_draft(self) -> bool:
        """Whether a point is placed."""
        return bool(self._points)

    def finish(self) -> None:
        """Keeps the object; the points that were not placed are absent."""
        points, skeleton = self._points, self.stage.draft_skeleton
        if skeleton is None or not any(point.visibility for point in points):
            return
        missing = len(skeleton.names) - len(points)
        self._set(())
        self.stage.geometry_drawn.emit(Keypoints(points + missing * (NOWHERE,)))

    def cancel(self) -> None:
        """Forgets all points."""
        self._set(())

    def take_back(self) -> None:
        """Forgets the last point."""
        self._set(self._points[:-1])

    def paint(self, painter: QPainter, area: QRectF) -> None:
        """Paints the points, and the name of the one that comes next."""
        stage, skeleton = self.stage, self.stage.draft_skeleton
        if skeleton is None:
            return
        shown = Keypoints(self._points)
        if self._box is not None:
            path = QPainterPath()
            path.addRect(rectangle(self._box))
            painting.draw_outline(painter, path, stage.draft_color)
            shown = posed(stage.draft_pose(), self._box)
        draw_keypoints(painter, shown, skeleton.edges, stage.draft_color, stage.scale)
        if (
            self._pointer is not None
            and self._box is None
            and len(self._points) < len(skeleton.names)
        ):
            draw_name(painter, QPointF(*self._pointer), skeleton.names[len(self._points)])

    def _place(self, start: Pointer) -> Drag:
        pointer = start
        is_first = not self._points
        try:
            while not pointer.released:
                pointer = yield
                self._pointer = pointer.point
                is_drag = pointer.moved_from(start, self.stage.reach(DRAG_FROM))
                self._stretch(start.point if is_first and is_drag else None, pointer.point)
            box = self._box
        finally:
            self._stretch(None, pointer.point)
        if box is not None:
            self.stage.geometry_drawn.emit(posed(self.stage.draft_pose(), box))
        elif not (is_first and pointer.moved_from(start, self.stage.reach(DRAG_FROM))):
            visibility = OCCLUDED if start.holds(HIDDEN) else VISIBLE
            self._add(Keypoint(*self._inside(pointer.point), visibility))

    def _add(self, point: Keypoint) -> None:
        self._set((*self._points, point))
        skeleton = self.stage.draft_skeleton
        if skeleton is not None and len(self._points) >= len(skeleton.names):
            self.finish()

    def _stretch(self, corner: Point | None, end: Point) -> None:
        self._box = None if corner is None else box_between(self.stage, corner, end)
        self.stage.draft_changed.emit()

    def _inside(self, point: Point) -> Point:
        stage = self.stage
        return snapped(point, stage.width, stage.height, stage.reach(SNAP_REACH))

    def _set(self, points: tuple[Keypoint, ...]) -> None:
        self._points = points
        self.stage.draft_changed.emit()
