"""Class maps: the class of every pixel, made of objects and made into masks."""

from collections.abc import Mapping
from typing import TypeVar

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torchvision import tv_tensors

from engine.geometry.masks import decode, encode, rasterise
from engine.geometry.types import Geometry, Mask, Polygon
from engine.protocol.requests import Detection
from engine.protocol.specs import ManifestClass, ManifestImage

PixelT = TypeVar("PixelT", bound=np.generic)

BACKGROUND = 0

SMALLEST_SHARE = 1 / 4096
"""Share of the image below which a separate part of a mask is taken for noise: 16 pixels where the
network sees 256 x 256."""


class ClassMap:
    """The class of every pixel: int16 (S, S), 0 for the background, the upper object on top."""

    def __init__(self, indices: Mapping[int, int]) -> None:
        self._indices = dict(indices)

    def __call__(self, image: ManifestImage, size: int) -> Tensor:
        """Draw the image's objects."""
        pixels = np.full((size, size), BACKGROUND, dtype=np.int16)
        for annotation in image.annotations:
            inside = _inside(annotation.geometry, image, size)
            pixels[inside] = self._indices[annotation.class_id] + 1
        return tv_tensors.Mask(torch.from_numpy(pixels))


def _inside(geometry: Geometry, image: ManifestImage, size: int) -> NDArray[np.bool_]:
    """Which pixels of the square lie in an object of the image, (size, size) bool."""
    match geometry:
        case Mask():
            rows = (np.arange(size) + 0.5) * geometry.height / size
            columns = (np.arange(size) + 0.5) * geometry.width / size
            return decode(geometry)[rows.astype(int)[:, None], columns.astype(int)[None, :]]
        case Polygon():
            across, down = size / image.width, size / image.height
            squeezed = Polygon(tuple((x * across, y * down) for x, y in geometry.points))
            return decode(rasterise(squeezed, size, size))
        case _:
            raise ValueError(f"{type(geometry).__name__} fills no pixels")


def masks_of(
    answers: NDArray[np.int16], scores: NDArray[np.floating], classes: tuple[ManifestClass, ...]
) -> tuple[Detection, ...]:
    """A mask for each class that occurs, the surest first; tiny islands are left out.

    Args:
        answers: (height, width) class indices plus 1; 0 for the background.
        scores: (height, width) probabilities of the answers.
        classes: In the order of their indices.
    """
    found: list[Detection] = []
    for output in np.unique(answers[answers != BACKGROUND]).tolist():
        inside = _without_islands(answers == output)
        if inside.any():
            score = float(scores[inside].mean())
            found.append(Detection(classes[output - 1].id, encode(inside), score))
    return tuple(sorted(found, key=lambda detection: -detection.score))


def enlarged(pixels: NDArray[PixelT], height: int, width: int) -> NDArray[PixelT]:
    """Repeat the pixels of a map until it has that size; one of that size is returned as it is."""
    if pixels.shape == (height, width):
        return pixels
    rows = ((np.arange(height) + 0.5) * pixels.shape[0] / height).astype(int)
    columns = ((np.arange(width) + 0.5) * pixels.shape[1] / width).astype(int)
    return pixels[rows[:, None], columns[None, :]]


def _without_islands(inside: NDArray[np.bool_]) -> NDArray[np.bool_]:
    _, parts, figures, _ = cv2.connectedComponentsWithStats(inside.astype(np.uint8))
    stays = figures[:, cv2.CC_STAT_AREA] >= SMALLEST_SHARE * inside.size
    # The first part is what is outside.
    stays[0] = False
    return stays[np.asarray(parts, dtype=np.int32)]
