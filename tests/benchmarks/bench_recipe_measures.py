"""How good a model is on the test images, in the same way for everybody."""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from engine.geometry.ops import bounds
from engine.protocol.specs import DatasetManifest, ManifestImage, Split
from engine.training.average_precision import Judged, Objects, judge

if TYPE_CHECKING:
    from tests.benchmarks.bench_recipe_arms import Trained

USUAL_THRESHOLD = 0.25
"""Ultralytics' own, where validation finds none."""

Corners = tuple[float, float, float, float]


def measures(trained: "Trained", manifest: DatasetManifest) -> tuple[float, float, float, float]:
    """Return average precision at IoU 0.5, F1, the best F1 and predictions for each object."""
    truth, found, judged = _judged(trained, manifest, "test")
    threshold = trained.threshold
    if threshold is None:
        threshold = _judged(trained, manifest, "val")[2].threshold or USUAL_THRESHOLD
    scores = np.concatenate([objects.scores for objects in found])
    hits = np.concatenate(judged.hits)
    wanted = sum(len(objects.scores) for objects in truth)
    counted = int((scores >= threshold).sum())
    f1 = 2 * float(hits[scores >= threshold].sum()) / (counted + wanted)
    best = 2 * np.cumsum(hits[np.argsort(-scores)]) / (np.arange(len(hits)) + 1 + wanted)
    return judged.mean(0, 1), f1, float(best.max(initial=0)), counted / wanted


def corners_of(image: ManifestImage, manifest: DatasetManifest) -> list[tuple[int, Corners]]:
    """Return class index and left, top, right, bottom in pixels of each object, in the image."""
    indices = manifest.class_indices()
    found: list[tuple[int, Corners]] = []
    for annotation in image.annotations:
        if (extent := bounds(annotation.geometry)) is not None:
            corners = (
                max(extent.left, 0.0),
                max(extent.top, 0.0),
                min(extent.right, float(image.width)),
                min(extent.bottom, float(image.height)),
            )
            found.append((indices[annotation.class_id], corners))
    return found


def _judged(
    trained: "Trained", manifest: DatasetManifest, split: Split
) -> tuple[list[Objects], list[Objects], Judged]:
    images = manifest.of_split(split)
    indices = manifest.class_indices()
    truth = [_objects([(*row, 1.0) for row in corners_of(i, manifest)]) for i in images]
    found: list[Objects] = []
    for image in images:
        detections = trained.predict(Path(manifest.root) / image.path)
        extents = [(d, bounds(d.geometry)) for d in detections]
        found.append(
            _objects(
                [
                    (indices[d.class_id], (e.left, e.top, e.right, e.bottom), d.score)
                    for d, e in extents
                    if e is not None
                ]
            )
        )
    return truth, found, judge(truth, found, "bbox")


def _objects(rows: list[tuple[int, Corners, float]]) -> Objects:
    return Objects(
        np.array([index for index, _, _ in rows], dtype=np.int64),
        [[left, top, right - left, bottom - top] for _, (left, top, right, bottom), _ in rows],
        np.array([score for _, _, score in rows], dtype=np.float64),
    )
