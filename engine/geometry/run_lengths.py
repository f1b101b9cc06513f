"""Reading a part of a mask without decoding all of it.

A mask's runs go over the whole image: decoding one small object of a 100-megapixel picture takes
200 ms and 100 MB with the COCO API, cutting it out of the runs a few milliseconds.
"""

import numpy as np
from numpy.typing import NDArray

from engine.geometry.types import Mask

_MOST_CHARACTERS = 7
"""Of one run length: those of the largest image have six."""


def decode_region(
    mask: Mask, left: int, top: int, right: int, bottom: int, step: int = 1
) -> NDArray[np.bool_]:
    """Decode the columns ``left`` to ``right`` and rows ``top`` to ``bottom``, ends excluded.

    Returns:
        A boolean array of shape (bottom - top, right - left); of that, every ``step``-th pixel
        both ways.
    """
    return np.ascontiguousarray(decode_columns(mask, left, top, right, bottom, step).T)


def decode_columns(
    mask: Mask, left: int, top: int, right: int, bottom: int, step: int = 1
) -> NDArray[np.bool_]:
    """Decode as ``decode_region`` does, column by column as the runs go: that takes a tenth.

    Returns:
        A boolean array of shape (right - left, bottom - top); of that, every ``step``-th pixel
        both ways.
    """
    ends = np.cumsum(run_lengths(mask.counts))
    # Runs go down the columns, so whole columns can be cut out of them.
    first, last = left * mask.height, right * mask.height
    inside = np.diff(np.clip(ends, first, last), prepend=first)
    is_set = np.arange(len(inside)) % 2 == 1
    columns = np.repeat(is_set, inside).reshape(right - left, mask.height)
    return columns[::step, top:bottom:step]


def run_lengths(counts: str) -> NDArray[np.int64]:
    """Unpack COCO's string of run lengths (``rleFrString`` in its maskApi.c).

    Five bits a character, the low ones first, with a bit for "more to come"; the last character
    carries the sign; from the fourth on, a number is the difference to the one two before it.

    Returns:
        Lengths of the runs of unset and set pixels in turn, beginning with unset ones.
    """
    characters = np.frombuffer(counts.encode("ascii"), np.uint8).astype(np.int64) - 48
    ends = np.flatnonzero((characters & 0x20) == 0)
    starts = np.concatenate(([0], ends[:-1] + 1))
    sizes = ends - starts + 1
    place = np.arange(len(characters)) - np.repeat(starts, sizes)
    numbers = np.add.reduceat((characters & 0x1F) << (5 * place), starts)
    numbers -= np.where(characters[ends] & 0x10, 1 << (5 * sizes), 0)
    numbers[1::2] = np.cumsum(numbers[1::2])
    numbers[2::2] = np.cumsum(numbers[2::2])
    return numbers


def is_sound(mask: Mask) -> bool:
    """Whether the runs can be unpacked and fill the image exactly: the COCO API does not look."""
    if not mask.counts.isascii() or not mask.counts:
        return False
    characters = np.frombuffer(mask.counts.encode("ascii"), np.uint8).astype(np.int64) - 48
    if characters.min() < 0 or characters.max() >= 1 << 6 or characters[-1] & 0x20:
        return False
    ends = np.flatnonzero((characters & 0x20) == 0)
    if np.diff(ends, prepend=-1).max() > _MOST_CHARACTERS:
        return False
    lengths = run_lengths(mask.counts)
    most = mask.width * mask.height
    return bool(lengths.min() >= 0 and lengths.max() <= most and lengths.sum() == most)


def region_run_lengths(
    region: NDArray[np.bool_], left: int, top: int, width: int, height: int
) -> NDArray[np.int64]:
    """Give the run lengths of a mask that is set in a region alone.

    Args:
        region: Boolean array of shape (rows, columns), inside the image.
        left: Column of the image where it begins.
        top: Row of the image where it begins.
        width: Of the image, in pixels.
        height: Of the image, in pixels.

    Returns:
        As ``run_lengths``.
    """
    # A row of unset pixels around each column keeps the runs of two columns apart.
    columns = np.pad(region.T, ((0, 0), (1, 1))).ravel()
    edges = np.flatnonzero(columns[1:] != columns[:-1]) + 1
    column, row = np.divmod(edges, region.shape[0] + 2)
    places = (column + left) * height + row - 1 + top
    return lengths_between(places[::2], places[1::2], width * height)


def lengths_between(
    starts: NDArray[np.int64], ends: NDArray[np.int64], total: int
) -> NDArray[np.int64]:
    """Give the run lengths of pixels that are set from each start to the end of the same place.

    Args:
        starts: Counted down the columns, in order.
        ends: The first pixel after each run; may be the start of the next.
        total: Pixels of the image.

    Returns:
        As ``run_lengths``.
    """
    is_apart = starts[1:] != ends[:-1]
    starts = starts[np.concatenate(([True], is_apart))] if len(starts) else starts
    ends = ends[np.concatenate((is_apart, [True]))] if len(ends) else ends
    edges = np.column_stack((starts, ends)).ravel()
    lengths = np.diff(edges, prepend=0, append=total)
    return lengths if lengths[-1] or len(lengths) == 1 else lengths[:-1]


def column_runs(
    lengths: NDArray[np.int64], height: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Cut the runs of set pixels where a column of the image ends.

    Args:
        lengths: As ``run_lengths`` gives them.
        height: Of the image, in pixels.

    Returns:
        Of each piece its column, its first row, and the row after its last; in the order of runs.
    """
    ends = np.cumsum(lengths)
    stops = ends[1::2]
    starts = ends[::2][: len(stops)]
    starts, stops = starts[starts < stops], stops[starts < stops]
    first = starts // height
    counts = (stops - 1) // height - first + 1
    before = np.repeat(np.cumsum(counts) - counts, counts)
    columns = np.repeat(first, counts) + np.arange(len(before)) - before
    tops = np.maximum(np.repeat(starts, counts) - columns * height, 0)
    return columns, tops, np.minimum(np.repeat(stops, counts) - columns * height, height)
