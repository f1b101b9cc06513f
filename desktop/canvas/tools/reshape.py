"""Dragging one handle of a shape, or all its chosen vertices; a click chooses a handle."""

from PySide6.QtCore import Qt

from desktop.canvas import handles
from desktop.canvas.regions import snapped
from desktop.canvas.stage import Edit, Stage
from desktop.canvas.tools.base import ADDING, DRAG_FROM, Drag, Pointer
from desktop.canvas.tools.moving import vertex_offset
from engine.geometry.types import Geometry

SNAP_REACH = 6.0
"""Closer to the image's border than this (screen pixels) is on it."""


def reshape(
    stage: Stage, start: Pointer, key: int, index: int, begun: Geometry | None = None
) -> Drag:
    """Drags one handle of a shape; ``begun`` is its geometry when that has already changed."""
    before = stage.index.shape(key).geometry
    geometry = begun or before
    pointer = start
    try:
        while not pointer.released:
            if geometry is not before:
                stage.set_edit(Edit(reshaped=geometry))
            pointer = yield
            if pointer.moved_from(start, stage.reach(DRAG_FROM)) or stage.edit.reshaped:
                geometry = _dragged(stage, begun or before, index, start, pointer)
    finally:
        stage.set_edit(Edit())
    if geometry != before:
        stage.commit({key: geometry})
    elif handles.can_choose(geometry, index):
        is_added = bool(start.modifiers & ADDING)
        stage.choose_vertices(stage.vertices ^ {index} if is_added else {index})


def _dragged(
    stage: Stage, geometry: Geometry, index: int, start: Pointer, pointer: Pointer
) -> Geometry:
    if index in stage.vertices and len(stage.vertices) > 1:
        return _all_dragged(stage, geometry, start, pointer)
    reach = stage.reach(SNAP_REACH)
    is_free = handles.is_free(geometry, index)
    point = pointer.point if is_free else snapped(pointer.point, stage.width, stage.height, reach)
    is_steady = pointer.holds(Qt.KeyboardModifier.ShiftModifier)
    return handles.with_handle_at(geometry, index, point, is_steady=is_steady)


def _all_dragged(stage: Stage, geometry: Geometry, start: Pointer, pointer: Pointer) -> Geometry:
    moved = pointer.point[0] - start.point[0], pointer.point[1] - start.point[1]
    return handles.nudged(geometry, stage.vertices, vertex_offset(stage, geometry, moved))
