"""Ultralytics' data set, fed from the frozen list instead of from files of labels."""

import random
from collections import deque
from typing import Any

import numpy as np
import psutil
import torch
from numpy.typing import NDArray
from typing_extensions import override
from ultralytics.data.dataset import YOLODataset

from engine.datasets.detection import DetectionSample, read_bgr
from engine.datasets.images import epoch_order, mixed_seed
from engine.images import UnreadableImage
from engine.inference.letterbox import scale_to
from engine.protocol.errors import SaegimError
from engine.training.ultralytics.kind import YoloKind

KEPT_SHARE = 0.25
"""Share of the free memory that decoded pictures may fill."""

KEPT_BYTES = 2 * 1024**3
"""Decoded pictures never fill more than this."""

MOSAIC_BATCHES = 8
"""Batches that mosaics draw from where not all pictures are kept in memory, as Ultralytics'."""

Loaded = tuple[NDArray[np.uint8], tuple[int, int], tuple[int, int]]


class ManifestDataset(YOLODataset):
    """Pictures of a manifest in Ultralytics' shape.

    Ultralytics' own reading is replaced as a whole: it repairs damaged JPEGs in place, writes a
    cache beside the labels, and reads, renews and deletes ``.npy`` files beside the pictures.

    Args:
        samples: The pictures.
        copies: Processes that each hold the decoded pictures (1 without workers).
        seed: Of the run; with the epoch it decides the order and what is drawn for each example.
        settings: ``data``, ``imgsz``, ``augment``, ``hyp``, ``rect``, ``batch_size``, ``stride``
            and ``pad`` of Ultralytics' data set.
        kind: The task.

    Attributes:
        loaders: Processes that load batches by turns (1 without workers).
        lost: Which pictures cannot be read any more; loading processes share it.
    """

    imgsz: int
    # One of each per picture, None while it is not in memory.
    ims: list[Any]
    im_hw0: list[Any]
    im_hw: list[Any]
    batch_size: int
    max_buffer_length: int

    def __init__(
        self,
        samples: tuple[DetectionSample, ...],
        copies: int,
        seed: int,
        settings: dict[str, Any],
        kind: YoloKind,
    ) -> None:
        self._seed = seed
        self._order: tuple[int, list[int]] = (-1, [])
        self._recent: deque[int] = deque()
        self.loaders = 1
        self._has_outlines = kind.has_outlines
        self._samples = {str(sample.path): sample for sample in samples}
        self._fits = _fits_in_memory(len(samples), settings["imgsz"], copies)
        self.lost = torch.zeros(len(samples), dtype=torch.bool).share_memory_()
        super().__init__(img_path="", cache=False, task=kind.name, **settings)

    @override
    def get_img_files(self, img_path: str | list[str]) -> list[str]:
        """Return the paths of the samples; there is nothing to look for."""
        return list(self._samples)

    @override
    def get_labels(self) -> list[dict[str, Any]]:
        """Return the truth: centre, width and height as shares of the picture's sides."""
        return [self._label(path, sample) for path, sample in self._samples.items()]

    def _label(self, path: str, sample: DetectionSample) -> dict[str, Any]:
        width, height = sample.image.width, sample.image.height
        left, top, right, bottom = sample.boxes.T
        centred = np.stack([(left + right) / 2, (top + bottom) / 2, right - left, bottom - top], 1)
        return {
            "im_file": path,
            "shape": (height, width),
            "cls": sample.indices.astype(np.float32).reshape(-1, 1),
            "bboxes": centred / np.array([width, height, width, height], dtype=np.float32),
            "segments": self._outlines(sample),
            "keypoints": None,
            "normalized": True,
            "bbox_format": "xywh",
        }

    def _outlines(self, sample: DetectionSample) -> list[NDArray[np.float32]]:
        """Return the outlines as shares of the image's sides, for tasks that learn from them."""
        size = np.array([sample.image.width, sample.image.height], dtype=np.float32)
        return [ring / size for ring in sample.outlines] if self._has_outlines else []

    @override
    def build_transforms(self, hyp: Any) -> Any:
        """Build the augmentation; mosaics draw from all pictures when all are kept in memory."""
        self.cache = "ram" if self._fits else None
        return super().build_transforms(hyp)

    @override
    def __getitem__(self, index: int) -> dict[str, Any]:
        """Return an example of an epoch.

        Args:
            index: The epoch times the number of pictures, and the example's place in the epoch.
        """
        epoch, place = divmod(index, len(self))
        order = self._order_of(epoch)
        self.buffer = [order[other] for other in self._mosaic_places(place)]
        seed = mixed_seed(self._seed, epoch, place)
        random.seed(seed)
        np.random.seed(seed % (1 << 32))
        return super().__getitem__(order[place])

    def _order_of(self, epoch: int) -> list[int]:
        if self._order[0] != epoch:
            self._order = epoch, epoch_order(len(self), self._seed, epoch).tolist()
        return self._order[1]

    def _mosaic_places(self, place: int) -> list[int]:
        """Return places in the epoch's order: batches that the same process has loaded lately."""
        batches = -(-len(self) // self.batch_size)
        mine = place // self.batch_size
        near = {(mine - back * self.loaders) % batches for back in range(MOSAIC_BATCHES)}
        return [
            other
            for batch in sorted(near)
            for other in range(
                batch * self.batch_size, min((batch + 1) * self.batch_size, len(self))
            )
        ]

    @override
    def get_image_and_label(self, index: int) -> dict[str, Any]:
        """Return a picture with its truth; in place of one that cannot be read, the next one.

        Raises:
            SaegimError: ``pictures_unusable`` if none can be read.
        """
        for number in (*range(index, len(self)), *range(index)):
            if not self.lost[number]:
                try:
                    return super().get_image_and_label(number)
                except UnreadableImage:
                    self.lost[number] = True
        raise SaegimError("pictures_unusable", count=len(self))

    @override
    def load_image(self, i: int, rect_mode: bool = True, resize_short: bool = False) -> Loaded:
        """Return a picture with its longer side at the training size, and both its sizes.

        Returns:
            The uint8 array (height, width, 3) in OpenCV's order of colours, the (height, width) of
            the original and that of the array.

        Raises:
            UnreadableImage: Why it cannot be read.
        """
        if self.ims[i] is not None:
            return self.ims[i], self.im_hw0[i], self.im_hw[i]
        sample = self._samples[self.im_files[i]]
        pixels = read_bgr(sample.path, sample.image.value_range)
        scaled = scale_to(pixels, self.imgsz)
        loaded: Loaded = (scaled, _size(pixels), _size(scaled))
        if self._fits or self.augment:
            self._keep(i, loaded)
        return loaded

    def _keep(self, i: int, loaded: Loaded) -> None:
        """Keep a picture in memory, and only so many of the latest ones where not all fit."""
        self.ims[i], self.im_hw0[i], self.im_hw[i] = loaded
        if not self._fits:
            self._recent.append(i)
            if len(self._recent) > self.max_buffer_length:
                oldest = self._recent.popleft()
                self.ims[oldest] = self.im_hw0[oldest] = self.im_hw[oldest] = None


def _size(pixels: NDArray[np.uint8]) -> tuple[int, int]:
    return (pixels.shape[0], pixels.shape[1])


def _fits_in_memory(count: int, side: int, copies: int) -> bool:
    allowed = min(psutil.virtual_memory().available * KEPT_SHARE, KEPT_BYTES)
    return count * side * side * 3 * copies <= allowed
