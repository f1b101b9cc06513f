"""Average precision, and the score from which predictions count, by pycocotools."""

import contextlib
import io
from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

MOST_FOUND = 300
"""Objects of an image that count, the surest ones: as many as a YOLO network tells."""

AS_GOOD = 0.01
"""F1 by which a score may be worse than the best: on few images many scores are as good, and the
middle of them is furthest from those that are not."""
SMOOTHED = 0.1
"""Share of the scores over which F1 is averaged before its best is chosen: on few images a single
object makes a peak."""

IouType = Literal["bbox", "segm"]
"""Whether boxes or masks are compared, as pycocotools calls it."""


class Objects(NamedTuple):
    """The objects of one image, true or found ones; n of them."""

    indices: NDArray[np.int64]
    """(n,) class indices."""
    shapes: list[Any]
    """n: [left, top, width, height] or pycocotools' run lengths, in pixels of the image."""
    scores: NDArray[np.float64]
    """(n,); ones for true objects."""


class Judged(NamedTuple):
    """What was found on the images of a split, beside the truth."""

    precisions: dict[int, NDArray[np.float64]]
    """Average precision at the IoUs 0.50, 0.55 to 0.95 by index of each class that occurs."""
    hits: list[NDArray[np.bool_]]
    """For each image and found object: whether it is a true object's of its class, with an IoU of
    at least 0.5."""
    threshold: float | None
    """The middle of the scores with about the best mean F1 over the classes; None if there is no
    hit."""

    def mean(self, first: int = 0, last: int = 10) -> float:
        """Mean average precision over the classes and a range of the IoUs."""
        found = [float(ap[first:last].mean()) for ap in self.precisions.values()]
        return sum(found) / len(found) if found else 0.0


def judge(truth: Sequence[Objects], found: Sequence[Objects], iou_type: IouType) -> Judged:
    """Compare found objects with true ones, image by image.

    Args:
        truth: The true objects of each image.
        found: What was found on each.
        iou_type: What their shapes are.
    """
    results, firsts = _evaluated(truth, found, iou_type), _first_ids(found)
    hits = [np.zeros(len(objects.scores), dtype=np.bool_) for objects in found]
    for image in results.evalImgs:
        if image is not None:
            number = image["image_id"]
            places = np.asarray(image["dtIds"], dtype=np.int64) - firsts[number]
            hits[number][places] = np.asarray(image["dtMatches"])[0] > 0
    occurring = sorted({int(index) for objects in truth for index in objects.indices})
    return Judged(_precisions(results, occurring), hits, _threshold(truth, found, hits, occurring))


def _evaluated(truth: Sequence[Objects], found: Sequence[Objects], iou_type: IouType) -> Any:  # noqa: ANN401
    from pycocotools.cocoeval import COCOeval

    classes = sorted({int(index) for objects in (*truth, *found) for index in objects.indices})
    # It prints how long it took.
    with contextlib.redirect_stdout(io.StringIO()):
        results: Any = COCOeval(
            _coco(truth, classes, iou_type), _coco(found, classes, iou_type), iou_type
        )
        results.params.areaRng, results.params.areaRngLbl = [[0, 1e10]], ["all"]
        results.params.maxDets = [MOST_FOUND]
        results.evaluate()
        results.accumulate()
    return results


def _coco(images: Sequence[Objects], classes: list[int], iou_type: IouType) -> Any:  # noqa: ANN401
    from pycocotools.coco import COCO

    coco: Any = COCO()
    coco.dataset = {
        "images": [{"id": n, "height": 0, "width": 0} for n in range(len(images))],
        "categories": [{"id": index} for index in classes],
        "annotations": _annotations(images, iou_type),
    }
    coco.createIndex()
    return coco


def _annotations(images: Sequence[Objects], iou_type: IouType) -> list[dict[str, Any]]:
    key = {"bbox": "bbox", "segm": "segmentation"}[iou_type]
    firsts = _first_ids(images)
    return [
        {
            "id": firsts[number] + place,
            "image_id": number,
            "category_id": int(index),
            key: shape,
            "area": 1.0,
            "iscrowd": 0,
            "score": float(score),
        }
        for number, objects in enumerate(images)
        for place, (index, shape, score) in enumerate(
            zip(objects.indices, objects.shapes, objects.scores, strict=True)
        )
    ]


def _first_ids(images: Sequence[Objects]) -> list[int]:
    """Return the id of each image's first object; pycocotools takes 0 for none."""
    counts = [len(objects.scores) for objects in images]
    return [1, *(np.cumsum(counts) + 1).tolist()]


def _precisions(results: Any, occurring: list[int]) -> dict[int, NDArray[np.float64]]:  # noqa: ANN401
    classes = list(results.params.catIds)
    table = results.eval["precision"][:, :, :, 0, 0]
    return {index: table[:, :, classes.index(index)].mean(1) for index in occurring}


def _threshold(
    truth: Sequence[Objects],
    found: Sequence[Objects],
    hits: Sequence[NDArray[np.bool_]],
    occurring: list[int],
) -> float | None:
    if not occurring or not any(some.any() for some in hits):
        return None
    scores = np.concatenate([objects.scores for objects in found])
    indices = np.concatenate([objects.indices for objects in found])
    wanted = np.concatenate([objects.indices for objects in truth])
    is_hit = np.concatenate(hits)
    grid = np.linspace(0, 1, 1000)
    curves = [
        _f1_curve(scores[indices == i], is_hit[indices == i], int((wanted == i).sum()), grid)
        for i in occurring
    ]
    smooth = _smooth(np.mean(curves, axis=0))
    return float(np.median(grid[smooth >= smooth.max() - AS_GOOD]))


def _f1_curve(
    scores: NDArray[np.float64], is_hit: NDArray[np.bool_], wanted: int, grid: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return F1 of what reaches each score of the grid."""
    order = np.argsort(scores)
    ordered = scores[order]
    left = len(ordered) - np.searchsorted(ordered, grid)
    summed = np.concatenate([np.cumsum(is_hit[order][::-1])[::-1], [0]])
    return 2 * summed[len(ordered) - left] / (left + wanted)


def _smooth(curve: NDArray[np.float64]) -> NDArray[np.float64]:
    width = round(len(curve) * SMOOTHED) | 1
    padded = np.pad(curve, width // 2, mode="edge")
    return np.convolve(padded, np.ones(width) / width, mode="valid")
