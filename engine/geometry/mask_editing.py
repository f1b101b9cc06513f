"""Masks mended: holes filled, the largest part alone, edges smoothed."""

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from engine.geometry.mask_algebra import from_runs, or_none
from engine.geometry.masks import mask_box, traced
from engine.geometry.run_lengths import decode_region, lengths_between, region_run_lengths
from engine.geometry.types import Mask

_Places = NDArray[np.int64]
"""Counted down the columns of an image."""
SMOOTHED = 2
"""Pixels around each one that are asked for their majority."""


def without_holes(mask: Mask) -> Mask:
    """Return a mask with all its holes filled."""
    starts, ends = _runs_inside([part.exterior for part in traced(mask)], mask.height)
    # An island in a hole lies within the outline of what is around it.
    edges = np.concatenate((starts, ends))
    order = np.argsort(edges, kind="stable")
    covers = np.cumsum(np.repeat((1, -1), len(starts))[order])
    is_end = covers == 0
    is_start = np.concatenate(([True], is_end[:-1])) if len(is_end) else is_end
    places = edges[order]
    return _from_places(places[is_start], places[is_end], mask)


def largest_part(mask: Mask) -> Mask | None:
    """Return the largest part of a mask, with its holes; None of an empty mask."""
    part = max(traced(mask), key=lambda part: part.area, default=None)
    if part is None:
        return None
    starts, ends = _runs_inside([part.exterior, *part.interiors], mask.height)
    # A hole begins where a run of the outline ends for now.
    places = np.sort(np.concatenate((starts, ends)))
    return _from_places(places[::2], places[1::2], mask)


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
    return _row_counts(_row_counts(region, radius).T, radius).T


def _row_counts(values: NDArray[Any], radius: int) -> NDArray[np.int32]:
    """Sum up to ``radius`` values of the rows above and below."""
    sums = np.cumsum(np.pad(values, ((radius + 1, radius), (0, 0))), axis=0, dtype=np.int32)
    return sums[2 * radius + 1 :] - sums[: -2 * radius - 1]


def _runs_inside(rings: list[shapely.LinearRing], height: int) -> tuple[_Places, _Places]:
    """Where runs of the pixels inside each of some traced rings start and end, ring by ring."""
    points, ring = shapely.get_coordinates(rings, return_index=True)
    # The last point of a ring is its first one again. A ring crosses the middle of a column where
    # a run starts or ends.
    is_crossing = (np.diff(ring, append=-1) == 0) & (points[:, 0] % 1 == 0.5)
    crossings, ring = points[is_crossing], ring[is_crossing]
    places = (np.floor(crossings[:, 0]) * height + crossings[:, 1]).astype(np.int64)
    places = places[np.lexsort((places, ring))]
    return places[::2], places[1::2]


def _from_places(starts: _Places, ends: _Places, like: Mask) -> Mask:
    lengths = lengths_between(starts, ends, like.width * like.height)
    return from_runs(lengths, like.width, like.height)
