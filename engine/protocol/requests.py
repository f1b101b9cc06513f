"""What the window and the assist process say to each other: one JSON object a line."""

from typing import Literal

import msgspec

from engine.geometry.types import Box, Geometry, Mask
from engine.protocol.error_sentences import ErrorCode
from engine.protocol.specs import ValueRange

PROTOCOL_VERSION = 1

Readiness = Literal["none", "waiting", "encoding", "ready", "failed"]


class PromptPoint(msgspec.Struct, frozen=True):
    """A click in image pixels; ``include`` is False for what must stay out."""

    x: float
    y: float
    include: bool = True


class Prompt(msgspec.Struct, frozen=True):
    """Points and at most one box for one object; kept with the annotation it made."""

    points: tuple[PromptPoint, ...] = ()
    box: Box | None = None
    choice: int | None = None
    """Which of SAM's three masks was chosen (0 the smallest part … 2 the whole); None: its single
    best answer."""


class ImageRef(msgspec.Struct, frozen=True):
    """An image the engine reads by itself.

    ``key`` is made of its content hash and its value range: the embedding's name.
    """

    path: str
    key: str
    value_range: ValueRange | None = None


# To the engine -----------------------------------------------------------------------------------
class Segment(msgspec.Struct, frozen=True, tag=True):
    """Ask for the masks of a prompt. A newer hover request makes an older one stale."""

    id: int
    image: ImageRef
    prompt: Prompt
    hover: bool = False


class Prepare(msgspec.Struct, frozen=True, tag=True):
    """Encode these images ahead of need, in this order; replaces the earlier list."""

    id: int
    images: tuple[ImageRef, ...]


class Predict(msgspec.Struct, frozen=True, tag=True):
    """Run a trained model over images; answers come one image at a time.

    Cancelled, it ends between two tiles of an image.
    """

    id: int
    card: str
    """Absolute path of the model card."""
    images: tuple[ImageRef, ...]
    lowest_score: float = 0.05


class Cancel(msgspec.Struct, frozen=True, tag=True):
    """Drop a request that was not yet answered."""

    id: int


Request = Segment | Prepare | Predict | Cancel


# To the window -----------------------------------------------------------------------------------
class Hello(msgspec.Struct, frozen=True, tag=True):
    """The first message of an assist process."""

    protocol_version: int
    devices: tuple[str, ...]
    models: tuple[str, ...]
    """Names of the catalogue's models that are present and verified."""


class MaskCandidate(msgspec.Struct, frozen=True):
    """One of SAM's answers; ``score`` is its own estimate of the IoU."""

    mask: Mask
    box: Box
    score: float


class Segmented(msgspec.Struct, frozen=True, tag=True):
    """The masks of a prompt: the single best answer first, then the three, part to whole."""

    id: int
    key: str
    hover: bool
    candidates: tuple[MaskCandidate, ...]
    milliseconds: float


class ImageReadiness(msgspec.Struct, frozen=True, tag=True):
    """An image's embedding changed its state; ``seconds_left`` while encoding, from past ones."""

    key: str
    readiness: Readiness
    seconds_left: float = 0.0


class Detection(msgspec.Struct, frozen=True):
    """One raw prediction."""

    class_id: int
    """The LabelClass id of the model card."""
    geometry: Geometry
    score: float


class Failure(msgspec.Struct, frozen=True):
    """Why an image could not be looked at: a code, and the values of its sentence."""

    code: ErrorCode
    parameters: dict[str, str] = {}


Answer = tuple[Detection, ...] | Failure
"""What a model says of one image."""


class Predicted(msgspec.Struct, frozen=True, tag=True):
    """The answer for one image; ``done`` of ``total`` images are finished."""

    id: int
    key: str
    answer: Answer
    done: int
    total: int


AssistCode = Literal["no_model", "bad_model", "engine_died", "engine_version"]
"""Why the assist process cannot answer, besides what is said of files (``ErrorCode``)."""


class Failed(msgspec.Struct, frozen=True, tag=True):
    """A request that cannot be answered; ``code`` is turned into words by the window."""

    id: int
    code: ErrorCode | AssistCode
    parameters: dict[str, str] = {}


Reply = Hello | Segmented | ImageReadiness | Predicted | Failed
