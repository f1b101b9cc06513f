"""Enough of the values of an image of more than 8 bits to draw and to count them."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from desktop.jobs.image_reading import to_qimage
from engine.images import measure_values, to_eight_bits
from engine.protocol.specs import ValueRange, ValueRangeRule

MOST_VALUES = 200_000
SMALL_SIDE = 240
"""Longest side of the image that shows what a range does, in pixels."""
TAILS = (0.01, 99.99)
"""Percentiles between which values are drawn: one hot pixel must not press all others together."""
BARS = 128
FARTHEST = 1e150
"""Values beyond it are drawn here: the distance of two of them may be larger than any number."""


class ValueSample:
    """Evenly spaced values of an image.

    Args:
        values: (height, width) or (height, width, 3), of any type of numbers.
    """

    def __init__(self, values: NDArray[Any]) -> None:
        self._values = values
        self._ranges: dict[ValueRangeRule, ValueRange] = {}
        flat = values.reshape(-1)
        flat = flat[:: max(1, flat.size // MOST_VALUES)].astype(np.float64)
        flat = flat[np.isfinite(flat)]
        self._sorted = np.sort(np.clip(flat, -FARTHEST, FARTHEST))
        step = max(1, -(-max(values.shape[:2]) // SMALL_SIDE))
        self._small = values[::step, ::step]
        self.is_whole = bool(np.issubdtype(values.dtype, np.integer))
        """Whether there are whole numbers only."""

    def range_by(self, rule: ValueRangeRule) -> ValueRange:
        """What a rule makes of this image."""
        if rule not in self._ranges:
            self._ranges[rule] = measure_values(self._values, rule)
        return self._ranges[rule]

    def axis(self) -> tuple[float, float]:
        """From where to where values are drawn."""
        if not self._sorted.size:
            return 0.0, 1.0
        low, high = (float(value) for value in np.percentile(self._sorted, TAILS))
        aside = max((high - low) * 0.05, 1e-9 * max(abs(low), abs(high), 1.0))
        return low - aside, high + aside

    def bars(self) -> list[float]:
        """How often values occur along the axis, the most frequent as 1; by the logarithm."""
        counts, _ = np.histogram(self._sorted, bins=BARS, range=self.axis())
        heights = np.log1p(counts)
        return (heights / max(heights.max(), 1.0)).tolist()

    def shares_outside(self, value_range: ValueRange) -> tuple[float, float]:
        """Which part of all values is black or darker, and white or lighter, from 0 to 1."""
        count = max(self._sorted.size, 1)
        below = int(np.searchsorted(self._sorted, value_range.low, side="left"))
        above = self._sorted.size - int(np.searchsorted(self._sorted, value_range.high, "right"))
        return below / count, above / count

    def shown(self, value_range: ValueRange) -> QImage:
        """The image with this range, small."""
        pixels = to_eight_bits(self._small, value_range)
        colored = pixels if pixels.ndim == 3 else np.repeat(pixels[..., np.newaxis], 3, axis=2)
        return to_qimage(colored)
