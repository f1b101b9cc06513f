"""What a trained model is asked; nothing here loads torch."""

from pathlib import Path
from typing import Protocol

from engine.images import UnreadableImage, check_content
from engine.protocol.requests import Detection, ImageRef
from engine.protocol.specs import ValueRange


class Predictor(Protocol):
    """A trained model, ready to look at pictures."""

    def predict(
        self, path: Path, lowest_score: float = ..., value_range: ValueRange | None = ...
    ) -> tuple[Detection, ...]:
        """Predict on one picture, in pixels as displayed, the surest first.

        Raises:
            UnreadableImage: Why it cannot be read.
        """
        ...


def predict_or_none(
    predictor: Predictor, image: ImageRef, lowest_score: float
) -> tuple[Detection, ...] | None:
    """Predict on one of many images; None for one that cannot be read, which ends no batch."""
    try:
        check_content(Path(image.path), image.key)
        return predictor.predict(Path(image.path), lowest_score, image.value_range)
    except UnreadableImage:
        return None
