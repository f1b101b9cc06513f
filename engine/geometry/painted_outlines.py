"""Outlines of masks for the eye: of a maze coarser ones.

A mask in the project of a stranger may have a hundred thousand holes. To trace them all, to paint
them and to find what is clicked would stop the window for many seconds.
"""

import math

import numpy as np
from numpy.typing import NDArray

from engine.geometry.masks import Outline, outlines, outlines_of
from engine.geometry.run_lengths import column_runs, run_lengths
from engine.geometry.tracing import traced_array
from engine.geometry.types import Mask

MOST_EDGES = 100_000
"""Sides of pixels between set and unset ones, about as many as its outlines have points."""
MOST_BLOCKS = 4_000_000
"""That are looked at."""

_Integers = NDArray[np.int64]
_Runs = tuple[_Integers, _Integers, _Integers]


def painted_outlines(mask: Mask) -> list[Outline]:
    """Return outlines that are about as fine as the mask, as ``outlines`` gives them.

    A mask of more than ``MOST_EDGES`` is looked at in square blocks, of which one counts as set if
    a pixel of it is: no part is lost, and holes narrower than a block are filled.
    """
    lengths = run_lengths(mask.counts)
    if len(lengths) <= MOST_EDGES and count_edges(lengths, mask.height) <= MOST_EDGES:
        return outlines(mask)
    columns, tops, bottoms = runs = column_runs(lengths, mask.height)
    left, top = int(columns[0]), int(tops.min())
    size = int(columns[-1]) + 1 - left, int(bottoms.max()) - top
    side = max(2, math.ceil(math.sqrt(size[0] * size[1] / MOST_BLOCKS)))
    while _count_sides(blocks := _blocks(runs, (left, top), side)) > MOST_EDGES:
        side *= 2
    # Blocks have their centres at half a side, less the margin that lets outlines close.
    origin = left - 0.5 * side, top - 0.5 * side
    return outlines_of(traced_array(np.pad(blocks, 1), origin, side), side)


def count_edges(lengths: _Integers, height: int) -> int:
    """Count the sides of pixels that part set from unset ones.

    Args:
        lengths: Of a mask's runs, as ``run_lengths`` gives them.
        height: Of the image, in pixels.
    """
    ends = np.concatenate(([0], np.cumsum(lengths)))
    is_set = np.arange(len(lengths)) % 2 == 1
    set_before = np.concatenate(([0], np.cumsum(np.where(is_set, lengths, 0))))
    starts, stops = ends[:-1][is_set], ends[1:][is_set]
    # A pixel of the next column is one column of pixels further on.
    beside = [np.interp(places - height, ends, set_before).sum() for places in (starts, stops)]
    alone = int(set_before[-1]) - round(beside[1] - beside[0])
    return 2 * (len(starts) + alone)


def _blocks(runs: _Runs, corner: tuple[int, int], side: int) -> NDArray[np.bool_]:
    """Which blocks of pixels are set, by column and row, from a corner on."""
    columns, tops, bottoms = runs
    across = (columns - corner[0]) // side
    first, after = (tops - corner[1]) // side, (bottoms - 1 - corner[1]) // side + 1
    shape = int(across[-1]) + 1, int(after.max()) + 1
    began, ended = (
        np.bincount(across * shape[1] + rows, minlength=shape[0] * shape[1])
        for rows in (first, after)
    )
    return np.cumsum((began - ended).reshape(shape), axis=1)[:, :-1] > 0


def _count_sides(blocks: NDArray[np.bool_]) -> int:
    padded = np.pad(blocks, 1)
    return sum(int(np.count_nonzero(np.diff(padded, axis=axis))) for axis in (0, 1))
