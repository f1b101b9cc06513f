"""The starter weights learn a small task in seconds, by the command's own process."""

from pathlib import Path

import msgspec
import numpy as np
import pytest

from engine.catalogue import fetch, path_of
from engine.geometry.types import Box, Geometry
from engine.inference.prediction import Predictor
from engine.inference.predictor import load
from engine.protocol.run_folder import RunStatus
from engine.protocol.specs import Augmentation, DatasetManifest, Split
from engine.training.average_precision import Judged, Objects, judge
from engine.training.ultralytics.validation import LOWEST_SCORE
from tests.helpers.detection_runs import create_run, drawn_manifest, start_process, two_phases
from tests.helpers.predicting import predict


@pytest.mark.slow
def test_red_and_blue_blocks_are_found_after_a_few_epochs(tmp_path: Path):
    fetch("yolo26n", lambda *_: None)
    manifest = drawn_manifest(tmp_path / "source", train=16, val=6)
    recipe = two_phases(1, 6, augmentation=Augmentation(mosaic=0.0, scale=0.1))
    folder = create_run(tmp_path / "runs/one", recipe, manifest, path_of("yolo26n"))
    assert start_process(folder).wait() == 0
    assert folder.status() is RunStatus.DONE
    card = folder.model_card()
    assert card is not None
    assert card.metrics["mAP50"] > 0.5
    assert card.score_threshold > 0.01


@pytest.mark.slow
def test_what_a_run_reports_is_what_its_model_predicts(tmp_path: Path):
    """Validation, threshold and predictions go one way; only the weights are rounded."""
    fetch("yolo26n", lambda *_: None)
    drawn = drawn_manifest(tmp_path / "source", train=16, val=12)
    images = tuple(
        msgspec.structs.replace(image, split="test") if number >= 22 else image
        for number, image in enumerate(drawn.images)
    )
    manifest = msgspec.structs.replace(drawn, images=images)
    recipe = two_phases(1, 3, augmentation=Augmentation(mosaic=0.0, scale=0.1))
    folder = create_run(tmp_path / "runs/one", recipe, manifest, path_of("yolo26n"))
    assert start_process(folder).wait() == 0
    card = folder.model_card()
    assert card is not None
    predictor = load(folder.card_path)
    for split, before in (("val", ""), ("test", "test_")):
        judged = judged_predictions(predictor, manifest, split)
        assert judged.mean() == pytest.approx(card.metrics[f"{before}mAP50-95"], abs=0.01)
        assert judged.mean(0, 1) == pytest.approx(card.metrics[f"{before}mAP50"], abs=0.01)


def judged_predictions(predictor: Predictor, manifest: DatasetManifest, split: Split) -> Judged:
    truth: list[Objects] = []
    found: list[Objects] = []
    indices = manifest.class_indices()
    for image in manifest.of_split(split):
        wanted = [(a.class_id, a.geometry, 1.0) for a in image.annotations]
        told = predict(predictor, Path(manifest.root) / image.path, LOWEST_SCORE)
        truth.append(objects_of(wanted, indices))
        found.append(objects_of([(d.class_id, d.geometry, d.score) for d in told], indices))
    return judge(truth, found, "bbox")


def objects_of(rows: list[tuple[int, Geometry, float]], indices: dict[int, int]) -> Objects:
    boxes = [geometry for _, geometry, _ in rows if isinstance(geometry, Box)]
    return Objects(
        np.array([indices[class_id] for class_id, _, _ in rows], dtype=np.int64),
        [[b.left, b.top, b.right - b.left, b.bottom - b.top] for b in boxes],
        np.array([score for _, _, score in rows]),
    )
