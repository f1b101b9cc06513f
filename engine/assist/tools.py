"""What the assist process works with; nothing here loads torch."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import msgspec

from engine.inference.prediction import Predictor
from engine.protocol.requests import ImageRef, MaskCandidate, Prompt, Readiness


class PromptAnswerer(Protocol):
    """The segmenter, which cannot be imported here: torch comes with it."""

    def prepare(self, image: ImageRef) -> None:
        """Encode an image ahead of need, unless it is there."""
        ...

    def segment(
        self, image: ImageRef, prompt: Prompt, *, only_chosen: bool = False
    ) -> tuple[MaskCandidate, ...]:
        """Answer a prompt."""
        ...


ReportReadiness = Callable[[ImageRef, Readiness], None]


class ModelLoaders(msgspec.Struct, frozen=True):
    """What the process works with; loaded when first needed, because torch takes seconds."""

    load_segmenter: Callable[[ReportReadiness], PromptAnswerer]
    load_predictor: Callable[[Path], Predictor]
