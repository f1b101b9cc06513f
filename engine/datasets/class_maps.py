"""Class maps: the class of every pixel, made of objects and made into masks."""

from collections.abc import Mapping

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torchvision import tv_tensors

from engine.geometry.masks import decode, encode, rasterise
from engine.geometry.types import Geometry, Mask, Polygon
from engine.protocol.requests import Detection
from engine.protocol.specs import ManifestClass, ManifestImage

BACKGROUND = 0


class ClassMap:
    """The class of every pixel: uint8 (S, S), 0 for the background, later objects on top."""

    def __init__(self, indices: Mapping[int, int]) -> None:
        self._indices = dict(indices)

    def __call__(self, image: ManifestImage, size: int) -> Tensor:
        """Draw the image's objects."""
        pixels = np.full((size, size), BACKGROUND, dtype=np.uint8)
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
    answers: NDArray[np.uint8], scores: NDArray[np.floating], classes: tuple[ManifestClass, ...]
) -> tuple[Detection, ...]:
    """A mask for each class that occurs, the surest first.

    Args:
        answers: (height, width) class indices plus 1; 0 for the background.
        scores: (height, width) probabilities of the answers.
        classes: In the order of their indices.
    """
    found: list[Detection] = []
    for output in np.unique(answers).tolist():
        if output != BACKGROUND:
            inside = answers == output
            score = float(scores[inside].mean())
            found.append(Detection(classes[output - 1].id, encode(inside), score))
    return tuple(sorted(found, key=lambda detection: -detection.score))
