"""Crumbs and pinholes of a mask: what nobody means, and what would make an outline a mask."""

import cv2
import numpy as np
from numpy.typing import NDArray

LEAST_CELLS = 4
LEAST_SHARE = 0.01
"""A part or a hole counts from so many of the decoder's cells and so much of the mask on.

Of 48 answers to single clicks on photos 35 had crumbs or pinholes, up to 700 of them, all below
one of the two; real second parts had 18 cells and 3.5 % or more (docs/adr/0036).
"""
Area = NDArray[np.bool_]


def without_specks(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """Turn the sign of small parts and holes; the largest part and the border are left alone.

    Args:
        logits: Shape (rows, columns), positive inside.

    Returns:
        Another array of the same shape.
    """
    inside = logits > 0
    least = max(LEAST_CELLS, LEAST_SHARE * np.count_nonzero(inside))
    crumbs = _crumbs(inside, least)
    pinholes = _pinholes(inside & ~crumbs, least)
    size = np.abs(logits) + np.finfo(np.float32).eps
    return np.where(crumbs, -size, np.where(pinholes, size, logits))


def _crumbs(inside: Area, least: float) -> Area:
    parts, cells = _parts(inside)
    small = cells < least
    if len(cells) > 1:
        small[1 + np.argmax(cells[1:])] = False
    # The first of the parts is everything else.
    small[0] = False
    return small[parts]


def _pinholes(inside: Area, least: float) -> Area:
    parts, cells = _parts(~inside)
    small = cells < least
    small[0] = False
    edges = (parts[0], parts[-1], parts[:, 0], parts[:, -1])
    small[np.unique(np.concatenate(edges))] = False
    return small[parts]


def _parts(area: Area) -> tuple[NDArray[np.intp], NDArray[np.int32]]:
    """Number the parts of an area from 1 on, and count their cells; 0 is what is not in it."""
    _, parts, stats, _ = cv2.connectedComponentsWithStats(area.astype(np.uint8), connectivity=4)
    return parts.astype(np.intp), stats[:, cv2.CC_STAT_AREA].astype(np.int32)
