"""Answers prompts about images: embeddings from memory, from disk, or freshly made."""

import logging
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from engine.assist.candidates import candidate_order, to_candidates
from engine.assist.embeddings import Embedding, EmbeddingCache
from engine.assist.sam import DecodedMasks
from engine.assist.windows import Window, moved_into, window_for, within_image
from engine.images import check_content, displayed_size, read
from engine.protocol.requests import ImageRef, MaskCandidate, Prompt, Readiness

log = logging.getLogger(__name__)

KEPT_IN_MEMORY = 24
"""Embeddings of the last pictures and windows of them, 2 MiB each."""


class PromptableModel(Protocol):
    """What the segmenter needs of a model; ``SamModel`` is one."""

    def encode(self, pixels: NDArray[np.uint8]) -> Embedding:
        """Encode a picture, RGB, shape (height, width, 3)."""
        ...

    def decode(self, embedding: Embedding, prompt: Prompt) -> DecodedMasks:
        """Answer a prompt in pixels of the encoded picture."""
        ...


class Segmenter:
    """Turns prompts into masks.

    Args:
        model: The network.
        cache: Its embeddings on disk.
        report: Told when an image starts being encoded, is ready, or cannot be read.
    """

    def __init__(
        self,
        model: PromptableModel,
        cache: EmbeddingCache,
        report: Callable[[ImageRef, Readiness], None],
    ) -> None:
        self._model = model
        self._cache = cache
        self._report = report
        self._recent: OrderedDict[tuple[str, Window | None], Embedding] = OrderedDict()
        self._pixels: tuple[str, NDArray[np.uint8]] | None = None

    def prepare(self, image: ImageRef) -> None:
        """Encode an image ahead of need, unless it is there.

        Raises:
            UnreadableImage: Why it cannot be read.
        """
        if not self._cache.has(image.key):
            self._encode(image, None)

    def segment(
        self, image: ImageRef, prompt: Prompt, *, only_chosen: bool = False
    ) -> tuple[MaskCandidate, ...]:
        """Answer a prompt.

        Args:
            image: What the prompt is about.
            prompt: Points and a box, in image pixels; they add up.
            only_chosen: Make only the mask that ``prompt.choice`` names.

        Returns:
            The single best mask, then SAM's three from part to whole; with ``only_chosen`` the
            one. Nothing if nothing was found, or nothing of the prompt is within the image.

        Raises:
            UnreadableImage: Why it cannot be read.
        """
        width, height = displayed_size(Path(image.path))
        prompt = within_image(prompt, width, height)
        if not prompt.points and prompt.box is None:
            return ()
        window = window_for(prompt, width, height)
        area = window or Window(0, 0, width, height)
        embedding = self._embedding(image, window, area)
        decoded = self._model.decode(embedding, moved_into(prompt, area))
        wanted = candidate_order(decoded)
        if only_chosen:
            wanted = wanted[_place(prompt) : _place(prompt) + 1]
        return to_candidates(decoded, wanted, area, width, height)

    def _embedding(self, image: ImageRef, window: Window | None, area: Window) -> Embedding:
        embedding = self._recent.pop((image.key, window), None)
        if embedding is None or not _is_of(embedding, area):
            embedding = self._made(image, window, area)
        self._recent[image.key, window] = embedding
        while len(self._recent) > KEPT_IN_MEMORY:
            self._recent.popitem(last=False)
        return embedding

    def _made(self, image: ImageRef, window: Window | None, area: Window) -> Embedding:
        kept = self._cache.load(_key(image, window))
        return kept if kept is not None and _is_of(kept, area) else self._encode(image, window)

    def _encode(self, image: ImageRef, window: Window | None) -> Embedding:
        self._report(image, "encoding")
        try:
            embedding = self._model.encode(_part(self._read(image), window))
        except Exception:
            self._report(image, "failed")
            raise
        try:
            self._cache.save(_key(image, window), embedding)
        except OSError as error:
            # A full disk costs time at the next opening, not the answer now.
            log.warning("The embedding of %s could not be kept: %s", image.path, error)
        self._report(image, "ready" if self._is_ready(image, window) else "none")
        return embedding

    def _is_ready(self, image: ImageRef, encoded: Window | None) -> bool:
        """Whether the whole image is encoded, after a window of it or the whole was."""
        return encoded is None or (image.key, None) in self._recent or self._cache.has(image.key)

    def _read(self, image: ImageRef) -> NDArray[np.uint8]:
        if self._pixels is None or self._pixels[0] != image.key:
            # What is encoded is kept by the key: it must not be of another picture.
            check_content(Path(image.path), image.key)
            self._pixels = (image.key, read(Path(image.path), image.value_range))
        return self._pixels[1]


def _key(image: ImageRef, window: Window | None) -> str:
    """What an embedding is kept by; windows of another grid have other names."""
    if window is None:
        return image.key
    return f"{image.key}_{window.left}_{window.top}_{window.width}_{window.height}"


def _is_of(embedding: Embedding, area: Window) -> bool:
    """Whether it is of an area of this size: the file may be a stranger's."""
    return (embedding.width, embedding.height) == (area.width, area.height)


def _part(pixels: NDArray[np.uint8], window: Window | None) -> NDArray[np.uint8]:
    if window is None:
        return pixels
    return pixels[window.top : window.bottom, window.left : window.right]


def chosen(candidates: tuple[MaskCandidate, ...], prompt: Prompt) -> MaskCandidate | None:
    """The candidate of a full answer that the prompt names; None if there is none."""
    return candidates[_place(prompt)] if candidates else None


def _place(prompt: Prompt) -> int:
    return 0 if prompt.choice is None else prompt.choice + 1
