"""Objects brought into line with each other."""

from collections.abc import Callable, Sequence

from engine.geometry.ops import bounds, together, translate
from engine.geometry.types import Bounds, Geometry, Point

Place = Callable[[Bounds], float]
"""The number of an extent that is to be the same for all: an edge, or a middle."""


def aligned(geometries: Sequence[Geometry], place: Place, direction: Point) -> list[Geometry]:
    """Move geometries so that all have the place of their common extent.

    Args:
        geometries: In image pixels; what has no extent stays.
        place: What becomes equal.
        direction: (1, 0) to move to the side, (0, 1) to move up and down.
    """
    extents = [bounds(geometry) for geometry in geometries]
    whole = together(extents)
    if whole is None:
        return list(geometries)
    wanted = place(whole)
    steps = [0.0 if extent is None else wanted - place(extent) for extent in extents]
    return [
        translate(geometry, step * direction[0], step * direction[1])
        for geometry, step in zip(geometries, steps, strict=True)
    ]
