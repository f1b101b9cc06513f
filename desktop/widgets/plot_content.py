"""What a plot shows: data, replaced whole at each refresh."""

import dataclasses
from collections.abc import Sequence
from typing import Literal

import numpy as np

from desktop.theme import tokens
from desktop.widgets.series import FloatArray

Stroke = Literal["solid", "faint", "dashed"]

MOST_POINTS = 3000
"""A line of more points than twice the pixels of a wide screen looks no different."""

_LIGHT = ("#0072B2", "#D55E00", "#007D5A", "#A3467B", "#7A6A00", "#5F6068")
_DARK = ("#56B4E9", "#E69F00", "#2FBF93", "#CC79A7", "#D9CB3C", "#A0A1AA")


@dataclasses.dataclass(frozen=True)
class Line:
    """One series; ``key`` tells it from the others of its lane, ``label`` stands at its end."""

    key: str
    label: str
    color: str
    x: FloatArray
    y: FloatArray
    stroke: Stroke = "solid"
    dots: bool = False


@dataclasses.dataclass(frozen=True)
class Band:
    """A named stretch of the x axis."""

    name: str
    start: float
    end: float


@dataclasses.dataclass(frozen=True)
class Mark:
    """One point worth seeing, with its words."""

    x: float
    y: float
    text: str


def line_color(index: int) -> str:
    """The colour of the line number ``index``: Okabe and Ito's, dark enough for thin strokes."""
    colors = _DARK if tokens().dark else _LIGHT
    return colors[index % len(colors)]


def thinned(values: FloatArray) -> FloatArray:
    """Every n-th value, and the last one, so that at most ``MOST_POINTS`` + 1 are left."""
    step = -(-len(values) // MOST_POINTS)
    if step <= 1:
        return values
    return np.append(values[:-1:step], values[-1])


def spread(places: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Move places apart so that labels there do not touch.

    Args:
        places: Wanted places in pixels, in any order.
        gap: Least distance between two.
        low: Least place.
        high: Greatest place; wins where there is not room for all.

    Returns:
        The places, in the order given.
    """
    order = sorted(range(len(places)), key=lambda index: places[index])
    spread_out = list(places)
    at_least = low
    for index in order:
        spread_out[index] = at_least = max(at_least, spread_out[index])
        at_least += gap
    at_most = high
    for index in reversed(order):
        spread_out[index] = at_most = min(at_most, spread_out[index])
        at_most -= gap
    return spread_out
