"""Finds objects with a trained YOLO network: boxes, or outlines."""

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from engine.architectures.yolo import load_yolo
from engine.datasets.detection import read_bgr
from engine.geometry.masks import encode, mask_area, to_geometry_kind
from engine.geometry.ops import translate
from engine.geometry.rings import unite
from engine.geometry.types import Box, Geometry, Polygon
from engine.inference.tiles import Tile, TileFindings, put_together, tiles_of, without_slivers
from engine.protocol.requests import Detection
from engine.protocol.specs import ModelCard, ValueRange

NMS_IOU = 0.5
"""Stricter than the 0.7 of Ultralytics' validation, which is made for measuring: a second box on
one object costs the person a deletion."""


PROTOTYPE_STEP = 4
"""Pixels of the network's input for one of its prototypes' (Ultralytics' ``Proto``)."""


class Detector:
    """Predicts boxes.

    Images much larger than those of the training are looked at in overlapping tiles, so that
    objects appear in the size that was learned.

    Args:
        card: The model's card.
        weights: Its file; read with an allowlist.
        device: ``cpu``, ``cuda:N`` or ``mps``.

    Raises:
        SaegimError: ``weights_missing``, ``unsafe_weights``, ``unreadable_weights``.
    """

    has_outlines = False
    """Whether it answers with outlines, and not with boxes."""

    def __init__(self, card: ModelCard, weights: Path, device: str) -> None:
        self._card = card
        self._device = device
        self._network: nn.Module = load_yolo(weights).to(device)
        # The head that the validation judged; YOLO26 has a second one that needs no NMS.
        self._network.end2end = False  # pyright: ignore[reportArgumentType]

    def predict(
        self, path: Path, lowest_score: float = 0.05, value_range: ValueRange | None = None
    ) -> tuple[Detection, ...]:
        """Find objects on one image, the surest first.

        Raises:
            UnreadableImage: Why it cannot be read.
        """
        pixels = read_bgr(path, value_range)
        height, width = pixels.shape[:2]
        # Less than a pixel of its shorter side would be left for the network.
        if min(height, width) * self._card.image_size < max(height, width):
            return ()
        tiles = tiles_of(width, height, self._card.trained_side)
        found: list[TileFindings] = []
        outlines: list[Polygon | None] = []
        for tile in tiles:
            region = pixels[tile.top : tile.bottom, tile.left : tile.right]
            rows, its_outlines = self._predict_region(region, lowest_score)
            rows = self._placed(rows, tile, len(outlines))
            outlines += [_moved(outline, tile) for outline in its_outlines]
            found.append(without_slivers(rows, tile, width, height))
        objects = put_together(found)
        numbers = torch.cat([one.boxes[:, 6] for one in found]).int().tolist()
        parts = [[outlines[numbers[row]] for row in rows] for rows in objects.members]
        return self._as_detections(objects.boxes, [_joined(some) for some in parts])

    def _placed(self, rows: torch.Tensor, tile: Tile, first: int) -> torch.Tensor:
        """Move boxes to where the tile lies, and number them in a column of their own."""
        rows[:, :4] += torch.tensor([tile.left, tile.top, tile.left, tile.top])
        numbers = torch.arange(first, first + len(rows), dtype=rows.dtype)
        return torch.cat([rows, numbers[:, None]], dim=1)

    def _predict_region(
        self, region: NDArray[np.uint8], lowest_score: float
    ) -> tuple[torch.Tensor, Sequence[Polygon | None]]:
        """Return (n, 6) on the CPU (box in pixels of the region, score, class index), and outlines.

        An outline is None where only the box is known.
        """
        from ultralytics.utils.nms import non_max_suppression
        from ultralytics.utils.ops import scale_boxes

        batch = self._as_batch(region)
        with torch.inference_mode():
            raw: Any = self._network(batch)
        classes = len(self._card.classes)
        only = non_max_suppression(raw[0], lowest_score, NMS_IOU, nc=classes)[0]
        # A copy, because what comes out of inference mode cannot be changed in place.
        rows = cast("torch.Tensor", only).cpu().clone()
        size = (region.shape[0], region.shape[1])
        scale_boxes((batch.shape[2], batch.shape[3]), rows[:, :4], size)
        return rows[:, :6], self._outlines(raw, rows, size)

    def _outlines(
        self,
        raw: Any,  # noqa: ANN401  Ultralytics' answers have no types
        rows: torch.Tensor,
        size: tuple[int, int],
    ) -> Sequence[Polygon | None]:
        return [None] * len(rows)

    def _as_batch(self, region: NDArray[np.uint8]) -> torch.Tensor:
        from ultralytics.data.augment import LetterBox

        side = self._card.image_size
        ratio = side / max(region.shape[:2])
        if ratio < 0.5:
            # As in training: averaging keeps small things, linear would skip pixels.
            smaller = cv2.resize(region, None, fx=ratio, fy=ratio, interpolation=cv2.INTER_AREA)
            region = np.asarray(smaller, dtype=np.uint8)
        padded = np.asarray(LetterBox(side, auto=True)(image=region))
        channels_first = np.ascontiguousarray(padded[..., ::-1].transpose(2, 0, 1))
        return torch.from_numpy(channels_first)[None].to(self._device).float() / 255

    def _as_detections(
        self, rows: torch.Tensor, outlines: Sequence[Polygon | None]
    ) -> tuple[Detection, ...]:
        found: list[Detection] = []
        for row in rows[:, 4].argsort(descending=True).tolist():
            left, top, right, bottom, score, index = rows[row, :6].tolist()
            box = Box(left, top, right, bottom) if right > left and bottom > top else None
            geometry: Geometry | None = outlines[row] if self.has_outlines else box
            if geometry is not None:
                found.append(Detection(self._card.classes[int(index)].id, geometry, score))
        return tuple(found)


def _moved(outline: Polygon | None, tile: Tile) -> Polygon | None:
    return None if outline is None else cast("Polygon", translate(outline, tile.left, tile.top))


def _joined(parts: Sequence[Polygon | None]) -> Polygon | None:
    known = [part for part in parts if part is not None]
    return unite(known) if known else None


class InstanceSegmenter(Detector):
    """Predicts outlines; an object without one pixel in its mask is left out."""

    has_outlines = True

    def _outlines(
        self,
        raw: Any,  # noqa: ANN401  Ultralytics' answers have no types
        rows: torch.Tensor,
        size: tuple[int, int],
    ) -> Sequence[Polygon | None]:
        prototypes = raw[0][1] if isinstance(raw[0], tuple) else raw[1]
        return [outline_of(row[:4], row[6:], prototypes[0].cpu().float(), size) for row in rows]


def outline_of(
    box: torch.Tensor, coefficients: torch.Tensor, prototypes: torch.Tensor, size: tuple[int, int]
) -> Polygon | None:
    """Return the outline of one object, of which no more than its box is ever in memory.

    Args:
        box: (4,): left, top, right, bottom in pixels of the region that was looked at.
        coefficients: (32,) float, how much of each prototype.
        prototypes: (32, height, width) float, a quarter of the network's padded input.
        size: Height and width of the region.

    Returns:
        A polygon in pixels of the region; None where the mask has no pixel.
    """
    left, top, right, bottom = (math.ceil(value) for value in box.tolist())
    if right <= left or bottom <= top:
        return None
    logits = torch.einsum("c,chw->hw", coefficients, prototypes)
    columns = _places(torch.arange(left, right), size, axis=1, logits=logits)
    rows = _places(torch.arange(top, bottom), size, axis=0, logits=logits)
    grid = torch.stack(torch.meshgrid(columns, rows, indexing="xy"), dim=-1)
    pixels = nn.functional.grid_sample(
        logits[None, None], grid[None], padding_mode="border", align_corners=False
    )
    mask = encode((pixels[0, 0] > 0).numpy())
    if not mask_area(mask):
        return None
    return cast("Polygon", translate(to_geometry_kind(mask, "polygon"), left, top))


def _places(
    pixels: torch.Tensor, size: tuple[int, int], axis: int, logits: torch.Tensor
) -> torch.Tensor:
    """Return where pixels of the region lie on the prototypes, from -1 to 1."""
    padded = [PROTOTYPE_STEP * side for side in logits.shape]
    gain = min(padded[0] / size[0], padded[1] / size[1])
    # The middle, rounded as Ultralytics pads.
    border = round((padded[axis] - round(size[axis] * gain)) / 2 - 0.1)
    return 2 * ((pixels + 0.5) * gain + border) / padded[axis] - 1
