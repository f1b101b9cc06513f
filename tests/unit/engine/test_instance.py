"""Instance segmentation: what is learned from outlines, and the outlines that come out."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from engine.datasets.detection import DetectionSample, detection_samples
from engine.geometry.masks import encode, mask_iou, rasterise
from engine.geometry.ops import area
from engine.geometry.rings import unite
from engine.geometry.types import Geometry, Polygon
from engine.inference.letterbox import Letterbox
from engine.protocol.specs import (
    DatasetManifest,
    ManifestAnnotation,
    ManifestClass,
    ManifestImage,
)

SIDE = 96
RECTANGLE = Polygon(((10.0, 10.0), (60.0, 10.0), (60.0, 50.0), (10.0, 50.0)))
BESIDE = Polygon(((-20.0, 80.0), (30.0, 130.0), (-20.0, 130.0)))
"""Its extent meets the image, it does not."""


def sample_of(folder: Path, *geometries: Geometry) -> DetectionSample:
    Image.new("RGB", (SIDE, SIDE)).save(folder / "one.png")
    annotations = tuple(ManifestAnnotation(n, 1, one) for n, one in enumerate(geometries))
    image = ManifestImage(
        id=1,
        path="one.png",
        width=SIDE,
        height=SIDE,
        split="train",
        group="one",
        annotations=annotations,
    )
    classes = (ManifestClass(1, "thing", "#ff0000"),)
    manifest = DatasetManifest(1, str(folder), classes, (image,))
    return detection_samples(manifest, "train", has_outlines=True).samples[0]


def item_of(sample: DetectionSample) -> dict[str, Any]:
    """The image as a batch of one holds it; masks have their full size."""
    from engine.architectures.yolo import quiet

    quiet()
    from ultralytics.utils import DEFAULT_CFG_DICT, IterableSimpleNamespace

    from engine.training.ultralytics.dataset import ManifestDataset
    from engine.training.ultralytics.instance import PhasedSegmentationTrainer

    settings: dict[str, Any] = {
        "data": {"names": {0: "thing"}, "nc": 1, "channels": 3},
        "imgsz": SIDE,
        "augment": False,
        "hyp": IterableSimpleNamespace(**{**DEFAULT_CFG_DICT, "mask_ratio": 1}),
        "rect": False,
        "batch_size": 1,
        "stride": 32,
        "pad": 0.0,
    }
    return ManifestDataset((sample,), 1, 0, settings, PhasedSegmentationTrainer.kind)[0]


def test_an_outline_beside_the_image_is_not_learned(tmp_path: Path):
    item = item_of(sample_of(tmp_path, BESIDE, RECTANGLE))
    assert item["cls"].shape == (1, 1)
    learned = encode(item["masks"][0].numpy().astype(bool))
    assert mask_iou(learned, rasterise(RECTANGLE, SIDE, SIDE)) > 0.95


def test_parts_and_holes_are_learned(tmp_path: Path):
    pixels = np.zeros((SIDE, SIDE), dtype=bool)
    pixels[10:50, 10:50] = True
    pixels[20:40, 20:40] = False
    pixels[60:90, 60:90] = True
    item = item_of(sample_of(tmp_path, encode(pixels)))
    assert mask_iou(encode(item["masks"][0].numpy().astype(bool)), encode(pixels)) > 0.85


def smooth_prototypes(height: int, width: int) -> Any:
    import torch

    generator = torch.Generator().manual_seed(1)
    coarse = torch.randn(1, 32, height // 6, width // 6, generator=generator)
    return torch.nn.functional.interpolate(coarse, (height, width), mode="bicubic")[0]


def seen_by_ultralytics(height: int, width: int) -> Letterbox:
    """A picture in the middle of a square input, as Ultralytics puts it there."""
    gain = SIDE / max(height, width)
    left, top = (round((SIDE - round(side * gain)) / 2 - 0.1) for side in (width, height))
    return Letterbox(np.zeros((3, SIDE, SIDE), dtype=np.uint8), gain, left, top, width, height)


# The network's padded input has a border above and below, at both sides, and none.
@pytest.mark.parametrize("size", [(150, 320), (320, 150), (240, 240), (23, 48)])
def test_an_outline_is_that_of_ultralytics_mask(size: tuple[int, int]):
    import torch

    from engine.architectures.yolo import quiet
    from engine.inference.outlines import outline_of

    quiet()
    from ultralytics.utils.ops import process_mask_native

    height, width = size
    prototypes = smooth_prototypes(24, 24)
    box = torch.tensor([width * 0.1, height * 0.2, width * 0.95, height * 0.85])
    # One prototype, shifted until nearly all of it is one piece without holes.
    prototypes[1] = 1.0
    coefficients = torch.zeros(32)
    coefficients[0], coefficients[1] = 1.0, 1.0
    expected = process_mask_native(prototypes, coefficients[None], box[None], size)
    outline = outline_of(box, coefficients, prototypes, seen_by_ultralytics(height, width))
    assert isinstance(outline, Polygon)
    filled = rasterise(outline, width, height)
    assert mask_iou(filled, encode(expected[0].numpy().astype(bool))) > 0.9


def test_a_mask_without_a_pixel_has_no_outline():
    import torch

    from engine.inference.outlines import outline_of

    nothing = outline_of(
        torch.tensor([5.0, 5.0, 60.0, 60.0]),
        -torch.ones(32),
        torch.ones(32, 24, 24),
        seen_by_ultralytics(96, 96),
    )
    assert nothing is None


def test_plain_ultralytics_reads_the_weights(tmp_path: Path):
    """As the model's own text says how to use it."""
    from engine.architectures.yolo import load_yolo, quiet
    from engine.training.ultralytics.checkpoint import write_weights

    quiet()
    from ultralytics import YOLO
    from ultralytics.nn.tasks import SegmentationModel

    network = SegmentationModel("yolo26n-seg.yaml", nc=2, verbose=False)
    network.names = {0: "square", 1: "disc"}
    write_weights(tmp_path / "model.pt", network, {"task": "segment", "imgsz": SIDE})
    Image.new("RGB", (SIDE, SIDE), (90, 120, 150)).save(tmp_path / "one.png")
    model = YOLO(str(tmp_path / "model.pt"))
    assert model.task == "segment"
    (found,) = model.predict(str(tmp_path / "one.png"), imgsz=SIDE, conf=1e-6, verbose=False)
    assert found.masks is not None
    assert found.names == {0: "square", 1: "disc"}
    assert load_yolo(tmp_path / "model.pt") is not None


def square(left: float, side: float) -> Polygon:
    right = left + side
    return Polygon(((left, 0.0), (right, 0.0), (right, side), (left, side)))


def test_outlines_are_united():
    assert area(unite([square(0, 10), square(5, 10)])) == 150
    assert area(unite([square(0, 10), square(50, 20)])) == 400
    line = Polygon(((0, 0), (5, 5), (2, 2)))
    assert unite([line, line]) == line
