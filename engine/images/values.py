"""Pictures of more than 8 bits: which of their values are shown as black and as white."""

import math
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from engine.protocol.specs import ValueRange, ValueRangeRule

TAILS = (0.1, 99.9)
"""Percentiles of a picture's own values that become black and white: a few hot or dead pixels do
not decide."""
_SAMPLES = 1_000_000
"""Values that percentiles are taken of; evenly spaced, so that the answer is always the same."""
_STRIP = 4_000_000
"""Values that are mapped at once, as they become floats of eight bytes on the way."""


def is_deep(pixels: NDArray[Any]) -> bool:
    """Whether an array has more than 8 bits a value."""
    return pixels.dtype not in (np.dtype(np.uint8), np.dtype(np.bool_))


def measure(pixels: NDArray[Any], rule: ValueRangeRule = "automatic") -> ValueRange:
    """Return the value range of a deep array by the project's rule; low is below high."""
    match rule:
        case ValueRange():
            return rule
        case "full":
            return _full(pixels)
        case "automatic":
            low, high = _percentiles(pixels)
            return _range(low, high)


# Here and below halves, because the distance of two large numbers may be larger than any number.
@np.errstate(all="ignore")
def to_eight_bits(pixels: NDArray[Any], value_range: ValueRange) -> NDArray[np.uint8]:
    """Map values to 0..255, linearly; what is no number becomes black."""
    low, high = value_range.low, value_range.high
    scale = 255.0 / np.float64(high / 2 - low / 2)
    mapped = np.empty(pixels.shape, dtype=np.uint8)
    rows = max(1, _STRIP // max(1, pixels[:1].size))
    for top in range(0, len(pixels), rows):
        part = (pixels[top : top + rows].astype(np.float64) / 2 - low / 2) * scale
        np.nan_to_num(part, copy=False, nan=0.0, posinf=255.0, neginf=0.0)
        mapped[top : top + rows] = np.clip(np.rint(part), 0, 255).astype(np.uint8)
    return mapped


def _full(pixels: NDArray[Any]) -> ValueRange:
    if np.issubdtype(pixels.dtype, np.integer):
        limits = np.iinfo(pixels.dtype)
        return ValueRange(float(limits.min), float(limits.max))
    finite = pixels[np.isfinite(pixels)]
    return _range(float(finite.min()), float(finite.max())) if finite.size else ValueRange(0.0, 1.0)


def _percentiles(pixels: NDArray[Any]) -> tuple[float, float]:
    values = pixels.reshape(-1)
    values = values[:: max(1, values.size // _SAMPLES)].astype(np.float64)
    values = values[np.isfinite(values)]
    if not values.size:
        return 0.0, 1.0
    low, high = cast("tuple[float, float]", np.percentile(values / 2, TAILS))
    return 2 * float(low), 2 * float(high)


def _range(low: float, high: float) -> ValueRange:
    """A range that is not empty: adding 1 to a large number gives that number again."""
    if not high > low:
        high = max(low + 1.0, math.nextafter(low, math.inf))
    return ValueRange(low, high) if math.isfinite(high) else ValueRange(0.0, low)
