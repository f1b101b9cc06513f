"""Whatever images and models are, predicting takes bounded memory, and nobody waits for long."""

import math
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
import torch
from PIL import Image
from torch import nn

from engine.architectures.yolo import quiet
from engine.inference import prediction
from engine.inference.detection_pipeline import DetectionPipeline
from engine.inference.letterbox import Letterbox, letterbox
from engine.inference.outlines import outline_of
from engine.inference.prediction import Check, go_on, in_parts, predictions
from engine.protocol.requests import Detection, ImageRef
from engine.protocol.specs import ValueRange


class CountingPredictor:
    """Finds nothing, and remembers how many images it saw at once."""

    def __init__(self) -> None:
        self.batches: list[int] = []

    def view(self, path: Path, value_range: ValueRange | None = None) -> Path:
        return path

    def predict(
        self, views: Sequence[Path], lowest_score: float, check: Check = go_on
    ) -> list[tuple[Detection, ...]]:
        self.batches.append(len(views))
        return [()] * len(views)


def test_large_images_make_small_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(prediction, "BATCH_BYTES", 3 * 100 * 100)
    sides = [50] * 12 + [100, 100, 200] + [50] * 3
    for number, side in enumerate(sides):
        Image.new("RGB", (side, side)).save(tmp_path / f"{number}.png")
    images = [ImageRef(str(tmp_path / f"{n}.png"), f"key {n}") for n in range(len(sides))]
    predictor = CountingPredictor()
    assert [image for image, _ in predictions(predictor, images, 0.5)] == images
    assert predictor.batches == [4, 4, 4, 1, 1, 1, 3]


@pytest.mark.parametrize(("side", "sizes"), [(704, [8, 1]), (4096, [1] * 9), (32, [9])])
def test_so_many_views_go_through_a_network_as_memory_allows(side: int, sizes: list[int]):
    assert [len(part) for part in in_parts(range(9), side * side)] == sizes


class OneObjectNetwork(nn.Module):
    """Finds one object of this width in each view."""

    def __init__(self, width: float = 10.0) -> None:
        super().__init__()
        self.width = width

    def forward(self, pixels: torch.Tensor) -> tuple[torch.Tensor]:
        answer = torch.zeros(len(pixels), 5, 84)
        answer[:, :, 0] = torch.tensor([16.0, 16.0, self.width, 10.0, 0.9])
        return (answer,)


@pytest.mark.parametrize(("width", "count"), [(10, 1), (math.nan, 0), (math.inf, 0)])
def test_what_is_nowhere_is_no_object(width: float, count: int):
    quiet()
    network = OneObjectNetwork(width)
    pipeline = DetectionPipeline(network, 1, 32, None, "cpu", has_outlines=False)
    view = pipeline.view(torch.zeros(32, 32, 3, dtype=torch.uint8).numpy())
    (found,) = pipeline.look([view], 0.5)
    assert len(found.boxes) == count


def test_no_image_of_a_batch_is_empty_because_the_machine_is_slow(monkeypatch: pytest.MonkeyPatch):
    quiet()
    pipeline = DetectionPipeline(OneObjectNetwork(), 1, 32, None, "cpu", has_outlines=False)
    view: Letterbox = pipeline.view(torch.zeros(32, 32, 3, dtype=torch.uint8).numpy())
    # A laptop that is closed for a night, say.
    hours = iter(range(0, 10**9, 3600))
    monkeypatch.setattr(time, "time", lambda: next(hours))
    found = pipeline.look([view] * 4, 0.5)
    assert [len(objects.boxes) for objects in found] == [1, 1, 1, 1]


def test_the_outline_of_an_object_as_large_as_the_largest_image_takes_little_memory():
    side = 30_000
    view = letterbox(torch.zeros(1, 1, 3, dtype=torch.uint8).numpy(), 64)._replace(
        width=side, height=side, gain=64 / side
    )
    prototypes = torch.full((1, 24, 24), -1.0)
    prototypes[0, 8:16, 8:16] = 1.0
    box = torch.tensor([0.0, 0.0, side, side])
    outline = outline_of(box, torch.ones(1), prototypes, view)
    assert outline is not None
    xs, ys = zip(*outline.points, strict=True)
    for low, high in ((min(xs), max(xs)), (min(ys), max(ys))):
        assert 0 <= low < side / 3 and side / 2 < high <= side
