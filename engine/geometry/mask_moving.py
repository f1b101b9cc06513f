"""Masks moved, and given to an image of another size, by their run lengths alone."""

import numpy as np

from engine.geometry.limits import MOST_PIXELS
from engine.geometry.mask_algebra import from_runs, or_none
from engine.geometry.run_lengths import column_runs, lengths_between, run_lengths
from engine.geometry.types import Mask


def shift(mask: Mask, dx: float, dy: float) -> Mask:
    """Move a mask by whole pixels (rounded); what leaves the image is lost."""
    return _moved(mask, round(dx), round(dy), mask.width, mask.height)


def resized_canvas(mask: Mask, width: int, height: int) -> Mask | None:
    """Return the same pixels at the same places of an image of another size, if any are left.

    A mask of more than ``MOST_PIXELS`` is no mask of an image: nothing of it is left.
    """
    if mask.width * mask.height > MOST_PIXELS:
        return None
    same = (mask.width, mask.height) == (width, height)
    return or_none(mask if same else _moved(mask, 0, 0, width, height))


def _moved(mask: Mask, dx: int, dy: int, width: int, height: int) -> Mask:
    columns, tops, bottoms = column_runs(run_lengths(mask.counts), mask.height)
    columns = columns + dx
    tops, bottoms = np.maximum(tops + dy, 0), np.minimum(bottoms + dy, height)
    is_inside = (columns >= 0) & (columns < width) & (tops < bottoms)
    starts, ends = ((columns * height + rows)[is_inside] for rows in (tops, bottoms))
    return from_runs(lengths_between(starts, ends, width * height), width, height)
