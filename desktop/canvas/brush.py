"""The brush: how large it is and of what shape."""

from dataclasses import dataclass, replace

SMALLEST, LARGEST = 1.0, 1000.0
"""Diameters in image pixels."""
FACTOR = 1.25


@dataclass(frozen=True, slots=True)
class Brush:
    """What a stroke is painted with.

    Args:
        diameter: In image pixels; the side of a square.
        is_square: A square, not a circle.
    """

    diameter: float = 24.0
    is_square: bool = False

    @property
    def radius(self) -> float:
        """Half the diameter."""
        return self.diameter / 2

    def resized(self, steps: int) -> "Brush":
        """Larger by so many steps, or smaller; by a pixel at least."""
        diameter = self.diameter
        for _ in range(abs(steps)):
            wanted = round(diameter * FACTOR if steps > 0 else diameter / FACTOR)
            diameter = max(wanted, diameter + 1) if steps > 0 else min(wanted, diameter - 1)
        return replace(self, diameter=min(max(diameter, SMALLEST), LARGEST))

    def turned(self) -> "Brush":
        """Square instead of round, or round instead of square."""
        return replace(self, is_square=not self.is_square)
