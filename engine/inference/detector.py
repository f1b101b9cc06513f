"""Finds objects with a trained YOLO network."""

from pathlib import Path
from typing import cast

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from engine.architectures.yolo import load_yolo
from engine.datasets.detection import read_picture
from engine.geometry.types import Box
from engine.inference.tiles import TileFindings, put_together, tiles_of, without_slivers
from engine.protocol.requests import Detection
from engine.protocol.specs import ModelCard, ValueRange

NMS_IOU = 0.5
"""Stricter than the 0.7 of Ultralytics' validation, which is made for measuring: a second box on
one object costs the person a deletion."""


class Detector:
    """Predicts boxes.

    Pictures much larger than those of the training are looked at in overlapping tiles, so that
    objects appear in the size that was learned.

    Args:
        card: The model's card.
        weights: Its file; read with an allowlist.
        device: ``cpu``, ``cuda:N`` or ``mps``.

    Raises:
        SaegimError: ``weights_missing``, ``unsafe_weights``, ``unreadable_weights``.
    """

    def __init__(self, card: ModelCard, weights: Path, device: str) -> None:
        self._card = card
        self._device = device
        self._network: nn.Module = load_yolo(weights).to(device)
        # The head that the validation judged; YOLO26 has a second one that needs no NMS.
        self._network.end2end = False  # pyright: ignore[reportArgumentType]

    def predict(
        self, path: Path, lowest_score: float = 0.05, value_range: ValueRange | None = None
    ) -> tuple[Detection, ...]:
        """Find objects on one picture, the surest first.

        Raises:
            UnreadableImage: Why it cannot be read.
        """
        picture = read_picture(path, value_range)
        height, width = picture.shape[:2]
        tiles = tiles_of(width, height, self._card.trained_side)
        if len(tiles) == 1:
            return self._as_detections(self._predict_part(picture, lowest_score))
        found: list[TileFindings] = []
        for tile in tiles:
            part = picture[tile.top : tile.bottom, tile.left : tile.right]
            boxes = self._predict_part(part, lowest_score)
            boxes[:, :4] += torch.tensor([tile.left, tile.top, tile.left, tile.top])
            found.append(without_slivers(boxes, tile, width, height))
        return self._as_detections(put_together(found))

    def _predict_part(self, part: NDArray[np.uint8], lowest_score: float) -> torch.Tensor:
        """Return (n, 6) on the CPU: box in pixels of the part, score, class index."""
        from ultralytics.utils.nms import non_max_suppression
        from ultralytics.utils.ops import scale_boxes

        batch = self._as_batch(part)
        with torch.inference_mode():
            raw = self._network(batch)
        classes = len(self._card.classes)
        only = non_max_suppression(raw, lowest_score, NMS_IOU, nc=classes)[0]
        # A copy, because what comes out of inference mode cannot be changed in place.
        found = cast("torch.Tensor", only).cpu().clone()
        scale_boxes((batch.shape[2], batch.shape[3]), found[:, :4], (part.shape[0], part.shape[1]))
        return found

    def _as_batch(self, part: NDArray[np.uint8]) -> torch.Tensor:
        from ultralytics.data.augment import LetterBox

        side = self._card.image_size
        ratio = side / max(part.shape[:2])
        if ratio < 0.5:
            # As in training: averaging keeps small things, linear would skip pixels.
            smaller = cv2.resize(part, None, fx=ratio, fy=ratio, interpolation=cv2.INTER_AREA)
            part = np.asarray(smaller, dtype=np.uint8)
        padded = np.asarray(LetterBox(side, auto=True)(image=part))
        channels_first = np.ascontiguousarray(padded[..., ::-1].transpose(2, 0, 1))
        return torch.from_numpy(channels_first)[None].to(self._device).float() / 255

    def _as_detections(self, found: torch.Tensor) -> tuple[Detection, ...]:
        order = found[:, 4].argsort(descending=True)
        return tuple(
            Detection(self._card.classes[int(index)].id, Box(left, top, right, bottom), score)
            for left, top, right, bottom, score, index in found[order].tolist()
            if right > left and bottom > top
        )
