"""True and found objects of an image, as average precision compares them."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.datasets.detection import DetectionSample
from engine.geometry.masks import coco
from engine.inference.views import FoundObjects
from engine.training.average_precision import IouType, Objects


def true_objects(sample: DetectionSample, iou_type: IouType) -> Objects:
    """Return what is marked on an image, with outlines if masks are compared."""
    height, width = sample.image.height, sample.image.width
    if iou_type == "bbox":
        shapes = _sided(sample.boxes)
    else:
        shapes = [_run_lengths(ring, width, height) for ring in sample.outlines]
    return Objects(sample.indices, shapes, np.ones(len(sample.indices)))


def found_objects(found: FoundObjects, sample: DetectionSample, iou_type: IouType) -> Objects:
    """Return what was found on an image; with masks everything has an outline."""
    height, width = sample.image.height, sample.image.width
    boxes = found.boxes.numpy().astype(np.float64)
    if iou_type == "bbox":
        shapes = _sided(boxes[:, :4])
    else:
        rings = [() if outline is None else outline.points for outline in found.outlines]
        shapes = [_run_lengths(np.array(ring), width, height) for ring in rings]
    return Objects(boxes[:, 5].astype(np.int64), shapes, boxes[:, 4])


def _sided(boxes: NDArray[Any]) -> list[Any]:
    """Turn left, top, right, bottom into left, top, width, height."""
    return np.concatenate([boxes[:, :2], boxes[:, 2:] - boxes[:, :2]], axis=1).tolist()


def _run_lengths(ring: NDArray[Any], width: int, height: int) -> Any:  # noqa: ANN401
    return coco.frPyObjects([ring.ravel().tolist()], height, width)[0]
