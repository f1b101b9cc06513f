"""Masks united, intersected and subtracted by their run lengths: no pixel is decoded."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from engine.geometry.masks import coco, from_coco, mask_area, to_coco
from engine.geometry.run_lengths import run_lengths
from engine.geometry.types import Mask


def united(masks: Sequence[Mask]) -> Mask:
    """Return the pixels that are in one of several masks of the same image, at least one."""
    return from_coco(coco.merge([to_coco(mask) for mask in masks], intersect=False))


def intersected(masks: Sequence[Mask]) -> Mask:
    """Return the pixels that are in all of several masks of the same image, at least one."""
    return from_coco(coco.merge([to_coco(mask) for mask in masks], intersect=True))


def subtracted(mask: Mask, other: Mask) -> Mask:
    """Return the pixels of a mask that are not in another of the same image."""
    return intersected((mask, inverted(other)))


def inverted(mask: Mask) -> Mask:
    """Return the pixels that are not in a mask."""
    lengths = run_lengths(mask.counts)
    # Runs begin with unset pixels, of which there may be none.
    turned = lengths[1:] if lengths[0] == 0 else np.concatenate(([0], lengths))
    return from_runs(turned, mask.width, mask.height)


def from_runs(lengths: NDArray[np.int64], width: int, height: int) -> Mask:
    """Return the mask of run lengths as ``run_lengths`` gives them."""
    runs = {"size": [height, width], "counts": lengths.tolist()}
    return from_coco(coco.frPyObjects(runs, height, width))


def or_none(mask: Mask) -> Mask | None:
    """Return a mask, or None if it has no pixel."""
    return mask if mask_area(mask) else None
