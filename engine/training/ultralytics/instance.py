"""Instance segmentation by Ultralytics."""

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from typing_extensions import override
from ultralytics.models.yolo.segment import SegmentationTrainer, SegmentationValidator

from engine.geometry.masks import encode, mask_area, outlines
from engine.geometry.ops import clip
from engine.geometry.types import Geometry, Point, Polygon
from engine.training.context import RunContext
from engine.training.ultralytics.fitting import fit_with
from engine.training.ultralytics.kind import YoloKind
from engine.training.ultralytics.trainer import PhasedTraining
from engine.training.ultralytics.validation import RememberingValidation

DETAIL = 0.3
"""Pixels of the prototypes by which an outline that is looked at may leave the mask."""


class PhasedSegmentationValidator(RememberingValidation, SegmentationValidator):
    """Measures masks."""

    hits_key = "tp_m"

    @override
    def outlines(
        self, preds: dict[str, Any], batch: dict[str, Any], boxes: torch.Tensor
    ) -> list[Geometry | None]:
        """Return outlines, traced at the size of the prototypes.

        Three hundred masks of a photo of 12 megapixels would be 14 GB.
        """
        return [_outline(mask, batch) for mask in preds["masks"].cpu().numpy().astype(bool)]

    @override
    def scale_preds(self, predn: dict[str, Any], pbatch: dict[str, Any]) -> dict[str, Any]:
        """Place the boxes on the image, and leave the masks at the size of the prototypes."""
        return super(SegmentationValidator, self).scale_preds(predn, pbatch)

    @override
    def curves(self) -> Any:
        """Return the metric of masks."""
        return self.metrics.seg


def _outline(pixels: NDArray[np.bool_], batch: dict[str, Any]) -> Geometry | None:
    """Return the outline of a mask of the network's padded input on the image as displayed."""
    mask = encode(pixels)
    if not mask_area(mask):
        return None
    (gain_y, gain_x), (pad_x, pad_y) = batch["ratio_pad"]
    step = batch["imgsz"][1] / mask.width

    def placed(point: Point) -> Point:
        x, y = point
        return (float((x * step - pad_x) / gain_x), float((y * step - pad_y) / gain_y))

    height, width = batch["ori_shape"]
    return clip(
        Polygon(tuple(placed(point) for point in outlines(mask, DETAIL)[0].outer)), width, height
    )


SEGMENTATION = YoloKind(
    name="segment",
    metrics={
        "metrics/mAP50-95(M)": "mask mAP50-95",
        "metrics/mAP50(M)": "mask mAP50",
        "metrics/mAP50-95(B)": "mAP50-95",
        "metrics/mAP50(B)": "mAP50",
    },
    has_outlines=True,
)


class PhasedSegmentationTrainer(PhasedTraining, SegmentationTrainer):
    """Trains masks."""

    kind = SEGMENTATION
    validator_class = PhasedSegmentationValidator


def fit(run: RunContext) -> None:
    """Train an instance segmenter."""
    fit_with(run, PhasedSegmentationTrainer)
