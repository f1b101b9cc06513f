"""The truth of images in the words of Ultralytics' losses."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from engine.datasets.detection import DetectionSample
from engine.inference.letterbox import Letterbox
from engine.inference.outlines import PROTOTYPE_STEP
from engine.training.ultralytics.kind import YoloKind


def truth_batch(
    views: Sequence[Letterbox], samples: Sequence[DetectionSample], kind: YoloKind
) -> dict[str, Any]:
    """Return the truth of views of one shape as a batch of Ultralytics'."""
    parts = [_truth(view, sample, kind) for view, sample in zip(views, samples, strict=True)]
    numbers = [np.full(len(part["cls"]), number) for number, part in enumerate(parts)]
    joined = {
        name: torch.from_numpy(np.concatenate([part[name] for part in parts]))
        for name in ("cls", "bboxes")
    }
    batch: dict[str, Any] = {
        **joined,
        "batch_idx": torch.from_numpy(np.concatenate(numbers)).float(),
    }
    if kind.has_outlines:
        batch["masks"] = torch.from_numpy(np.stack([part["masks"] for part in parts]))
    return batch


def _truth(view: Letterbox, sample: DetectionSample, kind: YoloKind) -> dict[str, NDArray[Any]]:
    order = np.arange(len(sample.indices))
    masks: dict[str, NDArray[Any]] = {}
    if kind.has_outlines:
        masks["masks"], order = _overlapping_masks(view, sample)
    left, top, right, bottom = view.on_input(sample.boxes[order]).T
    centred = np.stack([(left + right) / 2, (top + bottom) / 2, right - left, bottom - top], 1)
    rows, columns = view.pixels.shape[1:]
    return masks | {
        "cls": sample.indices[order].astype(np.float32).reshape(-1, 1),
        "bboxes": centred / np.array([columns, rows] * 2, dtype=np.float32),
    }


def _overlapping_masks(
    view: Letterbox, sample: DetectionSample
) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """Return one picture of the numbers of objects, from 1, and their order: the largest first."""
    from ultralytics.data.utils import polygons2masks_overlap

    rows, columns = view.pixels.shape[1:]
    if not sample.outlines:
        shape = (rows // PROTOTYPE_STEP, columns // PROTOTYPE_STEP)
        return np.zeros(shape, dtype=np.int32), np.arange(0)
    rings = [view.on_input(np.tile(ring, 2))[:, :2] for ring in sample.outlines]
    masks, order = polygons2masks_overlap((rows, columns), rings, PROTOTYPE_STEP)
    return masks.astype(np.int32), np.asarray(order, dtype=np.int64)
