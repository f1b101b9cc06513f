"""One side of a box that is dragged."""

SMALLEST_SIDE = 1.0
"""A box is never made narrower than this, in image pixels."""


def span(low: float, high: float, side: int, value: float) -> tuple[float, float]:
    """Both ends of a box along one axis, after one of them went to ``value``.

    It stops before the other end rather than passing it: a box that turns inside out under the
    hand is harder to understand than one that stops.
    """
    if side < 0:
        return min(value, high - SMALLEST_SIDE), high
    if side > 0:
        return low, max(value, low + SMALLEST_SIDE)
    return low, high
