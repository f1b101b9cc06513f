"""Moving the selection as a whole, inside the image: by the mouse, and by arrow keys."""

from desktop.canvas import handles
from desktop.canvas.stage import Stage
from engine.geometry import ops
from engine.geometry.types import Bounds, Geometry, Point


def offset_inside(stage: Stage, extent: Bounds, dx: float, dy: float) -> Point:
    """How far to move what covers ``extent`` so that nothing more of it leaves the image."""
    return (
        max(min(-extent.left, 0.0), min(dx, max(stage.width - extent.right, 0.0))),
        max(min(-extent.top, 0.0), min(dy, max(stage.height - extent.bottom, 0.0))),
    )


def vertex_offset(stage: Stage, geometry: Geometry, wanted: Point) -> Point:
    """How far to move the chosen vertices so that none leaves the image."""
    points = handles.handles_of(geometry)
    bound = [points[i] for i in stage.vertices if not handles.is_free(geometry, i)]
    extent = ops.extent_of(bound)
    return wanted if extent is None else offset_inside(stage, extent, *wanted)


def commit_move(stage: Stage, offset: Point) -> None:
    """The selection has been moved; it may have become another one meanwhile."""
    extent = stage.index.extent(stage.selection)
    if extent is None:
        return
    offset = offset_inside(stage, extent, *offset)
    before = {key: stage.index.shape(key).geometry for key in stage.selection}
    after = {key: ops.translate(geometry, *offset) for key, geometry in before.items()}
    # A mask moves by whole pixels, and the label of a whole image not at all.
    moved = {key: geometry for key, geometry in after.items() if geometry != before[key]}
    if moved:
        stage.commit(moved)
