"""A growing line of points, and its smoothing."""

from array import array
from typing import Self

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]


class Series:
    """Points in the order of their x, kept compactly: a run has one for each of its batches."""

    def __init__(self) -> None:
        self._x = array("d")
        self._y = array("d")

    def __len__(self) -> int:
        return len(self._x)

    def append(self, x: float, y: float) -> None:
        """Add a point at the end."""
        self._x.append(x)
        self._y.append(y)

    def before(self, x: float) -> Self:
        """Return a copy with the points up to and including ``x``."""
        kept = type(self)()
        count = int(np.searchsorted(self.x, x, side="right"))
        kept._x, kept._y = self._x[:count], self._y[:count]
        return kept

    @property
    def x(self) -> FloatArray:
        """All x, shape (n,)."""
        return np.array(self._x)

    @property
    def y(self) -> FloatArray:
        """All y, shape (n,)."""
        return np.array(self._y)


def smooth(values: FloatArray, weight: float) -> FloatArray:
    """Exponential moving average without the pull towards zero at its start.

    Bias correction as in Adam (Kingma & Ba 2015, section 3).

    Args:
        values: Shape (n,).
        weight: 0 leaves the values as they are; near 1 only the trend is left.

    Returns:
        Shape (n,).
    """
    if weight <= 0.0 or not len(values):
        return values
    smoothed = np.empty_like(values)
    average = 0.0
    for index, value in enumerate(values.tolist()):
        average = weight * average + (1.0 - weight) * value
        smoothed[index] = average
    return smoothed / (1.0 - weight ** np.arange(1, len(values) + 1))
