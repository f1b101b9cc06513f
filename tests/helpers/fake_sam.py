"""A network that takes no time: it answers a prompt with squares around its first point."""

from pathlib import Path

import numpy as np
from PIL import Image

from engine.assist.embeddings import Embedding, EmbeddingCache
from engine.assist.sam import DecodedMasks
from engine.assist.segmenter import Segmenter
from engine.protocol.requests import ImageRef, Prompt, Readiness

SIDES = (24.0, 48.0, 8.0, 24.0)
"""Half sides of the squares in cells of the 256 x 256 logits: the single mask, then three."""


class FakeSam:
    """Remembers which pictures it was asked to encode, by their shapes."""

    def __init__(self) -> None:
        self.encoded: list[tuple[int, ...]] = []

    def encode(self, picture: np.ndarray) -> Embedding:
        self.encoded.append(picture.shape)
        features = np.full((256, 64, 64), picture.mean(), np.float16)
        return Embedding(features, picture.shape[0], picture.shape[1])

    def decode(self, embedding: Embedding, prompt: Prompt) -> DecodedMasks:
        pixels = max(embedding.height, embedding.width) / 256
        x, y = center_of(prompt)
        grid = np.arange(256) + 0.5
        far = np.maximum(np.abs(grid[None] - x / pixels), np.abs(grid[:, None] - y / pixels))
        logits = np.stack([side - far for side in SIDES]).astype(np.float32)
        return DecodedMasks(logits, np.array([0.9, 0.7, 0.5, 0.6], np.float32))


class BlindSam(FakeSam):
    """Finds nothing, whatever it is asked."""

    def decode(self, embedding: Embedding, prompt: Prompt) -> DecodedMasks:
        return DecodedMasks(np.full((4, 256, 256), -1, np.float32), np.zeros(4, np.float32))


def center_of(prompt: Prompt) -> tuple[float, float]:
    if prompt.points:
        return prompt.points[0].x, prompt.points[0].y
    assert prompt.box is not None
    box = prompt.box
    return (box.left + box.right) / 2, (box.top + box.bottom) / 2


class Reports:
    """What a segmenter reports about its images."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, Readiness]] = []

    def __call__(self, image: ImageRef, readiness: Readiness) -> None:
        self.heard.append((image.key, readiness))


def make_segmenter(folder: Path, sam: FakeSam, reports: Reports | None = None) -> Segmenter:
    return Segmenter(sam, EmbeddingCache(folder / "cache"), reports or Reports())


def write_picture(path: Path, width: int = 64, height: int = 48, shade: int = 90) -> ImageRef:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (width, height), (shade, shade, shade)).save(path)
    return ImageRef(str(path), path.stem)
