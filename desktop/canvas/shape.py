"""What the canvas shows of an annotation or a suggestion."""

from dataclasses import dataclass

from engine.geometry.skeleton import Skeleton
from engine.geometry.types import Geometry


@dataclass(frozen=True, slots=True)
class CanvasShape:
    """One object on the image.

    Args:
        key: Whatever the page tells its objects apart by; unique on one image.
        geometry: In image pixels.
        color: Of the class, as ``#rrggbb``.
        label: Name of the class, for the tag.
        dashed: Not accepted yet: dashed, without fill.
        score: Of the model that suggested it, 0 to 1; None for human work.
        skeleton: Of the class, if it has one.
        z: Where it lies, the greatest on top; of equals the smallest area.
    """

    key: int
    geometry: Geometry
    color: str
    label: str
    dashed: bool = False
    score: float | None = None
    skeleton: Skeleton | None = None
    z: float = 0.0

    def with_geometry(self, geometry: Geometry) -> "CanvasShape":
        """The same with another geometry; ``dataclasses.replace`` takes five times as long."""
        return CanvasShape(
            self.key,
            geometry,
            self.color,
            self.label,
            self.dashed,
            self.score,
            self.skeleton,
            self.z,
        )
