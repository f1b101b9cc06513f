"""From pictures to objects: one way for validation, score threshold, auto-label and export."""

import math
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from engine.architectures.yolo import in_fast_order
from engine.inference.letterbox import Letterbox, letterbox
from engine.inference.outlines import outline_of
from engine.inference.prediction import Check, go_on, in_parts
from engine.inference.views import FoundObjects, put_together, tiles_of
from engine.protocol.specs import ObjectSizes

NMS_IOU = 0.5
"""Stricter than Ultralytics' 0.7: a second box on one object costs the person a deletion. It takes
the time it takes: Ultralytics leaves out what is left of a batch after some two seconds."""

VIEWS_AT_ONCE = 8
"""Tiles that go through the network together."""


class DetectionPipeline:
    """Looks at pictures with a YOLO network.

    A picture is seen whole. One in which objects of the size that was learned would be too small is
    seen in overlapping tiles as well.

    Args:
        network: In eval mode, on the device.
        classes: Number of classes.
        side: The recipe's image size.
        sizes: What the network has learned from; without them there are no tiles.
        device: ``cpu``, ``cuda:N`` or ``mps``.
        has_outlines: Whether the network tells masks as well.
    """

    def __init__(
        self,
        network: nn.Module,
        classes: int,
        side: int,
        sizes: ObjectSizes | None,
        device: str,
        *,
        has_outlines: bool,
    ) -> None:
        self._network = network
        self._classes = classes
        self._side = side
        self._sizes = sizes
        self._device = device
        self._has_outlines = has_outlines

    def view(self, picture: NDArray[np.uint8]) -> Letterbox:
        """Return a picture (height, width, 3; OpenCV's colours) as the network sees it."""
        return letterbox(picture, self._side)

    def needs_tiles(self, width: int, height: int) -> bool:
        """Whether a picture of this size is seen in tiles as well."""
        return bool(tiles_of(width, height, self._side, self._sizes))

    def look(self, views: Sequence[Letterbox], lowest_score: float) -> list[FoundObjects]:
        """Find the objects of views, each in pixels of what it shows."""
        found: dict[int, FoundObjects] = {}
        for group in of_one_shape(views):
            for numbers in in_parts(group, views[group[0]].pixels[0].size):
                some = [views[number] for number in numbers]
                objects = self.objects(self.answer(some), some, lowest_score)
                found.update(zip(numbers, objects, strict=True))
        return [found[number] for number in range(len(views))]

    def answer(self, views: Sequence[Letterbox]) -> Any:  # noqa: ANN401  Ultralytics has no types
        """Return the network's answer to views of one shape."""
        pixels = torch.from_numpy(np.stack([view.pixels for view in views])).to(self._device)
        with torch.no_grad():
            return self._network(in_fast_order(pixels.float() / 255))

    def objects(
        self,
        answer: Any,  # noqa: ANN401
        views: Sequence[Letterbox],
        lowest_score: float,
    ) -> list[FoundObjects]:
        """Return what an answer of the network says, without double boxes."""
        from ultralytics.utils.nms import non_max_suppression

        first = answer[0]
        boxes, prototypes = first if self._has_outlines else (first, None)
        rows = non_max_suppression(
            boxes, lowest_score, NMS_IOU, nc=self._classes, max_time_img=math.inf
        )
        return [
            _found(
                cast("torch.Tensor", rows[number]).float().cpu(),
                None if prototypes is None else prototypes[number].float().cpu(),
                view,
            )
            for number, view in enumerate(views)
        ]

    def with_tiles(
        self,
        picture: NDArray[np.uint8],
        whole: FoundObjects,
        lowest_score: float,
        check: Check = go_on,
    ) -> FoundObjects:
        """Look at the tiles of a picture as well, if it needs them.

        Args:
            picture: (height, width, 3), OpenCV's colours.
            whole: What was found on the whole of it, with the same lowest score.
            lowest_score: Of what is kept.
            check: Called before each batch of tiles, of which there may be hundreds.
        """
        height, width = picture.shape[:2]
        tiles = tiles_of(width, height, self._side, self._sizes)
        if not tiles or self._sizes is None:
            return whole
        found: list[FoundObjects] = []
        for first in range(0, len(tiles), VIEWS_AT_ONCE):
            check()
            some = tiles[first : first + VIEWS_AT_ONCE]
            views = [self.view(picture[t.top : t.bottom, t.left : t.right]) for t in some]
            found += self.look(views, lowest_score)
        parts = list(zip(tiles, found, strict=True))
        return put_together(whole, parts, (width, height), self._sizes.largest)


def of_one_shape(views: Sequence[Letterbox]) -> list[list[int]]:
    """Return the numbers of the views, those together that fit into one batch."""
    numbers: defaultdict[tuple[int, ...], list[int]] = defaultdict(list)
    for number, view in enumerate(views):
        numbers[view.pixels.shape].append(number)
    return list(numbers.values())


def _found(rows: torch.Tensor, prototypes: torch.Tensor | None, view: Letterbox) -> FoundObjects:
    # Weights may be a stranger's, or have overflowed on a graphics card.
    rows = rows[rows.isfinite().all(1)]
    boxes = torch.cat([view.on_picture(rows[:, :4]), rows[:, 4:6]], dim=1)
    if prototypes is None:
        return FoundObjects(boxes, [None] * len(boxes))
    outlines = [
        outline_of(box, coefficients, prototypes, view)
        for box, coefficients in zip(boxes[:, :4], rows[:, 6:], strict=True)
    ]
    return FoundObjects(boxes, outlines)
