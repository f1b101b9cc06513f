"""The JSON file a ``ValidationImages`` event points to."""

import msgspec

from engine.protocol.requests import Detection

MOST_IMAGES = 64
"""Images that a run tells of, the worst ones."""


class ImagePrediction(msgspec.Struct, frozen=True):
    """What a model says about one validation image; the truth is in the run's ``dataset.json``."""

    image_id: int
    badness: float
    """What the list is sorted by: the loss, or one minus the image's own F1."""
    detections: tuple[Detection, ...]


class ImagePredictions(msgspec.Struct, frozen=True):
    """Validation images, worst first."""

    epoch: int
    images: tuple[ImagePrediction, ...] = msgspec.field(name="pictures")
    thresholds: dict[int, float] = {}
    """The score from which a class counts as found, by class id."""
