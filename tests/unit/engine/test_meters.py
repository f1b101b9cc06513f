"""How answers are judged, and what is kept of them for the person."""

import pytest
import torch

from engine.geometry.types import Mask
from engine.protocol.specs import ManifestClass, ManifestImage
from engine.protocol.validation_images import MOST_IMAGES
from engine.training.torch_loop.multilabel import MultilabelMeter
from engine.training.torch_loop.semantic import SegmentationMeter

CLASSES = (ManifestClass(7, "road", "#f00"), ManifestClass(4, "car", "#0f0"))
IMAGE = ManifestImage(1, "a.png", 640, 480, "val", "a", ())


def test_masks_of_validation_images_are_in_the_pixels_of_the_image() -> None:
    meter = SegmentationMeter(CLASSES)
    outputs = torch.zeros(1, 3, 64, 64)
    outputs[:, 2, :, :32] = 8.0
    outputs[:, 0, :, 32:] = 8.0
    truth = torch.zeros(1, 64, 64, dtype=torch.int16)
    truth[:, :, :16] = 2
    meter.update(outputs, truth)
    (found,) = meter.detections(0, IMAGE)
    assert isinstance(found.geometry, Mask)
    assert (found.geometry.width, found.geometry.height, found.class_id) == (640, 480, 4)
    assert meter.result().metrics == pytest.approx({"mIoU": 0.5, "Dice": 2 / 3})
    assert meter.by_class() == {"car": pytest.approx({"IoU": 0.5, "Dice": 2 / 3})}


def test_every_class_has_its_threshold_and_the_score_hides_none_that_reached_it() -> None:
    meter = MultilabelMeter(CLASSES)
    scores = torch.tensor([[0.9, 0.3], [0.8, 0.2], [0.4, 0.1]])
    meter.update(scores.logit(), torch.tensor([[1.0, 1.0], [1.0, 0.0], [0.0, 0.0]]))
    found = meter.calibrate()
    assert found.by_class == pytest.approx((0.6, 0.25))
    assert found.score == min(found.by_class)
    assert meter.result().metrics["mAP"] == pytest.approx(1.0)


def test_a_single_class_is_judged_like_one_of_many() -> None:
    meter = MultilabelMeter(CLASSES[:1])
    meter.update(torch.tensor([[2.0], [-2.0]]), torch.tensor([[1.0], [0.0]]))
    assert meter.result().metrics == pytest.approx({"mAP": 1.0, "macro_f1": 1.0})


def test_of_many_images_the_answers_to_the_worst_are_kept() -> None:
    meter = SegmentationMeter(CLASSES)
    for number in range(MOST_IMAGES + 10):
        outputs = torch.zeros(1, 3, 8, 8)
        outputs[:, 0] = float(number % 7)
        meter.update(outputs, torch.zeros(1, 8, 8, dtype=torch.int16))
    losses = meter.result().losses
    for index in losses.argsort(descending=True, stable=True)[:MOST_IMAGES].tolist():
        assert meter.detections(index, IMAGE) == ()
    with pytest.raises(KeyError):
        meter.detections(6, IMAGE)
