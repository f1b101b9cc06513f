"""Whatever goes wrong with one image costs no other, and work that nobody wants any more ends."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from torch import nn

from engine.architectures.yolo import quiet
from engine.geometry.types import Box
from engine.images import UnreadableImage, read
from engine.inference.detection_pipeline import DetectionPipeline
from engine.inference.prediction import Cancelled, Check, go_on, predictions
from engine.inference.views import FoundObjects, tiles_of
from engine.protocol.requests import Detection, Failure, ImageRef
from engine.protocol.specs import ObjectSizes, ValueRange

FOUND = (Detection(1, Box(1, 2, 3, 4), 0.5),)
NAMES = [f"{number}.png" for number in range(12)]
BAD = "5.png"

Trouble = Callable[[], BaseException]


class TroubledPredictor:
    """Fails while it reads one image, or at every batch that holds it."""

    def __init__(self, *, viewing: Trouble | None = None, predicting: Trouble | None = None):
        self._viewing, self._predicting = viewing, predicting

    def view(self, path: Path, value_range: ValueRange | None = None) -> str:
        if self._viewing is not None and path.name == BAD:
            raise self._viewing()
        return path.name

    def predict(
        self, views: Sequence[str], lowest_score: float, check: Check = go_on
    ) -> list[tuple[Detection, ...]]:
        if self._predicting is not None and BAD in views:
            raise self._predicting()
        return [FOUND for _ in views]


@pytest.fixture
def images(tmp_path: Path) -> list[ImageRef]:
    for name in NAMES:
        Image.new("RGB", (20, 10)).save(tmp_path / name)
    return [ImageRef(str(tmp_path / name), f"key of {name}") for name in NAMES]


TROUBLES: list[tuple[Trouble, str]] = [
    (MemoryError, "picture_needs_memory"),
    (lambda: torch.OutOfMemoryError("CUDA out of memory."), "picture_needs_memory"),
    (lambda: RuntimeError("DefaultCPUAllocator: can't allocate memory"), "picture_needs_memory"),
    (lambda: ZeroDivisionError("by nothing"), "picture_failed"),
]


@pytest.mark.parametrize(("trouble", "code"), TROUBLES)
@pytest.mark.parametrize("when", ["viewing", "predicting"])
def test_one_bad_image_is_named_and_the_others_are_answered(
    images: list[ImageRef], when: str, trouble: Trouble, code: str
):
    predictor = TroubledPredictor(**{when: trouble})
    answers = {Path(image.path).name: found for image, found in predictions(predictor, images, 0.5)}
    assert list(answers) == NAMES
    bad = answers.pop(BAD)
    assert isinstance(bad, Failure)
    assert bad.code == code
    assert bad.parameters["path"] == images[NAMES.index(BAD)].path
    assert set(answers.values()) == {FOUND}


def test_ctrl_c_is_no_bad_image(images: list[ImageRef]):
    with pytest.raises(KeyboardInterrupt):
        list(predictions(TroubledPredictor(predicting=KeyboardInterrupt), images, 0.5))


def test_it_ends_before_a_batch_that_nobody_wants(images: list[ImageRef]):
    wanted = [True]

    def check() -> None:
        if not wanted:
            raise Cancelled

    answers = predictions(TroubledPredictor(), images, 0.5, check)
    next(answers)
    wanted.clear()
    with pytest.raises(Cancelled):
        list(answers)


class CountingNetwork(nn.Module):
    """Finds nothing, and counts how often it is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.calls = 0

    def forward(self, pixels: torch.Tensor) -> tuple[torch.Tensor]:
        self.calls += 1
        return (torch.zeros(len(pixels), 5, 84),)


def test_an_image_of_many_tiles_ends_between_two_batches_of_them():
    quiet()
    sizes = ObjectSizes(picture=32, usual=2.0, largest=8.0)
    assert len(tiles_of(1000, 1000, 32, sizes)) > 1000
    network = CountingNetwork()
    pipeline = DetectionPipeline(network, 1, 32, sizes, "cpu", has_outlines=False)

    def check() -> None:
        if network.calls == 3:
            raise Cancelled

    nothing = FoundObjects(torch.zeros(0, 6), [])
    with pytest.raises(Cancelled):
        pipeline.with_tiles(np.zeros((1000, 1000, 3), np.uint8), nothing, 0.5, check)
    assert network.calls == 3


def test_a_picture_that_the_memory_is_not_enough_for_is_not_called_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def refuse(_: object) -> None:
        raise MemoryError

    Image.new("RGB", (20, 10)).save(tmp_path / "a.png")
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", refuse)
    with pytest.raises(UnreadableImage, match="memory") as caught:
        read(tmp_path / "a.png")
    assert caught.value.code == "picture_needs_memory"
