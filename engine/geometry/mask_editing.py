"""Masks mended: holes filled, the largest part alone, edges smoothed."""

import numpy as np
import shapely
from numpy.typing import NDArray

from engine.geometry.mask_algebra import from_runs, or_none, subtracted, united
from engine.geometry.masks import mask_box, traced
from engine.geometry.run_lengths import decode_region, lengths_between, region_run_lengths
from engine.geometry.types import Mask

SMOOTHED = 2
"""Pixels around each one that are asked for their majority."""


def without_holes(mask: Mask) -> Mask:
    """Return a mask with all its holes filled."""
    holes = [ring for part in traced(mask) for ring in part.interiors]
    filled = [_inside(ring, mask.width, mask.height) for ring in holes]
    return united((mask, *filled))


def largest_part(mask: Mask) -> Mask | None:
    """Return the largest part of a mask, with its holes; None of an empty mask."""
    part = max(traced(mask), key=lambda part: part.area, default=None)
    if part is None:
        return None
    whole = _inside(part.exterior, mask.width, mask.height)
    holes = [_inside(ring, mask.width, mask.height) for ring in part.interiors]
    return subtracted(whole, united(holes)) if holes else whole


def smoothed(mask: Mask, radius: int = SMOOTHED) -> Mask | None:
    """Return the pixels most of whose neighbours are set; None if that leaves nothing.

    Args:
        mask: Any.
        radius: In pixels; asked are (2 radius + 1)² pixels around each. What is narrower than the
            radius goes, and corners are rounded (a median filter of a binary image).
    """
    box = mask_box(mask)
    left, top = max(int(box.left) - radius, 0), max(int(box.top) - radius, 0)
    right = min(int(box.right) + radius, mask.width)
    bottom = min(int(box.bottom) + radius, mask.height)
    if box.right <= box.left:
        return None
    region = decode_region(mask, left, top, right, bottom)
    window = 2 * radius + 1
    is_most = 2 * _counts(region, radius) > window * window
    runs = region_run_lengths(is_most, left, top, mask.width, mask.height)
    return or_none(from_runs(runs, mask.width, mask.height))


def _counts(region: NDArray[np.bool_], radius: int) -> NDArray[np.int32]:
    """How many pixels are set in the square around each pixel; none beyond the region."""
    window = 2 * radius + 1
    counts = region.astype(np.int32)
    for axis in (0, 1):
        margins = [(0, 0), (0, 0)]
        margins[axis] = (radius + 1, radius)
        sums = np.cumsum(np.pad(counts, margins), axis=axis, dtype=np.int32)
        counts = sums.take(range(window, sums.shape[axis]), axis) - sums.take(
            range(sums.shape[axis] - window), axis
        )
    return counts


def _inside(ring: shapely.LinearRing, width: int, height: int) -> Mask:
    """The pixels inside a traced ring: it crosses the middle of a column where a run ends."""
    points = shapely.get_coordinates(ring)[:-1]
    crossings = points[points[:, 0] % 1 == 0.5]
    places = np.sort(np.floor(crossings[:, 0]) * height + crossings[:, 1]).astype(np.int64)
    return from_runs(lengths_between(places[::2], places[1::2], width * height), width, height)
