"""Moving the selection as a whole, inside the image: by the mouse, and by arrow keys."""

from desktop.canvas.stage import Stage
from engine.geometry import ops
from engine.geometry.types import Bounds, Point


def offset_inside(stage: Stage, extent: Bounds, dx: float, dy: float) -> Point:
    """How far to move what covers ``extent`` so that nothing leaves the image."""
    return (
        max(-extent.left, min(dx, stage.width - extent.right)),
        max(-extent.top, min(dy, stage.height - extent.bottom)),
    )


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
