"""What tasks that Ultralytics trains differ in."""

import dataclasses
from collections.abc import Mapping

from engine.training.average_precision import IouType


@dataclasses.dataclass(frozen=True)
class YoloKind:
    """A task of Ultralytics'."""

    name: str
    """Ultralytics' name of it."""
    judged: Mapping[IouType, str]
    """What of it is compared with the truth, with what its figures' names begin with; the first
    decides the threshold."""
    has_outlines: bool
    """Whether it learns from outlines, and not from boxes alone."""
