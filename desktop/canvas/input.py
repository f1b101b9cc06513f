"""Mouse, wheel, touch and keys of the canvas: panning and zooming here, the rest for the tool."""

from typing import cast

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QSinglePointEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QWidget
from typing_extensions import override

from desktop.canvas.keys import CanvasKeys, name_of
from desktop.canvas.navigation import WHEEL_FACTOR
from desktop.canvas.nudging import Nudge, is_arrow
from desktop.canvas.surface import CanvasSurface
from desktop.canvas.tools.base import Drag, Pointer
from engine.geometry.types import Point

NOTCH = 120
"""Qt's angle of one notch of a wheel, in eighths of a degree."""
SCROLL_PIXELS = 60
NO_MODIFIER = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class CanvasInput(CanvasSurface):
    """Turns events into what the tool in hand understands."""

    pointer_moved = Signal(float, float)
    """Position of the pointer in image pixels."""
    delete_requested = Signal(object)
    """Tuple of keys to delete."""
    draft_cancelled = Signal()
    """An unfinished draft was thrown away."""
    menu_requested = Signal(object)
    """Global position where the menu of the selected shapes is asked for."""
    space_tapped = Signal()
    """Space was pressed and released without panning."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keys = CanvasKeys()
        self.draws = False
        """Whether the tool in hand draws objects."""
        self._nudge = Nudge(self.stage)
        self._drag: Drag | None = None
        self._button = Qt.MouseButton.NoButton
        self._panning_from: QPointF | None = None
        self._space_held = False
        self._space_used = False
        self._wheel_angle = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)

    def has_draft(self) -> bool:
        """Whether something unfinished is on the canvas."""
        return self._drag is not None or self.current.has_draft()

    def finish_draft(self) -> None:
        """Finishes what is being drawn, if it can be finished."""
        if self._drag is None:
            self.current.finish()

    def cancel_draft(self) -> None:
        """Throws the draft away; emits ``draft_cancelled`` if there was one."""
        self._nudge.drop()
        if not self.has_draft():
            return
        if self._drag is not None:
            self._drag.close()
            self._drag = None
        self.current.cancel()
        self.draft_cancelled.emit()

    def is_selected_on_purpose(self) -> bool:
        """Whether a key is meant for the selection, not for the draft or what is drawn next."""
        return not (self.draws and (self.stage.just_drawn or self.has_draft()))

    def take_back(self) -> None:
        """Takes back the last vertex or prompt of the draft."""
        if self._drag is None and self.current.has_draft():
            self.current.take_back()

    def cycle_selection(self) -> None:
        """Selects the next shape under the pointer, larger and larger; without any, the next.

        What is dragged stays what is selected.
        """
        if self._drag is None:
            self.stage.cycle()

    def show_cursor(self) -> None:
        """Shows what the next press would do."""
        if self._panning_from is not None:
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        elif self._space_held:
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self.viewport().setCursor(self.current.cursor)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.image.size.isEmpty() or self._drag is not None:
            return
        self._nudge.finish()
        if event.button() == Qt.MouseButton.MiddleButton or self._space_held:
            self._panning_from = event.position()
            self._space_used = True
        else:
            self._begin(event, self.current.press(self._pointer(event)))
        self.show_cursor()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.image.size.isEmpty() or self._drag is not None:
            return
        if event.button() == Qt.MouseButton.LeftButton and not self._space_held:
            self._begin(event, self.current.double_click(self._pointer(event)))
        else:
            self.mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.image.size.isEmpty():
            return
        if self._panning_from is not None:
            moved = event.position() - self._panning_from
            self._panning_from = event.position()
            self.navigator.pan_by(moved.x(), moved.y())
            return
        pointer = self._pointer(event)
        if self._drag is not None:
            self._advance(pointer)
        else:
            self.current.hover(pointer)
        self.show_cursor()
        self._mark(pointer.point)
        self.pointer_moved.emit(*pointer.point)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._panning_from is not None:
            self._panning_from = None
        elif self._drag is not None and event.button() == self._button:
            self._advance(self._pointer(event, released=True))
        self.show_cursor()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        # While something is drawn, the right button belongs to the tool.
        event.accept()
        is_busy = self.has_draft() or self._panning_from is not None or self._space_held
        if self.image.size.isEmpty() or is_busy:
            return
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            position = self.navigator.to_scene(QPointF(event.pos()))
            self.stage.select_for_menu((position.x(), position.y()))
        self.menu_requested.emit(event.globalPos())

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.current.leave()
        self._mark(None)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        angle = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._zoom_at(WHEEL_FACTOR ** (angle.y() / NOTCH), event.position())
        elif not self.current.wheel(self._notches(angle.y())) and not self.image.size.isEmpty():
            moved = event.pixelDelta() if event.hasPixelDelta() else angle * SCROLL_PIXELS / NOTCH
            aside = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            dx, dy = (moved.y(), moved.x()) if aside else (moved.x(), moved.y())
            self.navigator.pan_by(dx, dy)
        event.accept()

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self._zoom_at(1.0 + event.value(), event.position())
            return True
        if isinstance(event, QGestureEvent):
            pinch = cast("QPinchGesture", event.gesture(Qt.GestureType.PinchGesture))
            center = self.viewport().mapFromGlobal(pinch.centerPoint())
            self._zoom_at(pinch.scaleFactor(), QPointF(center))
            return True
        return super().viewportEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        # What the draft needs comes before the window's shortcuts.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if not is_arrow(event):
                # Whatever the key does begins with what is seen.
                self._nudge.finish()
            if self._takes(event):
                event.accept()
                return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        name = name_of(event)
        if self._nudges(event):
            self._nudge.step(event)
        elif self._takes(event):
            self._use(event)
        elif name in self.keys.delete and self.stage.selection:
            self.delete_requested.emit(self.stage.selection)
        elif name in self.keys.next_object:
            self.cycle_selection()
        else:
            event.ignore()

    @override
    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if is_arrow(event) and not event.isAutoRepeat():
            self._nudge.finish()
        if event.key() != Qt.Key.Key_Space or event.isAutoRepeat() or not self._space_held:
            event.ignore()
            return
        self._space_held = False
        self.show_cursor()
        if not self._space_used:
            self.space_tapped.emit()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._nudge.finish()
        self._space_held = False
        self.show_cursor()

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        # Tab goes to the next shape; Shift+Tab still leaves the canvas.
        is_for_shapes = "Tab" in self.keys.next_object or self.current.takes_key(Qt.Key.Key_Tab)
        return not (next and is_for_shapes) and super().focusNextPrevChild(next)

    def _takes(self, event: QKeyEvent) -> bool:
        """Whether a key means something here that goes before its meaning for the window."""
        if self.image.size.isEmpty():
            return False
        if self._nudges(event):
            return True
        if name_of(event) in self.keys.finish:
            return self.has_draft()
        if event.modifiers() not in NO_MODIFIER:
            return False
        key = event.key()
        if key == Qt.Key.Key_Escape and self._holds_objects():
            return True
        if key in (Qt.Key.Key_Escape, Qt.Key.Key_Backspace):
            return self.has_draft()
        return key == Qt.Key.Key_Space or self.current.takes_key(key)

    def _holds_objects(self) -> bool:
        """Whether Escape lets go of what is selected, and not of the tool."""
        return bool(self.stage.selection) and (not self.draws or self.current.extends)

    def _nudges(self, event: QKeyEvent) -> bool:
        """Whether an arrow moves the selection, and is not a key of the window."""
        has_any = bool(self.stage.selection) and self.is_selected_on_purpose()
        return self._drag is None and is_arrow(event) and (self._nudge.is_on or has_any)

    def _use(self, event: QKeyEvent) -> None:
        key = event.key()
        if name_of(event) in self.keys.finish:
            self.finish_draft()
        elif key == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self._space_held, self._space_used = True, False
                self.show_cursor()
        elif key == Qt.Key.Key_Escape and self.has_draft():
            self.cancel_draft()
        elif key == Qt.Key.Key_Escape:
            self.stage.select(())
        elif key == Qt.Key.Key_Backspace:
            self.take_back()
        else:
            self.current.key(key)

    def _begin(self, event: QMouseEvent, drag: Drag | None) -> None:
        if drag is not None:
            next(drag)
            self._drag, self._button = drag, event.button()

    def _advance(self, pointer: Pointer) -> None:
        drag = self._drag
        if drag is None:
            return
        if pointer.released:
            # What the drag emits at its end may begin something new.
            self._drag = None
        try:
            drag.send(pointer)
        except StopIteration:
            self._drag = None

    def _pointer(self, event: QSinglePointEvent, released: bool = False) -> Pointer:
        position = self.navigator.to_scene(event.position())
        self.stage.pointer = (position.x(), position.y())
        return Pointer(self.stage.pointer, event.button(), event.modifiers(), released)

    def _mark(self, point: Point | None) -> None:
        """Show where the pointer is, in image pixels; None when it left the canvas."""
        self.cross_hair.move_to(point)
        self.rulers.point(point)

    def _zoom_at(self, factor: float, position: QPointF) -> None:
        self.navigator.zoom_to(self.navigator.scale * factor, position)
        self.zoomed()

    def _notches(self, angle: int) -> int:
        """Whole notches of a wheel that may report fractions of them; down is forward."""
        self._wheel_angle += angle
        notches = int(self._wheel_angle / NOTCH)
        self._wheel_angle -= notches * NOTCH
        return -notches
