"""Finds objects with a trained YOLO network: boxes, or outlines."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.architectures.yolo import load_yolo
from engine.datasets.detection import read_bgr
from engine.geometry.types import Box, Geometry
from engine.inference.detection_pipeline import DetectionPipeline
from engine.inference.letterbox import Letterbox
from engine.inference.prediction import Check, go_on
from engine.inference.views import FoundObjects
from engine.protocol.requests import Detection
from engine.protocol.specs import ManifestClass, ModelCard, ValueRange


class SeenPicture(NamedTuple):
    """A picture as the network sees it, and where tiles are cut from it, the picture itself."""

    whole: Letterbox
    pixels: NDArray[np.uint8] | None


class Detector:
    """Predicts boxes.

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
        self._classes = card.classes
        network: Any = load_yolo(weights)
        self._pipeline = DetectionPipeline(
            # Norms are multiplied into the convolutions before them.
            network.fuse(verbose=False).to(device),
            len(card.classes),
            card.image_size,
            card.object_sizes,
            device,
            has_outlines=self.has_outlines,
        )

    def view(self, path: Path, value_range: ValueRange | None = None) -> SeenPicture:
        """Read a picture and make of it what the network sees.

        Raises:
            UnreadableImage: Why it cannot be read.
        """
        pixels = read_bgr(path, value_range)
        needs_tiles = self._pipeline.needs_tiles(pixels.shape[1], pixels.shape[0])
        return SeenPicture(self._pipeline.view(pixels), pixels if needs_tiles else None)

    def predict(
        self, views: Sequence[SeenPicture], lowest_score: float, check: Check = go_on
    ) -> list[tuple[Detection, ...]]:
        """Find the objects of each, the surest first."""
        found = self._pipeline.look([view.whole for view in views], lowest_score)
        return [
            detections_of(
                whole
                if view.pixels is None
                else self._pipeline.with_tiles(view.pixels, whole, lowest_score, check),
                self._classes,
                has_outlines=self.has_outlines,
            )
            for view, whole in zip(views, found, strict=True)
        ]


class InstanceSegmenter(Detector):
    """Predicts outlines; an object without one pixel in its mask is left out."""

    has_outlines = True


def detections_of(
    found: FoundObjects, classes: Sequence[ManifestClass], *, has_outlines: bool
) -> tuple[Detection, ...]:
    """Return found objects as they are kept, the surest first; nothing without an area."""
    listed: list[Detection] = []
    for row in found.boxes[:, 4].argsort(descending=True).tolist():
        left, top, right, bottom, score, index = found.boxes[row].tolist()
        box = Box(left, top, right, bottom) if right > left and bottom > top else None
        geometry: Geometry | None = found.outlines[row] if has_outlines else box
        if geometry is not None:
            listed.append(Detection(classes[int(index)].id, geometry, score))
    return tuple(listed)
