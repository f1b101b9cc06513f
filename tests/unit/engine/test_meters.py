"""How answers are judged, and what is kept of them for the person."""

import pytest
import torch

from engine.geometry.types import Mask
from engine.protocol.specs import ManifestClass, ManifestImage
from engine.training.torch_loop.multilabel import MultilabelMeter
from engine.training.torch_loop.semantic import SegmentationMeter

CLASSES = (ManifestClass(7, "road", "#f00"), ManifestClass(4, "car", "#0f0"))
IMAGE = ManifestImage(1, "a.png", 640, 480, "val", "a", ())


def test_masks_of_validation_images_are_in_the_pixels_of_the_image() -> None:
    meter = SegmentationMeter(CLASSES)
    outputs = torch.zeros(1, 3, 64, 64)
    outputs[:, 2, :, :32] = 8.0
    outputs[:, 0, :, 32:] = 8.0
    truth = torch.zeros(1, 64, 64, dtype=torch.uint8)
    truth[:, :, :16] = 2
    meter.update(outputs, truth)
    (found,) = meter.detections(0, IMAGE)
    assert isinstance(found.geometry, Mask)
    assert (found.geometry.width, found.geometry.height, found.class_id) == (640, 480, 4)
    assert meter.result().metrics == pytest.approx({"mIoU": 0.5, "Dice": 2 / 3})
    assert meter.details() == pytest.approx({"IoU car": 0.5, "Dice car": 2 / 3})


def test_every_class_has_its_threshold_and_the_score_hides_none_that_reached_it() -> None:
    meter = MultilabelMeter(CLASSES)
    scores = torch.tensor([[0.9, 0.3], [0.8, 0.2], [0.4, 0.1]])
    meter.update(scores.logit(), torch.tensor([[1.0, 1.0], [1.0, 0.0], [0.0, 0.0]]))
    found = meter.calibrate()
    assert found.by_class == pytest.approx((0.6, 0.25))
    assert found.score == min(found.by_class)
    assert meter.result().metrics["mAP"] == pytest.approx(1.0)
