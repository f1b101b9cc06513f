"""The outline of an object from a YOLO network's prototypes."""

import math

import torch
from torch import nn

from engine.geometry.masks import FINEST_OUTLINE, encode, largest_outline, mask_area
from engine.geometry.types import Polygon
from engine.inference.letterbox import Letterbox

PROTOTYPE_STEP = 4
"""Pixels of the network's input for one of its prototypes' (Ultralytics' ``Proto``)."""


def outline_of(
    box: torch.Tensor, coefficients: torch.Tensor, prototypes: torch.Tensor, view: Letterbox
) -> Polygon | None:
    """Return the outline of one object, of which no more than its box is ever in memory.

    Args:
        box: (4,): left, top, right, bottom in pixels of the picture that the view shows.
        coefficients: (32,) float, how much of each prototype.
        prototypes: (32, rows, columns) float, a quarter of the network's input.
        view: What the network saw.

    Returns:
        A polygon in pixels of the picture; None where the mask has no pixel.
    """
    left, top, right, bottom = (math.ceil(value) for value in box.tolist())
    if right <= left or bottom <= top:
        return None
    # No finer than an outline is kept: an object may be as large as the largest picture.
    step = math.ceil(max(right - left, bottom - top) / FINEST_OUTLINE)
    logits = torch.einsum("c,chw->hw", coefficients, prototypes)
    columns = _places(_middles(left, right, step), view.gain, view.left, logits.shape[1])
    rows = _places(_middles(top, bottom, step), view.gain, view.top, logits.shape[0])
    grid = torch.stack(torch.meshgrid(columns, rows, indexing="xy"), dim=-1)
    pixels = nn.functional.grid_sample(
        logits[None, None], grid[None], padding_mode="border", align_corners=False
    )
    mask = encode((pixels[0, 0] > 0).numpy())
    if not mask_area(mask):
        return None
    points = largest_outline(mask).points
    return Polygon(
        tuple((min(x * step + left, right), min(y * step + top, bottom)) for x, y in points)
    )


def _middles(first: int, end: int, step: int) -> torch.Tensor:
    """Return where the middles of blocks of ``step`` pixels are."""
    return torch.arange(first, end, step) + step / 2


def _places(pixels: torch.Tensor, gain: float, border: int, length: int) -> torch.Tensor:
    """Return where places on the picture lie on the prototypes, from -1 to 1."""
    return 2 * (pixels * gain + border) / (PROTOTYPE_STEP * length) - 1
