"""Dragging one handle of a shape; a click chooses a vertex."""

from desktop.canvas import handles
from desktop.canvas.regions import snapped
from desktop.canvas.stage import Edit, Stage
from desktop.canvas.tools.base import DRAG_FROM, Drag, Pointer
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
                reach = stage.reach(SNAP_REACH)
                point = snapped(pointer.point, stage.width, stage.height, reach)
                geometry = handles.with_handle_at(geometry, index, point)
    finally:
        stage.set_edit(Edit())
    if geometry != before:
        stage.commit({key: geometry})
    elif handles.has_vertices(geometry):
        stage.choose_vertex(index)
