"""What is to be learned about an image, as a tensor."""

from collections.abc import Mapping

import torch
from torch import Tensor

from engine.geometry.types import WholeImage
from engine.protocol.specs import ManifestImage


class ClassIndex:
    """The class of the whole image: an int64 number."""

    def __init__(self, indices: Mapping[int, int]) -> None:
        self._indices = dict(indices)

    def __call__(self, image: ManifestImage, size: int) -> Tensor:
        """Look up the image's label."""
        labels = (a for a in image.annotations if isinstance(a.geometry, WholeImage))
        return torch.tensor(self._indices[next(labels).class_id])


class LabelVector:
    """The classes of the whole image: float32 (classes,), 1 for each that it shows."""

    def __init__(self, indices: Mapping[int, int]) -> None:
        self._indices = dict(indices)

    def __call__(self, image: ManifestImage, size: int) -> Tensor:
        """Look up the image's labels."""
        labels = torch.zeros(len(self._indices))
        for annotation in image.annotations:
            labels[self._indices[annotation.class_id]] = 1.0
        return labels
