"""What tasks that Ultralytics trains differ in."""

import dataclasses
from collections.abc import Mapping
from typing import Any


@dataclasses.dataclass(frozen=True)
class YoloKind:
    """A task of Ultralytics'."""

    name: str
    """Ultralytics' name of it."""
    trainer: type[Any]
    """``PhasedTraining`` over Ultralytics' trainer."""
    metrics: Mapping[str, str]
    """Ultralytics' names of what is reported, and ours; the first one decides."""
    has_outlines: bool
    """Whether it learns from outlines, and not from boxes alone."""
